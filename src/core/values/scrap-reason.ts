/** Why pieces are scrapped, where a plant has recorded no reasons of its own yet: codes with words in every language. */
export const SCRAP_REASONS = ['dimension', 'surface', 'material', 'setting', 'tool', 'handling', 'other'] as const
export type ScrapReason = (typeof SCRAP_REASONS)[number]

/** Whether a recorded reason is one of the codes, and not a plant's own words. */
export function isScrapReason(reason: string): reason is ScrapReason {
  return (SCRAP_REASONS as readonly string[]).includes(reason)
}
