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
export type Asked = readonly [command: CommandType, data: object]

/** An event by name, with its data. */
export type Happened = readonly [event: EventType, data?: object]

type Who = { readonly by?: string; readonly today?: string }

/** What came of a command, to be said in a sentence. */
export type Consequence = {
  /** Exactly these events with exactly this data, in order; a field whose value is undefined counts as absent. */
  happens(...events: readonly Happened[]): void
  changesNothing(): void
  /** Something happens, whatever it is. */
  isAccepted(): void
  /** Refused by this name, with these facts among others. */
  isRefused(error: string, facts?: object): void
  /** Accepted, whatever happened: the world goes on from here. */
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
  /** Goes on in a world in which something has happened already. */
  after(world: Model): Pick<Sentence, 'when'>
}

const sentenceIn = (world: Model): Sentence => ({
  when: (type, data, who = {}) =>
    consequence(type, world.execute({ type, data }, metaOf(who, `command${world.log.length}`)), world),
  after: sentenceIn,
})

/** `given(what was commanded before).when('Command', data).happens(…)`: all that was before must be accepted. */
export const given = (...before: readonly Asked[]): Sentence => {
  const world = createModel()
  for (const [index, [type, data]] of before.entries()) {
    const { refusals } = world.execute({ type, data }, metaOf({}, `given${index}`))
    expect(refusals, `${type} comes before and is accepted`).toEqual([])
  }
  return sentenceIn(world)
}

/** An event on a stream, as somebody has written it. */
export type Written = readonly [stream: string, event: EventType, data: object]

const known = ([stream, type, data]: Written, index: number): KnownEvent => {
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

/** A log that another version or program has written: optional fields may be absent that commands of today fill in. */
export const givenLog = (...events: readonly Written[]): Sentence => sentenceIn(createModel(events.map(known)))

/** What many sentences begin with. */
export const anna: Asked = ['RegisterEmployee', { employeeId: 'anna', name: 'Anna' }]
export const bertil: Asked = ['RegisterEmployee', { employeeId: 'bertil', name: 'Bertil' }]
export const cecilia: Asked = ['RegisterEmployee', { employeeId: 'cecilia', name: 'Cecilia', admin: true }]
export const acme: Asked = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]
export const beta: Asked = ['RegisterCustomer', { customerId: 'beta', name: 'Beta Oy' }]
export const pekka: Asked = ['RegisterContact', { personId: 'pekka', firstName: 'Pekka', lastName: 'Virtanen' }]
export const pekkaAtAcme: Asked = ['LinkContactToCompany', { personId: 'pekka', customerId: 'acme' }]
export const archivedAcme: Asked = ['ArchiveCustomer', { customerId: 'acme' }]
export const policy = (key: string, value: unknown): Asked => ['ChangePolicy', { key, value }]
