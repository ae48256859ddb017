import { run } from './run.js'

const quiet = (): void => {}

/** Runs the command line of this process; a second Ctrl-C does not wait for the first. */
export const main = async (): Promise<void> => {
  const stopping = new AbortController()
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(130)
    stopping.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.stdout.on('error', quiet)
  process.stderr.on('error', quiet)
  process.exitCode = await run(process.argv.slice(2), {
    stdin: () => process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    showsProgress: process.stderr.isTTY === true,
    signal: stopping.signal,
  })
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  if (stopping.signal.aborted) process.stdin.destroy()
}
