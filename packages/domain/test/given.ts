import {
  type CommandType,
  type EventType,
  type KnownEvent,
  type Meta,
  readEvent,
  schemaVersionOf,
} from '@clientele/domain'
import { type Answer, createModel, expectationOf, type Model } from '@clientele/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'

/** A command by name, with its data. */
export type NamedCommand = readonly [command: CommandType, data: object]

/** An event by name, with its data. */
export type NamedEvent = readonly [event: EventType, data?: object]

type Who = { readonly by?: string; readonly today?: string }

/** The expectations of a command, written as a sentence. */
export type Consequence = {
  /** Expects exactly these events with exactly this data, in order; a field that is `undefined` counts as absent. */
  happens(...events: readonly NamedEvent[]): void
  changesNothing(): void
  /** Expects at least one event, of any type. */
  isAccepted(): void
  /** Expects a rejection with this name and at least these facts. */
  isRefused(error: string, facts?: object): void
  /** The model after the command, for further commands. */
  readonly world: Model
}

const metaOf = ({ by, today = '2024-03-15' }: Who, commandId: string): Meta => ({
  by: by ?? 'host',
  host: by === undefined ? true : undefined,
  today,
  at: `${today}T09:00:00.000Z`,
  commandId,
})

const consequence = (command: CommandType, answer: Answer, world: Model): Consequence => {
  const expected = expectationOf(command, answer)
  return {
    happens: (...events) => expected.then(...events.map(([type, data = {}]) => ({ type, data }))),
    changesNothing: expected.nothing,
    isAccepted: expected.isAccepted,
    isRefused: (error, facts = {}) => {
      expected.isRefused(error)
      expect(answer.refusals).toEqual([expect.objectContaining({ error, ...facts })])
    },
    world,
  }
}

type Sentence = {
  when(type: CommandType, data: object, who?: Who): Consequence
  /** Continues on a model with a log. */
  after(world: Model): Pick<Sentence, 'when'>
}

const sentenceIn = (world: Model): Sentence => ({
  when: (type, data, who = {}) =>
    consequence(type, world.execute({ type, data }, metaOf(who, `command${world.log.length}`)), world),
  after: sentenceIn,
})

/** `given(…commands).when('Command', data).happens(…)`: all given commands must be accepted. */
export const given = (...before: readonly NamedCommand[]): Sentence => {
  const world = createModel()
  for (const [index, [type, data]] of before.entries()) {
    const { refusals } = world.execute({ type, data }, metaOf({}, `given${index}`))
    expect(refusals, `${type} comes before and is accepted`).toEqual([])
  }
  return sentenceIn(world)
}

/** An event as stored on a stream. */
export type StoredEvent = readonly [stream: string, event: EventType, data: object]

const known = ([stream, type, data]: StoredEvent, index: number): KnownEvent => {
  const at = '2024-01-01T00:00:00.000Z'
  const read = readEvent({
    id: `written${index}`,
    type,
    schemaVersion: schemaVersionOf(type),
    data,
    metadata: { by: 'host', at, commandId: `written${index}` },
    stream,
    revision: index,
    position: String(index + 1),
    recordedAt: at,
  })
  return isLeft(read) || read.right === null ? expect.fail(`${type} does not decode`) : read.right
}

/** A log that another version or program wrote: optional fields that commands fill in today may be absent. */
export const givenLog = (...events: readonly StoredEvent[]): Sentence => sentenceIn(createModel(events.map(known)))

/** Commands that many tests begin with. */
export const anna: NamedCommand = ['RegisterEmployee', { employeeId: 'anna', name: 'Anna' }]
export const bertil: NamedCommand = ['RegisterEmployee', { employeeId: 'bertil', name: 'Bertil' }]
export const cecilia: NamedCommand = ['RegisterEmployee', { employeeId: 'cecilia', name: 'Cecilia', admin: true }]
export const acme: NamedCommand = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]
export const beta: NamedCommand = ['RegisterCustomer', { customerId: 'beta', name: 'Beta Oy' }]
export const pekka: NamedCommand = ['RegisterContact', { personId: 'pekka', firstName: 'Pekka', lastName: 'Virtanen' }]
export const pekkaAtAcme: NamedCommand = ['LinkContactToCompany', { personId: 'pekka', customerId: 'acme' }]
export const archivedAcme: NamedCommand = ['ArchiveCustomer', { customerId: 'acme' }]
export const policy = (key: string, value: unknown): NamedCommand => ['ChangePolicy', { key, value }]
