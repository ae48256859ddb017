import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { plain } from './printing/plain.js'

/** The environment of a run: streams, directory and abort signal. `columns` is set when stdout is a terminal. */
export type Io = {
  readonly stdin: () => Readable
  readonly stdout: Writable
  readonly stderr: Writable
  readonly cwd: string
  readonly columns?: number | undefined
  /** Whether stderr is a terminal; only then progress bars are drawn. */
  readonly showsProgress: boolean
  readonly signal: AbortSignal
}

const untilDrained = async (stream: Writable): Promise<void> => {
  const freed = new AbortController()
  const events = ['drain', 'close', 'error'].map((name) => once(stream, name, { signal: freed.signal }))
  await Promise.race(events).catch(() => {})
  freed.abort()
  await Promise.allSettled(events)
}

const isOver = (stream: Writable): boolean => stream.destroyed || stream.writableEnded || stream.errored !== null

/** Resolves when everything written to a stream is flushed, or the stream has ended. */
export const flushed = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    if (isOver(stream)) resolve()
    else stream.write('', () => resolve())
  })

/** Writes text unchanged to stdout and waits while it is full; does nothing if stdout is closed. */
export const print = async ({ stdout }: Io, text: string): Promise<void> => {
  if (isOver(stdout)) return
  if (!stdout.write(text)) await untilDrained(stdout)
}

const toPlainLines = (lines: readonly string[]): string => lines.map((line) => `${plain(line)}\n`).join('')

/** Writes lines to stdout as plain text. */
export const printLines = (io: Io, ...lines: readonly string[]): Promise<void> => print(io, toPlainLines(lines))

/** Writes lines to stderr as plain text. */
export const say = ({ stderr }: Io, ...lines: readonly string[]): void => {
  if (!isOver(stderr)) stderr.write(toPlainLines(lines))
}
