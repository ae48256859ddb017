import type { ChainEnd, ComparableEvent, Link } from './link.js'

/**
 * Reads a numbered log and its chain for comparison; methods may throw errors that the store's `failureOf` converts.
 */
export type ChainSource = {
  /** Events after a position, in order. */
  events(after: number, most: number): Promise<readonly ComparableEvent[]>
  /** Links that begin after a position, in order. */
  links(after: number, most: number): Promise<readonly Link[]>
  /** The last link that begins at a position or before it. */
  linkAt(position: number): Promise<Link | null>
  /** The first event of a stream whose stored category does not match its name; `null` when all match. */
  misfiledEvent(): Promise<ComparableEvent | null>
  /** Whether no index is missing, and the database's own checks find the tables and indexes intact. */
  isWhole(): Promise<boolean>
}

/** A source whose chain can be extended. */
export type SealableSource = ChainSource & {
  /** Adds a link after the given end; returns `false` if the chain has another end by now. */
  add(link: Link, end: ChainEnd): Promise<boolean>
}
