import { type Clientele, type HostTypes, openClientele, problemDetails } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import {
  accept,
  CustomerArchived,
  CustomerNotFound,
  command,
  customerStream,
  event,
  givenIdOf,
  type HostDecision,
  type HostStreams,
  hostDecision,
  hostStreams,
  integer,
  MoveCustomersToGroup,
  noNeeds,
  type Outcome,
  RegisterCustomer,
  rejection,
  text,
  type Writes,
  write,
} from '@clientele/domain'
import { right } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'

const NoteDown = command('NoteDown', { noteId: givenIdOf('NoteId'), text })
const NotedDown = event('NotedDown', { text })
const Unlisted = event('Unlisted', { text })

const secret = 'Anna Salo, 0401234567'

const note = hostStreams('note', {
  events: { NotedDown },
  initial: { texts: 0 },
  evolve: {
    NotedDown:
      ({ text }) =>
      (state) => {
        if (text === 'fold me not') throw new RangeError(secret)
        state.texts += 1
      },
  },
})

const other = hostStreams('other', {
  events: { Other: event('Other', {}) },
  initial: {},
  evolve: { Other: () => () => {} },
})

const otherNote = hostStreams('note', { events: { NotedDown }, initial: {}, evolve: { NotedDown: () => () => {} } })

const deciding = (decide: (data: { readonly noteId: string; readonly text: string }) => Outcome): HostDecision =>
  hostDecision({
    command: NoteDown,
    streams: [note],
    reads: ({ noteId }) => ({ note: note(noteId) }),
    decide: (_answers, data) => decide(data),
  })

const opened = async <const D extends readonly HostDecision[]>(decisions: D) => {
  const crm = await openClientele({ store: memory(), decisions })
  onTestFinished(() => crm.close())
  return crm
}

const giving = (writes: Writes): HostDecision => deciding(() => accept(...writes))

const broken: readonly (readonly [string, HostDecision, string])[] = [
  [
    'throws',
    deciding(() => {
      throw new TypeError(secret)
    }),
    'It threw TypeError.',
  ],
  [
    'writes to a built-in stream',
    giving([write(customerStream('acme'), CustomerArchived({}))]),
    'customer is not among the streams of NoteDown.',
  ],
  [
    'writes to a stream it has not read',
    giving([write(note('n2'), NotedDown({ text: 'x' }))]),
    'It writes to a stream note that it has not read.',
  ],
  [
    'writes to an undeclared stream',
    giving([write(other('n1'), NotedDown({ text: 'x' }))]),
    'other is not among the streams of NoteDown.',
  ],
  [
    'appends a built-in event',
    giving([write(note('n1'), CustomerArchived({}))]),
    'CustomerArchived is not among the events of streams note.',
  ],
  [
    'appends an undeclared event',
    giving([write(note('n1'), Unlisted({ text: 'x' }))]),
    'Unlisted is not among the events of streams note.',
  ],
  [
    'appends data with a field more',
    giving([write(note('n1'), { type: 'NotedDown', data: { text: 'x', phone: '0401234567' } })]),
    'It appends an event NotedDown with other data than declared.',
  ],
  [
    'appends invalid data',
    giving([write(note('n1'), { type: 'NotedDown', data: { text: 1 } })]),
    'It appends an event NotedDown with other data than declared.',
  ],
  [
    'appends an event that cannot be folded',
    giving([write(note('n1'), NotedDown({ text: 'fold me not' }))]),
    'It appends an event that its streams do not fold.',
  ],
  [
    'invokes a bulk command',
    hostDecision({
      command: NoteDown,
      streams: [note],
      invokes: () => MoveCustomersToGroup({ customerIds: ['acme'], groupId: null }),
      reads: ({ noteId }) => ({ note: note(noteId) }),
      decide: (_answers, { noteId, text }) => accept(write(note(noteId), NotedDown({ text }))),
    }),
    'It invokes something else than a command of this library that is decided in one piece.',
  ],
  ['returns no writes', deciding(() => right(JSON.parse('{}'))), 'It gave neither writes nor a rejection.'],
  [
    'refuses with an undeclared rejection',
    deciding(() => rejection('Odd', { text: 'text' })({ text: secret })),
    'Odd is not among the rejections of NoteDown.',
  ],
  [
    'refuses with an unknown rejection',
    deciding(() => rejection(secret, { text: 'text' })({ text: secret })),
    'Something with another name is not among the rejections of NoteDown.',
  ],
  [
    'refuses with a rejection of ours and a fact of another kind',
    deciding(() => CustomerNotFound(Object({ customerId: { name: secret } }))),
    'It refuses with CustomerNotFound, whose fact customerId is not a text.',
  ],
  [
    'folds its streams differently from their declaration',
    giving([write(otherNote('n1'), NotedDown({ text: 'x' }))]),
    'It folds streams of the category note in a way of its own.',
  ],
]

describe.each(broken)('a decision that %s', (_, one, problem) => {
  test('ends with a failure that names it, and blocks nothing', async () => {
    const crm = await opened([one])
    const command = NoteDown({ noteId: 'n1', text: 'x' })
    const ended = await Promise.all(Array.from({ length: 10 }, () => crm.executeUnknown(command)))
    for (const outcome of ended)
      expect(outcome).toEqual({ _tag: 'Left', left: { error: 'DecisionFailed', command: 'NoteDown', problem } })
    expect(JSON.stringify(ended)).not.toContain('Anna')
    const batch = crm.batch()
    expect(await batch.execute(command)).toMatchObject({ left: { error: 'DecisionFailed' } })
    const [failed] = ended
    expect(failed === undefined ? null : problemDetails(failed)).toMatchObject({ status: 500, command: 'NoteDown' })
    expect(await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))).toMatchObject({ _tag: 'Right' })
  })
})

test('an event that a later program does not fold is named, and stops neither views nor other streams', async () => {
  const store = memory()
  const lax = hostStreams('note', { events: { NotedDown }, initial: {}, evolve: { NotedDown: () => () => {} } })
  const first = await openClientele({
    store,
    decisions: [
      hostDecision({
        command: NoteDown,
        streams: [lax],
        reads: ({ noteId }) => ({ note: lax(noteId) }),
        decide: (_answers, { noteId, text }) => accept(write(lax(noteId), NotedDown({ text }))),
      }),
    ],
  })
  await first.execute(NoteDown({ noteId: 'n1', text: 'fold me not' }))
  const strict = await openClientele({
    store,
    decisions: [deciding(({ noteId, text }) => accept(write(note(noteId), NotedDown({ text }))))],
  })
  expect(await strict.executeUnknown(NoteDown({ noteId: 'n2', text: 'fine' }))).toMatchObject({ _tag: 'Right' })
  expect(await strict.executeUnknown(NoteDown({ noteId: 'n1', text: 'fine' }))).toMatchObject({
    left: {
      error: 'EventUnreadable',
      stream: 'note-n1',
      revision: 0,
      type: 'NotedDown',
      problems: [{ expected: 'an event that its evolve can fold', actual: 'RangeError' }],
    },
  })
  // A cached state that new events make unreadable is read again, with the same failure.
  await first.execute(NoteDown({ noteId: 'n2', text: 'fold me not' }))
  await strict.caughtUp()
  expect(await strict.executeUnknown(NoteDown({ noteId: 'n2', text: 'fine' }))).toMatchObject({
    left: { error: 'EventUnreadable', stream: 'note-n2', revision: 1 },
  })
  expect((await strict.health()).views.stoppedBy).toBeNull()
  for (const crm of [first, strict]) await crm.close()
})

test('a command may expect a revision of streams of the host, and of no others that the register does not know', async () => {
  const crm = await opened([deciding(({ noteId, text }) => accept(write(note(noteId), NotedDown({ text }))))])
  const noteDown = NoteDown({ noteId: 'n1', text: 'x' })
  const under = (expected: object) => crm.executeUnknown(noteDown, { expected: { ...expected } })
  expect(await under({ 'note-n1': 'noStream' })).toMatchObject({ _tag: 'Right' })
  expect(await under({ 'note-n1': 'noStream' })).toMatchObject({
    left: { error: 'ConcurrencyConflict', stream: 'note-n1', actual: 0 },
  })
  expect(await under({ n1: 0 })).toMatchObject({
    left: { problems: [{ path: 'expected.n1', expected: expect.stringContaining('did you mean note-n1?') }] },
  })
  expect(await under({ 'other-n1': 0 })).toMatchObject({ left: { problems: [{ path: 'expected.other-n1' }] } })
})

const named = (type: string, streams: HostStreams = note): HostDecision =>
  hostDecision({ command: command(type, {}), streams: [streams], reads: () => noNeeds, decide: () => accept() })

const streamsOf = (category: string, type: string) =>
  hostStreams(category, {
    events: { [type]: event(type, { n: integer }) },
    initial: {},
    evolve: { [type]: () => () => {} },
  })

test.each([
  ['RegisterCustomer', note, 'the command RegisterCustomer has the name of a command of this library.'],
  ['a command', note, 'a command has a name of 1 to 60 letters'],
  ['Fine', streamsOf('customer', 'Noted'), 'streams customer are streams of this library.'],
  ['Fine', streamsOf('clienteleIntents', 'Noted'), 'streams clienteleIntents are streams of this library.'],
  ['Fine', streamsOf('a-b', 'Noted'), 'a category of streams has a name of 1 to 60 letters'],
  [
    'Fine',
    streamsOf('mine', 'CustomerRegistered'),
    'the event CustomerRegistered has the name of an event of this library.',
  ],
  ['Fine', streamsOf('mine', '$bad'), 'an event has a name of 1 to 60 letters'],
])('a register does not open with a command %s on such streams', async (type, streams, problem) => {
  await expect(openClientele({ store: memory(), decisions: [named(type, streams)] })).rejects.toMatchObject({
    failure: { error: 'MalformedOptions', problem: expect.stringContaining(`openClientele: ${problem}`) },
  })
})

test.each([
  ['commands', [named('Fine'), named('Fine')], 'two commands are named Fine.'],
  ['categories', [named('One'), named('Two', streamsOf('note', 'Noted'))], 'two categories of streams are named note.'],
  ['events', [named('One'), named('Two', streamsOf('memo', 'NotedDown'))], 'two events are named NotedDown.'],
])('a register does not open with two %s of one name', async (_, decisions, problem) => {
  await expect(openClientele({ store: memory(), decisions })).rejects.toMatchObject({
    failure: { problem: `openClientele: ${problem}` },
  })
})

test.each([
  [{ decisions: {} }, '`decisions` is a list.'],
  [{ decisions: [{}] }, '`decisions` lists what `hostDecision` defines.'],
  [{ guards: [null] }, '`guards` lists what `guard` defines.'],
])('a register does not open with %o', async (options, problem) => {
  await expect(openClientele({ store: memory(), ...JSON.parse(JSON.stringify(options)) })).rejects.toMatchObject({
    failure: { problem: `openClientele: ${problem}` },
  })
})

test('a function may accept a register with any additions of a host', async () => {
  const health = async <H extends HostTypes>(crm: Clientele<H>): Promise<boolean> => (await crm.health()).isWell
  const crm = await opened([deciding(() => accept())])
  const plain = await openClientele({ store: memory() })
  expect([await health(crm), await health(plain)]).toEqual([true, true])
  await plain.close()
})
