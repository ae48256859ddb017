import type { Appended, Metadata } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { sha256 } from '#platform'

/**
 * A `commandId` that was used before, for a command of another type, with other data or by somebody else. Nothing was
 * done: give each command an id of its own.
 */
export type CommandIdReused = {
  readonly error: 'CommandIdReused'
  readonly commandId: string
  readonly problem: string
}

const reused = (commandId: string): CommandIdReused => ({
  error: 'CommandIdReused',
  commandId,
  problem: 'This commandId was used for another command: give each command an id of its own.',
})

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// The same fields in another order are the same command.
const inOrder = (_name: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value

/** What a command is, with its actor, in 32 characters: two commands with the same digest are the same. */
export const digestOf = (type: string, data: unknown, by: string): string =>
  sha256(JSON.stringify([type, by, data], inOrder)).slice(0, 32)

type Given = { readonly by: string; readonly commandId: string; readonly digest?: string | undefined }

// Older events hold no digest: of them only the actor tells.
const isSame = (given: Given, { by, digest }: Metadata): boolean =>
  digest === undefined ? given.by === by : given.digest === digest

/** What a command appended, or appended before; refused where its id was used for another. */
export const unlessReused = (given: Given, appended: Appended): Either<CommandIdReused, Appended> =>
  given.digest === undefined || isSame(given, appended.events[0].metadata)
    ? right(appended)
    : left(reused(given.commandId))

/** Does one thing at a time under an id, in the order of coming. */
export type OneAtATime = <A>(id: string, work: () => Promise<A>) => Promise<A>

/** Nothing is under way under any id. */
export const createOneAtATime = (): OneAtATime => {
  const last = new Map<string, Promise<unknown>>()
  return async (id, work) => {
    const before = last.get(id)
    const mine = before === undefined ? work() : before.then(work, work)
    last.set(id, mine)
    try {
      return await mine
    } finally {
      if (last.get(id) === mine) last.delete(id)
    }
  }
}
