import { createWriteStream, fstatSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { run } from './run.js'

const quiet = (): void => {}

const isPipe = (fd: number): boolean => {
  const stats = fstatSync(fd)
  return stats.isFIFO() || stats.isSocket()
}

// On a nearly full disk, `process.stdout` may silently write only a part to a file; a file stream writes the rest or
// fails.
const outputOf = (stream: NodeJS.WriteStream, fd: number): Writable =>
  stream.isTTY || isPipe(fd) ? stream : createWriteStream('', { fd, autoClose: false })

/** Runs the command line of this process; a second Ctrl-C exits at once. */
export const main = async (): Promise<void> => {
  const stopping = new AbortController()
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(130)
    stopping.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const stdout = outputOf(process.stdout, 1)
  const stderr = outputOf(process.stderr, 2)
  stdout.on('error', quiet)
  stderr.on('error', quiet)
  process.exitCode = await run(process.argv.slice(2), {
    stdin: () => process.stdin,
    stdout,
    stderr,
    cwd: process.cwd(),
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    showsProgress: process.stderr.isTTY === true,
    signal: stopping.signal,
  })
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  if (stopping.signal.aborted) process.stdin.destroy()
}
