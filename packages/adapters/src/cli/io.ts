import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/** The outside of one run: streams, place and the wish to stop. `columns` is set when stdout is a terminal. */
export type Io = {
  readonly stdin: () => Readable
  readonly stdout: Writable
  readonly stderr: Writable
  readonly cwd: string
  readonly columns?: number | undefined
  /** Whether stderr is a terminal: then, and only then, progress bars are drawn. */
  readonly showsProgress: boolean
  readonly signal: AbortSignal
}

const untilFree = async (stream: Writable): Promise<void> => {
  const freed = new AbortController()
  const events = ['drain', 'close', 'error'].map((name) => once(stream, name, { signal: freed.signal }))
  await Promise.race(events).catch(() => {})
  freed.abort()
  await Promise.allSettled(events)
}

/** Writes data to stdout and waits while it is full; does nothing once nobody reads it any more. */
export const print = async ({ stdout }: Io, text: string): Promise<void> => {
  if (stdout.destroyed || stdout.writableEnded) return
  if (!stdout.write(text)) await untilFree(stdout)
}

/** Writes a message to people on stderr. */
export const say = ({ stderr }: Io, message: string): void => {
  if (!stderr.destroyed) stderr.write(`${message}\n`)
}
