import type {
  Decision,
  Expected,
  Lookup,
  Meta,
  Need,
  NoneSince,
  StoreFailure,
  StreamName,
  StreamOf,
} from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { createPacing } from '../../timing/pacing.js'
import type { Cached, States } from './states.js'

/** A cached state, and the revision of its stream when it was read: later events update the state in place. */
type StreamRead = { readonly cached: Cached; readonly revision: Expected }

/** What a decision has read: the answers, their streams, and the lookups. */
export type Reads = {
  readonly answers: Record<string, unknown>
  readonly streams: Map<StreamName, StreamRead>
  readonly lookups: NoneSince[]
}

/** Whether a state has changed since it was read: then what was read after it may be inconsistent with it. */
export const haveChanged = ({ streams }: Reads): boolean => {
  for (const { cached, revision } of streams.values()) if (cached.revision !== revision) return true
  return false
}

// The stream of an empty id never exists: it cannot change.
const isOfEmptyId = (stream: StreamName): boolean => stream.indexOf('-') === stream.length - 1

const noteRead = (reads: Reads, cached: Cached): void => {
  if (isOfEmptyId(cached.stream.name)) return
  reads.streams.set(cached.stream.name, { cached, revision: cached.revision })
}

/** Answers lookups as of a position of the log. */
export type Lookups = (lookup: Lookup) => {
  readonly streams: readonly StreamName[]
  readonly guards: readonly NoneSince[]
}

const isLookup = (need: Need): need is Lookup => 'index' in need
const isList = (need: Need): need is readonly StreamOf<unknown>[] => Array.isArray(need)

/** The state of a stream if it was read before in these reads or is cached; else `undefined`. */
const cachedState = (states: States, reads: Reads, stream: StreamName): Cached | undefined => {
  const before = reads.streams.get(stream)
  if (before !== undefined) return before.cached
  const cached = states.known(stream)
  if (cached !== undefined) noteRead(reads, cached)
  return cached
}

/** The state of a stream; loads it if it is not cached. */
const readState = async (
  states: States,
  reads: Reads,
  stream: StreamOf<unknown>,
): Promise<Either<StoreFailure, Cached>> => {
  const cached = cachedState(states, reads, stream.name)
  if (cached !== undefined) return right(cached)
  const loaded = await states.load(stream)
  if (!isLeft(loaded)) noteRead(reads, loaded.right)
  return loaded
}

const answerList = async (
  states: States,
  reads: Reads,
  streams: readonly StreamOf<unknown>[],
): Promise<Either<StoreFailure, ReadonlyMap<StreamName, unknown>>> => {
  const answer = new Map<StreamName, unknown>()
  const pacing = createPacing()
  for (const stream of streams) {
    const cached = await readState(states, reads, stream)
    if (isLeft(cached)) return cached
    answer.set(stream.name, cached.right.state)
    const rest = pacing()
    if (rest !== null) await rest
  }
  return right(answer)
}

/** The states of several lists of streams, by name. */
export const readStates = async (
  states: States,
  lists: { readonly [name: string]: readonly StreamOf<unknown>[] },
): Promise<Either<StoreFailure, { readonly [name: string]: ReadonlyMap<StreamName, unknown> }>> => {
  const reads = createReads()
  const answers: Record<string, ReadonlyMap<StreamName, unknown>> = {}
  for (const [name, streams] of Object.entries(lists)) {
    const answered = await answerList(states, reads, streams)
    if (isLeft(answered)) return answered
    answers[name] = answered.right
  }
  return right(answers)
}

const answerLookup = (lookups: Lookups, reads: Reads, need: Lookup): readonly StreamName[] => {
  const { streams, guards } = lookups(need)
  reads.lookups.push(...guards)
  return streams
}

const notCached: unique symbol = Symbol('not cached')

const noStates: ReadonlyMap<StreamName, unknown> = new Map()

const cachedList = (states: States, reads: Reads, streams: readonly StreamOf<unknown>[]): unknown => {
  if (streams.length === 0) return noStates
  const answer = new Map<StreamName, unknown>()
  for (const { name } of streams) {
    const cached = cachedState(states, reads, name)
    if (cached === undefined) return notCached
    answer.set(name, cached.state)
  }
  return answer
}

const cachedAnswer = ({ states, lookups }: Sources, reads: Reads, need: Need): unknown => {
  if (isLookup(need)) return answerLookup(lookups, reads, need)
  if (isList(need)) return cachedList(states, reads, need)
  return cachedState(states, reads, need.name)?.state ?? notCached
}

const readAnswer = async (
  { states, lookups }: Sources,
  reads: Reads,
  need: Need,
): Promise<Either<StoreFailure, unknown>> => {
  if (isLookup(need)) return right(answerLookup(lookups, reads, need))
  if (isList(need)) return answerList(states, reads, need)
  const cached = await readState(states, reads, need)
  return isLeft(cached) ? cached : right(cached.right.state)
}

/** The sources of answers. */
export type Sources = { readonly states: States; readonly lookups: Lookups }

/** A decision, and the arguments of its steps. */
export type DecisionInput = { readonly decision: Decision; readonly data: unknown; readonly meta: Meta }

/** Creates empty reads. */
export const createReads = (): Reads => ({ answers: {}, streams: new Map(), lookups: [] })

/**
 * Reads what a decision needs from the caches, synchronously; returns whether that was everything, which it usually is.
 */
export const readCached = ({ decision, data, meta }: DecisionInput, sources: Sources, reads: Reads): boolean => {
  for (const step of decision.steps) {
    const needs = step(data, meta, reads.answers)
    for (const name in needs) {
      const answered = cachedAnswer(sources, reads, needs[name] as Need)
      if (answered === notCached) return false
      reads.answers[name] = answered
    }
  }
  return true
}

/** Reads what a decision needs, step by step; continues where `readCached` stopped. */
export const readAll = async (
  { decision, data, meta }: DecisionInput,
  sources: Sources,
  reads: Reads = createReads(),
): Promise<Either<StoreFailure, Reads>> => {
  for (const step of decision.steps) {
    for (const [name, need] of Object.entries(step(data, meta, reads.answers))) {
      if (Object.hasOwn(reads.answers, name)) continue
      const answered = await readAnswer(sources, reads, need)
      if (isLeft(answered)) return answered
      reads.answers[name] = answered.right
    }
  }
  return right(reads)
}
