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

/** A state, and where its stream stood when it was read: the state itself is kept up. */
type StreamRead = { readonly cached: Cached; readonly revision: Expected }

/** What a decision has read: the answers, the streams behind them, and what was looked up. */
export type Reads = {
  readonly answers: Record<string, unknown>
  readonly streams: Map<StreamName, StreamRead>
  readonly lookups: NoneSince[]
}

/** Whether a state has moved on since it was read: what was read after it may be of another time. */
export const haveMoved = ({ streams }: Reads): boolean => {
  for (const { cached, revision } of streams.values()) if (cached.revision !== revision) return true
  return false
}

// A field without an id names nobody, whose stream never begins: nothing can move there.
const isOfNobody = (stream: StreamName): boolean => stream.indexOf('-') === stream.length - 1

const note = (reads: Reads, cached: Cached): void => {
  if (isOfNobody(cached.stream.name)) return
  reads.streams.set(cached.stream.name, { cached, revision: cached.revision })
}

/** Answers lookups as of a position of the log. */
export type Lookups = (lookup: Lookup) => {
  readonly streams: readonly StreamName[]
  readonly guards: readonly NoneSince[]
}

const isLookup = (need: Need): need is Lookup => 'index' in need
const isList = (need: Need): need is readonly StreamOf<unknown>[] => Array.isArray(need)

/** The state of a stream for these reads as far as it is at hand; a stream read before in them is not read again. */
const atHand = (states: States, reads: Reads, stream: StreamName): Cached | undefined => {
  const before = reads.streams.get(stream)
  if (before !== undefined) return before.cached
  const cached = states.known(stream)
  if (cached !== undefined) note(reads, cached)
  return cached
}

/** The same, read where it is not at hand. */
const stateOf = async (
  states: States,
  reads: Reads,
  stream: StreamOf<unknown>,
): Promise<Either<StoreFailure, Cached>> => {
  const cached = atHand(states, reads, stream.name)
  if (cached !== undefined) return right(cached)
  const loaded = await states.load(stream)
  if (!isLeft(loaded)) note(reads, loaded.right)
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
    const cached = await stateOf(states, reads, stream)
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
  const reads = noReads()
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

const notAtHand: unique symbol = Symbol('not at hand')

const noStates: ReadonlyMap<StreamName, unknown> = new Map()

const listAtHand = (states: States, reads: Reads, streams: readonly StreamOf<unknown>[]): unknown => {
  if (streams.length === 0) return noStates
  const answer = new Map<StreamName, unknown>()
  for (const { name } of streams) {
    const cached = atHand(states, reads, name)
    if (cached === undefined) return notAtHand
    answer.set(name, cached.state)
  }
  return answer
}

const answerAtHand = ({ states, lookups }: Sources, reads: Reads, need: Need): unknown => {
  if (isLookup(need)) return answerLookup(lookups, reads, need)
  if (isList(need)) return listAtHand(states, reads, need)
  return atHand(states, reads, need.name)?.state ?? notAtHand
}

const answer = async (
  { states, lookups }: Sources,
  reads: Reads,
  need: Need,
): Promise<Either<StoreFailure, unknown>> => {
  if (isLookup(need)) return right(answerLookup(lookups, reads, need))
  if (isList(need)) return answerList(states, reads, need)
  const cached = await stateOf(states, reads, need)
  return isLeft(cached) ? cached : right(cached.right.state)
}

/** What answers come from. */
export type Sources = { readonly states: States; readonly lookups: Lookups }

/** A decision, and what its needs depend on. */
export type Asking = { readonly decision: Decision; readonly data: unknown; readonly meta: Meta }

/** Nothing read yet. */
export const noReads = (): Reads => ({ answers: {}, streams: new Map(), lookups: [] })

/** Reads what a decision wants to know without waiting; whether that is all of it. Nearly always it is. */
export const readAtHand = ({ decision, data, meta }: Asking, sources: Sources, reads: Reads): boolean => {
  for (const step of decision.steps) {
    const needs = step(data, meta, reads.answers)
    for (const name in needs) {
      const answered = answerAtHand(sources, reads, needs[name] as Need)
      if (answered === notAtHand) return false
      reads.answers[name] = answered
    }
  }
  return true
}

/** Reads what a decision wants to know, step by step; goes on where reading what is at hand ended. */
export const readFor = async (
  { decision, data, meta }: Asking,
  sources: Sources,
  reads: Reads = noReads(),
): Promise<Either<StoreFailure, Reads>> => {
  for (const step of decision.steps) {
    for (const [name, need] of Object.entries(step(data, meta, reads.answers))) {
      if (Object.hasOwn(reads.answers, name)) continue
      const answered = await answer(sources, reads, need)
      if (isLeft(answered)) return answered
      reads.answers[name] = answered.right
    }
  }
  return right(reads)
}
