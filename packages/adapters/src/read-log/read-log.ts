import type { Instant } from '@clientele/domain'

/** Who read whose personal data through which view: only ids, no texts. */
export type PersonRead = {
  readonly at: Instant
  /** The employee who read; `null` for the embedding service. */
  readonly viewer: string | null
  /** `contactCard`, `audit.changes`, `knownAt.contactCard`, `personDataExport`. */
  readonly view: string
  /**
   * The subject of the question, such as `{ kind: 'customer', id: 'acme' }`; `null` if it was not a single one. History
   * lines name persons only in texts: a reader of a customer's history may have read about any of its contacts.
   */
  readonly subject: { readonly kind: string; readonly id: string } | null
  /** The persons shown or asked for; at most 1,000. */
  readonly personIds: readonly string[]
  /** The number of further persons shown. */
  readonly more: number
}

/**
 * Called with reads in order, soon after they happened: at most 1,000 at once, one call at a time. If it throws or
 * rejects, the same reads are delivered again later. `missed` is the number of reads since the last call that were
 * dropped because more than 10,000 were queued.
 */
export type ReadLog = (reads: readonly PersonRead[], missed: number) => void | Promise<void>
