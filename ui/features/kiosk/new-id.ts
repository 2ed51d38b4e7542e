/** Ids that are made on the device, so that a report that is sent twice is booked once. Works on plain HTTP too, where `randomUUID` does not exist. */
export function newId(kind: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `${kind}-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
