/** German after `von`, `nach` or `mit`: what is counted stands in the dative there. */

/** `12 Tage` as `12 Tagen`; what looks the same in both cases stays as it is. */
export function dative(counted: string | undefined): string {
  return (counted ?? '').replace(/(?<= )(Tage|Sätze)\b/g, '$1n')
}
