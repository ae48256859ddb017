import type { Packing } from '@clientele/projections'

/** What differs between Node and browsers; `#platform` resolves to the right one. */
export type Platform = {
  /** The SHA-256 of a text in UTF-8, in hexadecimal digits. */
  sha256(text: string): string
  randomUuid(): string
  /** Lets the process end while a timer is set. */
  inBackground(timer: NodeJS.Timeout): NodeJS.Timeout
  /** Compresses texts in memory. */
  packing: Packing
  /** Lets other work of the event loop run first, so that long work does not block it. */
  yieldToEventLoop(): Promise<void>
}
