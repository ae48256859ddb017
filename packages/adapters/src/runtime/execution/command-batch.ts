import { isStoreFailure, type Rejection, type StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { streamWrites } from './append-batch.js'
import { isStale, keptMoving, mostRounds, type Task, unreadableEvent, type Workshop } from './executor.js'
import {
  batchOfPending,
  contradicts,
  isFoundBy,
  keepReads,
  keepWrites,
  nothingPending,
  statesAfter,
} from './pending.js'
import { haveMoved, noReads, type Reads, readAtHand, readFor } from './reads.js'
import type { Turn } from './stream-locks.js'

/** How many events a command appends, or will; or why it is refused. */
type Decided = Either<Rejection | StoreFailure, number>

/**
 * Commands decided one after another, each on the states that those before it lead to, and appended together: as if they
 * had been executed one by one, with nobody between them. One is given at a time, and what `decide` answers holds once
 * `commit` has succeeded. A failure of the store from either drops what is pending, as `discard` does.
 */
export type CommandBatch = {
  /** Decides a command and answers with the number of its events; commits what is pending where it must be in the log first. */
  decide(task: Task): Promise<Decided>
  /** Appends what is pending: all of it, or (as far as the store promises it) nothing. */
  commit(): Promise<Either<StoreFailure, void>>
  discard(): void
  /** How often something was appended. */
  commits(): number
}

/** More streams than this are not written to together. */
const mostWrites = 1_000

const isFailure = (result: Either<Rejection | StoreFailure, unknown>): boolean =>
  isLeft(result) && isStoreFailure(result.left)

/** A batch of commands with nothing in it. */
export const createCommandBatch = (workshop: Workshop): CommandBatch => {
  const { turns, store, follower } = workshop
  let pending = nothingPending()
  const releases: (() => void)[] = []
  let commits = 0

  const discard = (): void => {
    pending = nothingPending()
    for (const release of releases.splice(0)) release()
  }

  /** Refusals alone append nothing, and hold as long as nothing has moved. */
  const confirm = async (): Promise<Either<StoreFailure, void>> => {
    const stale = pending.read.size === 0 ? right(false) : await isStale(workshop)
    if (isLeft(stale)) return stale
    return stale.right ? left(keptMoving) : right(undefined)
  }

  const append = async (): Promise<Either<StoreFailure, void>> => {
    const batch = batchOfPending(pending, follower.mark())
    if (batch === null) return confirm()
    const appended = await store.append(batch)()
    if (!isLeft(appended)) {
      commits += 1
      return (await follower.observe(appended.right)) ?? right(undefined)
    }
    const caughtUp = appended.left.error === 'ConcurrencyConflict' ? await follower.catchUp() : right(undefined)
    return isLeft(caughtUp) ? caughtUp : appended
  }

  const commit = async (): Promise<Either<StoreFailure, void>> => {
    try {
      return await append()
    } finally {
      discard()
    }
  }

  const mustCommitBefore = ({ meta }: Task, reads: Reads): boolean =>
    pending.writes.length >= mostWrites || pending.commandIds.has(meta.commandId) || isFoundBy(pending, reads)

  const decideOn = (task: Task, reads: Reads, turn: Turn | null): Decided => {
    const outcome = task.decision.decide(reads.answers, task.data, task.meta)
    const made = isLeft(outcome) ? [] : streamWrites(outcome.right, reads, task.meta)
    const refused = unreadableEvent(made)
    if (refused !== null) return left(refused)
    keepReads(pending, reads)
    if (isLeft(outcome)) return outcome
    keepWrites(pending, outcome.right, made, reads)
    if (made.length > 0) releases.push(turns.take(made, turn))
    return right(made.reduce((sum, { events }) => sum + events.length, 0))
  }

  const attempt = async (
    task: Task,
    turn: Turn | null,
  ): Promise<Decided | 'again' | { readonly waiting: Promise<Turn> }> => {
    const sources = { ...workshop, states: statesAfter(pending, workshop.states) }
    const reads = noReads()
    const read = readAtHand(task, sources, reads) ? right(reads) : await readFor(task, sources, reads)
    if (isLeft(read)) return read
    const waiting = turns.waitFor([...reads.streams.keys()].filter((stream) => !pending.states.has(stream)))
    if (waiting !== null) return { waiting }
    if (haveMoved(reads)) return 'again'
    if (contradicts(pending, reads)) return left(keptMoving)
    if (!mustCommitBefore(task, reads)) return decideOn(task, reads, turn)
    const committed = await commit()
    return isLeft(committed) ? committed : 'again'
  }

  const decideInTurn = async (task: Task): Promise<Decided> => {
    let turn: Turn | null = null
    try {
      for (let round = 0; round < mostRounds; round += 1) {
        const attempted = await attempt(task, turn)
        if (attempted !== 'again' && '_tag' in attempted) return attempted
        if (turn !== null) turns.pass(turn)
        turn = null
        if (attempted === 'again') continue
        // Two batches that wait for each other's streams would wait for ever: what waits holds none.
        const committed = await commit()
        turn = await attempted.waiting
        if (isLeft(committed)) return committed
        if (turn.failure !== null) return left(turn.failure)
      }
      return left(keptMoving)
    } finally {
      if (turn !== null) turns.pass(turn)
    }
  }

  const decide = async (task: Task): Promise<Decided> => {
    const decided = await decideInTurn(task)
    if (isFailure(decided)) discard()
    return decided
  }

  return { decide, commit, discard, commits: () => commits }
}
