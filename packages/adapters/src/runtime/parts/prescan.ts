import {
  type Cancelled,
  type Members,
  membersAmong,
  type Parts,
  type StoreFailure,
  type StreamName,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { createPacing, type Pacing } from '../../timing/pacing.js'
import type { CommandExecution, ExecutionContext } from '../execution/executor.js'
import { readFor, readStates } from '../execution/reads.js'
import { createTally, type Tally } from './tally.js'

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
  /** The types of the events that members get, as far as they were looked at. */
  eventTypes(): ReadonlySet<string>
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

/** A survey under way. */
type SurveyState = {
  readonly runtime: ExecutionContext
  readonly execution: PartedExecution
  /** What was not looked at yet, or has moved since. */
  readonly waiting: Set<StreamName>
  /** Where there is something to change, and in which order it was found. */
  readonly todo: Set<StreamName>
  readonly inOrder: StreamName[]
  readonly tally: Tally
  readonly pacing: Pacing
  /** The types of the events that members were found to get. */
  readonly types: Set<string>
  known: Known | null
  /** What is the same for all has changed: nothing that was found out holds. */
  isOutdated: boolean
  unwatch: () => void
}

const watch = (
  survey: SurveyState,
  found: ReadonlySet<StreamName>,
  common: ReadonlySet<StreamName>,
  { members }: Known,
): void => {
  const { runtime, execution, waiting } = survey
  survey.unwatch()
  survey.unwatch = runtime.arrivals.watch(
    Object.values(members).map((one) => one.found),
    (event, isFound) => {
      if (isFound || found.has(event.stream)) waiting.add(event.stream)
      // What this command does itself changes nothing for the others.
      else if (common.has(event.stream) && event.metadata.causationId !== execution.meta.causationId)
        survey.isOutdated = true
    },
  )
}

const find = async (survey: SurveyState): Promise<Either<StoreFailure, Known>> => {
  const { runtime, waiting, todo, tally, inOrder, pacing } = survey
  survey.isOutdated = false
  const common = await readCommon(runtime, survey.execution)
  if (isLeft(common)) return common
  const found = new Set<StreamName>()
  for (const before of [todo, waiting, tally, survey.types]) before.clear()
  inOrder.length = 0
  watch(survey, found, new Set(common.right.streams), common.right)
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

const lookAt = async (
  { runtime, execution, todo, inOrder, tally, types }: SurveyState,
  stream: StreamName,
  { answers, members }: Known,
): Promise<StoreFailure | null> => {
  const { parts, data, meta } = execution
  const states = await readStates(runtime.states, membersAmong(members, [stream]))
  if (isLeft(states)) return states.left
  const { count, writes } = parts.change({ ...answers, ...states.right }, data, meta)
  tally.set(stream, count)
  for (const { events } of writes) for (const { type } of events) types.add(type)
  if (writes.some(({ events }) => events.length > 0)) {
    todo.add(stream)
    inOrder.push(stream)
  } else todo.delete(stream)
  return null
}

type Signal = AbortSignal | undefined

const lookAtWaiting = async (survey: SurveyState, by: Known, signal: Signal): Promise<Either<Failed, void>> => {
  const { waiting, pacing } = survey
  for (const stream of waiting) {
    waiting.delete(stream)
    const failure = await lookAt(survey, stream, by)
    if (failure !== null) return left(failure)
    const rest = pacing()
    if (rest !== null) await rest
    if (signal?.aborted === true) return left({ error: 'Cancelled' })
    if (survey.isOutdated) break
  }
  return right(undefined)
}

const complete = async (survey: SurveyState, signal: Signal): Promise<Either<Failed, void>> => {
  while (survey.known === null || survey.isOutdated || survey.waiting.size > 0) {
    if (survey.known === null || survey.isOutdated) {
      const found = await find(survey)
      if (isLeft(found)) return found
      survey.known = found.right
    }
    const looked = await lookAtWaiting(survey, survey.known, signal)
    if (isLeft(looked)) return looked
  }
  return right(undefined)
}

const take = ({ todo, inOrder }: SurveyState, most: number): ReadonlySet<StreamName> => {
  const taken = new Set<StreamName>()
  while (taken.size < most && inOrder.length > 0) {
    const stream = inOrder.pop()
    if (stream !== undefined && todo.has(stream)) taken.add(stream)
  }
  return taken
}

const lookAgainAt = ({ todo, tally, waiting }: SurveyState, streams: Iterable<StreamName>): void => {
  for (const stream of streams) {
    todo.delete(stream)
    tally.remove(stream)
    waiting.add(stream)
  }
}

/** Finds and looks at the members of an execution, and keeps up with what others do to them until it is closed. */
export const createSurvey = (runtime: ExecutionContext, execution: PartedExecution): Survey => {
  const survey: SurveyState = {
    runtime,
    execution,
    waiting: new Set(),
    todo: new Set(),
    inOrder: [],
    tally: createTally((counts) => execution.parts.sum(counts)),
    types: new Set(),
    pacing: createPacing(),
    known: null,
    isOutdated: false,
    unwatch: () => {},
  }
  return {
    left: () => survey.todo.size,
    take: (most) => take(survey, most),
    isComplete: () => survey.known !== null && !survey.isOutdated && survey.waiting.size === 0,
    complete: (signal) => complete(survey, signal),
    lookAtMoved: async (signal) =>
      survey.known === null || survey.isOutdated ? right(undefined) : lookAtWaiting(survey, survey.known, signal),
    countsBut: survey.tally.countsBut,
    eventTypes: () => survey.types,
    lookAgainAt: (streams) => lookAgainAt(survey, streams),
    close: () => survey.unwatch(),
  }
}
