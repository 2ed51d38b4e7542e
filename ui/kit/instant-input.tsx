/** A field for an instant, read and written by the clock of the plant. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Instant } from '../../src/core/values/instant.ts'
import { usePlant } from '../live/use-plant.ts'
import { instantAtWall, wallTime } from '../words/zone-clock.ts'

interface InstantInputProps {
  readonly label: string
  readonly value: Instant | null
  readonly onChange: (next: Instant | null) => void
  /** True when not stated. */
  readonly required?: boolean
}

export function InstantInput({ label, value, onChange, required = true }: InstantInputProps) {
  const { zone } = usePlant()
  // While a person types, the field holds what is no time yet.
  const [typed, setTyped] = useState<string>()
  const shown = value === null ? '' : wallTime(value, zone)
  return (
    <TextInput
      type="datetime-local"
      label={label}
      required={required}
      value={typed ?? shown}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onChange(instantAtWall(currentTarget.value, zone) ?? null)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
