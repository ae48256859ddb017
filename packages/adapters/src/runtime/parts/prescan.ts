import {
  type Cancelled,
  type Members,
  membersAmong,
  type Parts,
  type StoreFailure,
  type StreamName,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { createPacing } from '../../timing/pacing.js'
import { yieldToEventLoop } from '../../timing/yield-to-event-loop.js'
import type { CommandExecution, ExecutionContext } from '../execution/executor.js'
import { readFor, readStates } from '../execution/reads.js'
import { createTally } from './tally.js'

/** An execution whose decision can be carried out in parts. */
export type PartedExecution = CommandExecution & { readonly parts: Parts }

type Failed = StoreFailure | Cancelled

/** What a command in parts knows of the streams it changes. */
export type Survey = {
  /** In how many members there is something to change, as far as they were looked at. */
  left(): number
  /** Takes some of them, the last looked at first: their states are at hand. */
  take(most: number): ReadonlySet<StreamName>
  /** Whether nothing has come or moved that was not looked at. */
  isComplete(): boolean
  /** Looks at everything that was not looked at, in slices that let others have their turn. */
  complete(signal: AbortSignal | undefined): Promise<Either<Failed, void>>
  /** Looks at what moved since. Where that is no use, for what is the same for all has changed, `complete` begins anew. */
  lookAtMoved(signal: AbortSignal | undefined): Promise<Either<Failed, void>>
  /** What was counted of the members, other than some. */
  countsBut(streams: ReadonlySet<StreamName>): readonly unknown[]
  /** What was taken is looked at again, changed or not. */
  lookAgainAt(streams: Iterable<StreamName>): void
  close(): void
}

type Known = { readonly answers: object; readonly members: { readonly [name: string]: Members } }

/** Makes ready for lookups, and lets others have their turn meanwhile. */
export const prepareFinding = async (runtime: ExecutionContext): Promise<void> => {
  const pacing = createPacing()
  for (const _ of runtime.prepareFinding()) {
    const rest = pacing()
    if (rest !== null) await rest
  }
}

/** Whether lookups find more than so many streams. */
export const findsMore = ({ find }: ExecutionContext, members: Known['members'], most: number): boolean => {
  const found = new Set<StreamName>()
  for (const { found: lookup, isMeant } of Object.values(members))
    for (const stream of find(lookup)) {
      if (isMeant?.(stream) !== false) found.add(stream)
      if (found.size > most) return true
    }
  return false
}

/** What is the same for all members, and where these are to be found. */
export const readCommon = async (
  runtime: ExecutionContext,
  { decision, data, meta, parts }: PartedExecution,
): Promise<Either<StoreFailure, Known & { readonly streams: Iterable<StreamName> }>> => {
  const read = await readFor({ decision: { ...decision, steps: parts.steps }, data, meta }, runtime)
  if (isLeft(read)) return read
  const { answers, streams } = read.right
  return right({ answers, members: parts.members(data, meta, answers), streams: streams.keys() })
}

/** Finds and looks at the members of an execution, and keeps up with what others do to them until it is closed. */
export const createSurvey = (runtime: ExecutionContext, execution: PartedExecution): Survey => {
  const { parts, data, meta } = execution
  const waiting = new Set<StreamName>()
  const todo = new Set<StreamName>()
  const inOrder: StreamName[] = []
  const tally = createTally((counts) => parts.sum(counts))
  const pacing = createPacing()
  let known: Known | null = null
  let isOutdated = false
  let unwatch = (): void => {}

  const watch = (found: ReadonlySet<StreamName>, common: ReadonlySet<StreamName>, { members }: Known): void => {
    unwatch()
    unwatch = runtime.arrivals.watch(
      Object.values(members).map((one) => one.found),
      (event, isFound) => {
        if (isFound || found.has(event.stream)) waiting.add(event.stream)
        // What is the same for all has changed: nothing that was found out holds, unless it was this command.
        else if (common.has(event.stream) && event.metadata.causationId !== meta.causationId) isOutdated = true
      },
    )
  }

  const find = async (): Promise<Either<StoreFailure, Known>> => {
    isOutdated = false
    const common = await readCommon(runtime, execution)
    if (isLeft(common)) return common
    const found = new Set<StreamName>()
    for (const before of [todo, waiting, tally]) before.clear()
    inOrder.length = 0
    watch(found, new Set(common.right.streams), common.right)
    for (const { found: lookup, isMeant } of Object.values(common.right.members)) {
      // The register may have much to sort for a lookup. It moves on while others have their turn: who comes is watched.
      await yieldToEventLoop()
      for (const stream of runtime.find(lookup)) {
        if (isMeant?.(stream) !== false) waiting.add(stream)
        found.add(stream)
        const rest = pacing()
        if (rest !== null) await rest
      }
    }
    return common
  }

  const lookAt = async (stream: StreamName, { answers, members }: Known): Promise<StoreFailure | null> => {
    const states = await readStates(runtime.states, membersAmong(members, [stream]))
    if (isLeft(states)) return states.left
    const { count, writes } = parts.change({ ...answers, ...states.right }, data, meta)
    tally.set(stream, count)
    if (writes.some(({ events }) => events.length > 0)) {
      todo.add(stream)
      inOrder.push(stream)
    } else todo.delete(stream)
    return null
  }

  const lookAtWaiting = async (by: Known, signal: AbortSignal | undefined): Promise<Either<Failed, void>> => {
    for (const stream of waiting) {
      waiting.delete(stream)
      const failure = await lookAt(stream, by)
      if (failure !== null) return left(failure)
      const rest = pacing()
      if (rest !== null) await rest
      if (signal?.aborted === true) return left({ error: 'Cancelled' })
      if (isOutdated) break
    }
    return right(undefined)
  }

  return {
    left: () => todo.size,
    take: (most) => {
      const taken = new Set<StreamName>()
      while (taken.size < most && inOrder.length > 0) {
        const stream = inOrder.pop()
        if (stream !== undefined && todo.has(stream)) taken.add(stream)
      }
      return taken
    },
    isComplete: () => known !== null && !isOutdated && waiting.size === 0,
    complete: async (signal) => {
      while (known === null || isOutdated || waiting.size > 0) {
        if (known === null || isOutdated) {
          const found = await find()
          if (isLeft(found)) return found
          known = found.right
        }
        const looked = await lookAtWaiting(known, signal)
        if (isLeft(looked)) return looked
      }
      return right(undefined)
    },
    lookAtMoved: async (signal) => (known === null || isOutdated ? right(undefined) : lookAtWaiting(known, signal)),
    countsBut: tally.countsBut,
    lookAgainAt: (streams) => {
      for (const stream of streams) {
        todo.delete(stream)
        tally.remove(stream)
        waiting.add(stream)
      }
    },
    close: () => unwatch(),
  }
}
