import { readFileSync } from 'node:fs'
import { fileUnwritable } from '@clientele/adapters/internal'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import { type ParseResult, parse } from './arguments/parse.js'
import { type Ending, errorLines, toCliError } from './cli-error.js'
import { flushed, type Io, print, say } from './io.js'
import { subCommands } from './sub-commands/index.js'

const versionOf = (): string => {
  const { version }: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return version
}

const answer = async (asked: ParseResult, io: Io): Promise<Ending> => {
  if (asked.kind === 'run') return asked.subCommand.run(asked.written, io)
  await print(io, asked.text)
  return { _tag: 'Right', right: undefined }
}

const tryAnswer = async (asked: ParseResult, io: Io): Promise<Ending> => {
  try {
    return await answer(asked, io)
  } catch (error) {
    return left(toCliError(error))
  }
}

const closedReaderCodes: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])

/** The state of the output: read to the end, abandoned by its reader, or failed. */
type Output = 'read' | 'unread' | { readonly problem: string }

const outputAfter = (error: unknown): Output => {
  if (error === null) return 'read'
  const isGone = error instanceof Error && 'code' in error && closedReaderCodes.has(error.code)
  return isGone ? 'unread' : { problem: fileUnwritable('The output', error).problem }
}

/** Aborts the run when its output is no longer read. */
const watchOutput = (io: Io): { readonly io: Io; ended(): Promise<Output> } => {
  const unread = new AbortController()
  let failure: unknown = null
  const stop = (error: unknown): void => {
    failure ??= error
    unread.abort()
  }
  io.stdout.on('error', stop)
  return {
    io: { ...io, signal: AbortSignal.any([io.signal, unread.signal]) },
    ended: async () => {
      await flushed(io.stdout)
      io.stdout.off('error', stop)
      return outputAfter(failure)
    },
  }
}

const changes = (asked: ParseResult): boolean => asked.kind === 'run' && asked.subCommand.changes === true

/** Runs one command line (without the name of the program) and returns its exit code. Never throws. */
export const run = async (line: readonly string[], outside: Io): Promise<number> => {
  const asked = await parse(line, subCommands, versionOf())
  if (isLeft(asked)) {
    say(outside, ...errorLines(asked.left))
    return asked.left.exit
  }
  const { io, ended } = watchOutput(outside)
  const ending = await tryAnswer(asked.right, io)
  const output = await ended()
  // A run that was cancelled only because of its output reports the problem of the output.
  const isTold = isLeft(ending) && (output === 'read' || changes(asked.right))
  if (isTold) say(io, ...errorLines(ending.left))
  if (typeof output === 'object') say(io, output.problem)
  if (typeof output === 'object') return 1
  return isTold ? ending.left.exit : 0
}
