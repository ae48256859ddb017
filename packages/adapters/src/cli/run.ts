import { readFileSync } from 'node:fs'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import { complaintOf, type Ending } from './complaint.js'
import { type Io, print, say } from './io.js'
import { type Asked, parse } from './parse.js'
import { subCommands } from './sub-commands/index.js'

const versionOf = (): string => {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  return version
}

const answer = async (asked: Asked, io: Io): Promise<Ending> => {
  if (asked.kind === 'run') return asked.subCommand.run(asked.args, io)
  await print(io, asked.text)
  return { _tag: 'Right', right: undefined }
}

const attempted = async (asked: Asked, io: Io): Promise<Ending> => {
  try {
    return await answer(asked, io)
  } catch (error) {
    return left(complaintOf(error))
  }
}

/** Work that nobody reads any more stops as if it were cancelled. */
const untilUnread = (io: Io): { readonly io: Io; isUnread(): boolean; release(): void } => {
  const unread = new AbortController()
  const stop = (): void => unread.abort()
  io.stdout.on('error', stop)
  return {
    io: { ...io, signal: AbortSignal.any([io.signal, unread.signal]) },
    isUnread: () => unread.signal.aborted,
    release: () => io.stdout.off('error', stop),
  }
}

const changes = (asked: Asked): boolean => asked.kind === 'run' && asked.subCommand.changes === true

/** Runs one command line (without the name of the program) and answers its exit code. Never throws. */
export const run = async (line: readonly string[], outside: Io): Promise<number> => {
  const asked = await parse(line, subCommands, versionOf())
  if (isLeft(asked)) {
    say(outside, asked.left.message)
    return asked.left.exit
  }
  const { io, isUnread, release } = untilUnread(outside)
  const ending = await attempted(asked.right, io)
  release()
  if (isUnread() && !changes(asked.right)) return 0
  if (!isLeft(ending)) return 0
  say(io, ending.left.message)
  return ending.left.exit
}
