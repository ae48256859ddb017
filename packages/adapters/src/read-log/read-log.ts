import type { Instant } from '@clientele/domain'

/** Who looked at whose personal data, through what: ids alone, never texts. */
export type PersonRead = {
  readonly at: Instant
  /** The employee who looked; `null` where the embedding service did. */
  readonly viewer: string | null
  /** `contactCard`, `audit.changes`, `knownAt.contactCard`, `personDataExport`. */
  readonly view: string
  /**
   * What was asked about, as `{ kind: 'customer', id: 'acme' }`; `null` where it was no single thing. Lines of histories
   * name persons in texts only: whoever read the history of a customer may have read of any of its contacts.
   */
  readonly subject: { readonly kind: string; readonly id: string } | null
  /** The persons who were shown, or asked for; at most 1,000. */
  readonly personIds: readonly string[]
  /** How many more were shown. */
  readonly more: number
}

/**
 * Takes what was read, in order, soon after: at most 1,000 reads at once, and one call at a time. What it throws or rejects
 * with has the same reads given again later. `missed` counts the reads since the last call that were lost, for more than
 * 10,000 were waiting.
 */
export type ReadLog = (reads: readonly PersonRead[], missed: number) => void | Promise<void>
