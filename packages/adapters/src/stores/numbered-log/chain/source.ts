import type { ChainEnd, Link, Stored } from './link.js'

/** A numbered log and its chain, to be compared; each method may throw what the store's failures are made of. */
export type ChainSource = {
  /** Events after a position, in order. */
  events(after: number, most: number): Promise<readonly Stored[]>
  /** Links that begin after a position, in order. */
  links(after: number, most: number): Promise<readonly Link[]>
  /** The last link that begins at a position or before it. */
  linkAt(position: number): Promise<Link | null>
  /** The first stream whose entry does not fit its name, by any event of it; `null` when all do. */
  misfiledEvent(): Promise<Stored | null>
  /** Whether the store's own checks find the tables and indexes whole. */
  isWhole(): Promise<boolean>
}

/** A chain that more can be sealed in. */
export type SealableSource = ChainSource & {
  /** Adds a link behind the end of the chain; `false` when it ends elsewhere by now. */
  add(link: Link, end: ChainEnd): Promise<boolean>
}
