import type { Appended, Metadata } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { sha256 } from '#platform'

/**
 * The `commandId` was used before for a command of another type, with other data or by another actor. Nothing was done:
 * give each command its own id.
 */
export type CommandIdReused = {
  readonly error: 'CommandIdReused'
  readonly commandId: string
  readonly problem: string
}

const commandIdReused = (commandId: string): CommandIdReused => ({
  error: 'CommandIdReused',
  commandId,
  problem: 'This commandId was used for another command: give each command an id of its own.',
})

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Sorts fields, since their order does not distinguish commands.
const sortFields = (_name: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value

/** A digest of a command and its actor, in 32 characters: two commands with the same digest are the same. */
export const digestOf = (type: string, data: unknown, by: string): string =>
  sha256(JSON.stringify([type, by, data], sortFields)).slice(0, 32)

type CommandIdentity = { readonly by: string; readonly commandId: string; readonly digest?: string | undefined }

// Older events have no digest: only their actor can be compared.
const isSame = (given: CommandIdentity, { by, digest }: Metadata): boolean =>
  digest === undefined ? given.by === by : given.digest === digest

/** Returns what a command appended, now or before; `CommandIdReused` if the events belong to another command. */
export const checkNotReused = (given: CommandIdentity, appended: Appended): Either<CommandIdReused, Appended> =>
  given.digest === undefined || isSame(given, appended.events[0].metadata)
    ? right(appended)
    : left(commandIdReused(given.commandId))

/** Runs work for the same id one after another, in order. */
export type OneAtATime = <A>(id: string, work: () => Promise<A>) => Promise<A>

/** Creates a `OneAtATime` without running work. */
export const createOneAtATime = (): OneAtATime => {
  const last = new Map<string, Promise<unknown>>()
  return async (id, work) => {
    const before = last.get(id)
    const current = before === undefined ? work() : before.then(work, work)
    last.set(id, current)
    try {
      return await current
    } finally {
      if (last.get(id) === current) last.delete(id)
    }
  }
}
