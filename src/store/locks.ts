/** The advisory locks of a database. Others use the same number space, so that ours start with a number of their own. */

export const LOCKS = {
  /** Held while migrations run. */
  migration: 0x7468_0001,
  /** Shared by every process that uses an embedded server; who can take it alone is the last one out. */
  presence: 0x7468_0002,
  /** With a hash of the site id: held by the one writer of a site. */
  writer: 0x7468_0003,
  /** Held while days of readings are made or dropped. */
  partitions: 0x7468_0004,
} as const
