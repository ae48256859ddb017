import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { categoryOf, idOfStream } from '../kernel/aggregate.js'
import {
  type Decision,
  type ErasedStep,
  type Meta,
  type Needs,
  noNeeds,
  type Outcome,
  type Write,
} from '../kernel/decision.js'
import { givenIdOf } from '../kernel/input/codec.js'
import { unknownFieldsBy } from '../kernel/input/command-problems.js'
import type { NamedDefinition } from '../kernel/message.js'
import type { RejectionTable } from '../kernel/rejection.js'
import type { HostDecision } from './decision.js'
import { failedDecision, notAmong, tryHost } from './failures.js'
import { changeOf } from './guards/proposed-change.js'
import type { OnHostError } from './host-error.js'
import { answersAfter, foldsItsOwnWay, needsOf, type Readable, streamsIn } from './needs.js'
import { readRefusal } from './refusal.js'
import { tellUnfolded } from './streams.js'

/** The needs of a decision in one attempt, or why they cannot be read. */
type DecisionNeeds = { needs: Needs; problem: string | null }

const StreamId = givenIdOf('StreamId')

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isWrite = (value: unknown): value is Write => {
  if (!isObject(value) || !('stream' in value) || !('events' in value)) return false
  const { stream, events } = value
  const hasName = isObject(stream) && 'name' in stream && typeof stream.name === 'string' && 'aggregate' in stream
  return hasName && Array.isArray(events) && events.every((event) => isObject(event) && 'type' in event)
}

const finders = new WeakMap<NamedDefinition, ReturnType<typeof unknownFieldsBy>>()

// Decoding keeps unknown fields: they would stay in the log for ever.
const hasUnknownFields = (definition: NamedDefinition, data: unknown): boolean => {
  const find = finders.get(definition) ?? unknownFieldsBy(definition.codec)
  finders.set(definition, find)
  return find(data).length > 0
}

const problemOfEvents = ({ events }: Write, declared: HostDecision['streams'][number]): string | null => {
  for (const { type, data } of events) {
    const definition = Object.hasOwn(declared.events, type) ? declared.events[type] : undefined
    if (definition === undefined) return notAmong(type, 'events', `streams ${declared.category}`)
    if (!definition.codec.is(data) || hasUnknownFields(definition, data))
      return `It appends an event ${definition.type} with other data than declared.`
  }
  return null
}

const problemOfWrite = (
  write: Write,
  read: ReadonlySet<string>,
  { streams, decision }: HostDecision,
): string | null => {
  const { name, aggregate } = write.stream
  const category = categoryOf(name)
  const declared = streams.find((one) => one.category === category)
  if (declared === undefined) return notAmong(category, 'streams', decision.command.type)
  if (declared.aggregate !== aggregate) return foldsItsOwnWay(category)
  if (!StreamId.is(idOfStream(name))) return 'It writes to a stream whose id is none.'
  if (!read.has(name)) return `It writes to a stream ${category} that it has not read.`
  return problemOfEvents(write, declared)
}

const writesIn = (outcome: unknown): unknown =>
  isObject(outcome) && '_tag' in outcome && outcome._tag === 'Right' && 'right' in outcome ? outcome.right : null

const failed = ({ decision }: HostDecision, problem: string) => failedDecision(decision.command.type, problem)

/**
 * The environment of a decision: what can be read, the rejections it declares, and the receiver of errors of its
 * streams.
 */
type Environment = {
  readonly readable: Readable
  readonly declared: RejectionTable
  readonly onHostError: OnHostError
}

// Read once: what is checked is what is appended.
const copyOf = (one: Write): Write => ({ ...one, events: one.events.map(({ type, data }) => ({ type, data })) })

/** The writes in an outcome that is no rejection, or why it is invalid. */
const checkedWrites = (given: unknown, read: ReadonlySet<string>, host: HostDecision): Outcome => {
  const writes = writesIn(given)
  if (!Array.isArray(writes)) return failed(host, 'It gave neither writes nor a rejection.')
  if (!writes.every(isWrite)) return failed(host, 'It gave something that is no write.')
  const copies = writes.map(copyOf)
  for (const one of copies) {
    const problem = problemOfWrite(one, read, host)
    if (problem !== null) return failed(host, problem)
  }
  return right(copies)
}

/** Decides; returns only declared rejections, and writes to declared streams that fold. */
const decideChecked = (host: HostDecision, needs: Needs, { declared, onHostError }: Environment) => {
  const read = new Set(streamsIn(needs))
  return (answers: object, data: unknown, meta: Meta): Outcome => {
    const decided = tryHost(() => {
      const given = host.decision.decide(answers, data, meta)
      const refused = readRefusal(given, declared, host.decision.command.type)
      if (refused === null) return checkedWrites(given, read, host)
      return isLeft(refused) ? failed(host, refused.left) : left(refused.right)
    })
    if (isLeft(decided)) return failed(host, decided.left)
    const outcome = decided.right
    if (isLeft(outcome)) return outcome
    // An event that does not fold would stop every later command on its stream.
    const folded = tryHost(() => {
      try {
        return answersAfter(needs, answers, changeOf({ type: '', data }, meta, outcome.right))
      } catch (error) {
        tellUnfolded(error, onHostError)
        throw error
      }
    })
    return isLeft(folded) ? failed(host, 'It appends an event that its streams do not fold.') : outcome
  }
}

const createNeedsByAnswers = () => {
  const known = new WeakMap<object, DecisionNeeds>()
  return (answers: object): DecisionNeeds => {
    const attempt = known.get(answers) ?? { needs: noNeeds, problem: null }
    known.set(answers, attempt)
    return attempt
  }
}

/** Wraps a decision of the host: ends with `DecisionFailed` if it does something not allowed. */
export const protectedDecision = (host: HostDecision, environment: Environment): Decision => {
  const needsOn = createNeedsByAnswers()
  const protectedStep =
    (step: ErasedStep): ErasedStep =>
    (data, meta, answers) => {
      const attempt = needsOn(Object(answers))
      const needs = needsOf(() => step(data, meta, answers), environment.readable)
      attempt.problem = isLeft(needs) ? needs.left : attempt.problem
      if (isLeft(needs)) return noNeeds
      attempt.needs = { ...attempt.needs, ...needs.right }
      return needs.right
    }
  return {
    ...host.decision,
    steps: host.decision.steps.map(protectedStep),
    decide: (answers, data, meta) => {
      const { needs, problem } = needsOn(Object(answers))
      return problem === null
        ? decideChecked(host, needs, environment)(Object(answers), data, meta)
        : failed(host, problem)
    },
  }
}
