/** Reads server-sent events out of text that comes in pieces. */
export interface ServerEvent {
  readonly event: string
  readonly data: string
  /** The last id that was told so far. */
  readonly id: string | undefined
}

/** A reader that is given pieces in order and returns the events that each completes; comments and unknown fields are passed over. */
export function eventReader(): (piece: string) => readonly ServerEvent[] {
  let rest = ''
  let id: string | undefined
  let event = 'message'
  let data: string[] = []
  const take = (line: string): ServerEvent | undefined => {
    if (line === '') {
      const whole = data.length === 0 ? undefined : { event, data: data.join('\n'), id }
      event = 'message'
      data = []
      return whole
    }
    const colon = line.indexOf(':')
    const [field, value] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')]
    if (field === 'event') event = value
    else if (field === 'data') data.push(value)
    else if (field === 'id') id = value
    return undefined
  }
  return (piece) => {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    return lines.flatMap((line) => take(line.replace(/\r$/, '')) ?? [])
  }
}
