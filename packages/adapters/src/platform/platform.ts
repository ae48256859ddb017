import type { Packing } from '@clientele/projections'

/** What is done differently where there is Node and in a browser; `#platform` is the one at hand. */
export type Platform = {
  /** The SHA-256 of a text in UTF-8, in hexadecimal digits. */
  sha256(text: string): string
  randomUuid(): string
  /** Lets the process end though a timer is set. */
  inBackground(timer: NodeJS.Timeout): NodeJS.Timeout
  /** Keeps texts small in memory. */
  packing: Packing
  /** Lets everything else that waits for the event loop go first: long work starves nobody. */
  yieldToEventLoop(): Promise<void>
}
