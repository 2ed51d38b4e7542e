/** A choice of one of the roles that work is addressed to. */
import { NativeSelect } from '@mantine/core'
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { useWords } from '../../words/use-words.tsx'

interface RoleSelectProps {
  readonly label: string
  readonly value: WorkRole
  readonly onChange: (next: WorkRole) => void
}

export function RoleSelect({ label, value, onChange }: RoleSelectProps) {
  const { kit } = useWords()
  const roles = Object.entries(kit.workRoles).map(([role, word]) => ({ value: role, label: word }))
  return (
    <NativeSelect label={label} value={value} data={roles} onChange={({ currentTarget }) => onChange(currentTarget.value as WorkRole)} />
  )
}
