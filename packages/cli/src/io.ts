import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { plain } from './printing/plain.js'

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

const isOver = (stream: Writable): boolean => stream.destroyed || stream.writableEnded || stream.errored !== null

/** Resolves when all that was written to a stream is taken, or never will be. */
export const flushed = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    if (isOver(stream)) resolve()
    else stream.write('', () => resolve())
  })

/**
 * Writes to stdout, as it is, what programs read or what was made plain before, and waits while it is full; does nothing
 * once nobody reads it any more.
 */
export const print = async ({ stdout }: Io, text: string): Promise<void> => {
  if (isOver(stdout)) return
  if (!stdout.write(text)) await untilFree(stdout)
}

const plainLines = (lines: readonly string[]): string => lines.map((line) => `${plain(line)}\n`).join('')

/** Writes lines for people to stdout. */
export const printLines = (io: Io, ...lines: readonly string[]): Promise<void> => print(io, plainLines(lines))

/** Writes lines for people to stderr. */
export const say = ({ stderr }: Io, ...lines: readonly string[]): void => {
  if (!isOver(stderr)) stderr.write(plainLines(lines))
}
