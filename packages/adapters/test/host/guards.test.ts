import { openClientele, problemDetails } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import {
  type CommandGuard,
  CustomerRegistered,
  customerAggregate,
  customerStream,
  guard,
  guardReads,
  type Judged,
  type MembershipIndex,
  noNeeds,
  type Outcome,
  RegisterCustomer,
  rejection,
  streamOf,
} from '@clientele/domain'
import { sentenceOf } from '@clientele/projections'
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'

const NameTaken = rejection('NameTaken', { name: 'text' }, 'invalid', {
  sentences: { en: 'The name {name} is taken.', fi: 'Nimi {name} on varattu.', de: 'Der Name {name} ist vergeben.' },
  type: 'https://host.example/problems/name-taken',
})

test.each([
  ['de', 'Der Name Acme ist vergeben.'],
  ['de-AT', 'Der Name Acme ist vergeben.'],
  ['sv,de;q=0.5', 'Der Name Acme ist vergeben.'],
  ['en;q=0.1, fi', 'Nimi Acme on varattu.'],
  ['FI_fi', 'Nimi Acme on varattu.'],
  ['sv', 'The name Acme is taken.'],
])('for %s a rejection is worded in the best language that it has', (locale, sentence) => {
  const refused = { error: 'NameTaken', name: 'Acme' }
  expect(problemDetails(refused, { locale, rejections: { NameTaken } }).detail).toBe(sentence)
})

const opened = async <const G extends readonly CommandGuard[]>(guards: G) => {
  const crm = await openClientele({ store: memory(), guards })
  onTestFinished(() => crm.close())
  return crm
}

const judging = (unless: (judged: Judged) => Outcome | null) =>
  guard({ name: 'strict', rejections: { NameTaken }, reads: guardReads(() => noNeeds), unless })

const acme = RegisterCustomer({ customerId: 'acme', name: 'Acme' })

const secret = 'Anna Salo, 0401234567'

const thrower = (): never => {
  throw Object.assign(new TypeError(secret), { name: 'TypeError' })
}

const ownIndex: MembershipIndex = { name: 'nowhere', joins: { CustomerRegistered: 'name' } }
const foreign = streamOf({ ...customerAggregate })

const broken: readonly (readonly [string, CommandGuard, string])[] = [
  ['throws', judging(thrower), 'It threw TypeError.'],
  [
    'throws while it reads',
    guard({ name: 'strict', rejections: {}, reads: guardReads(thrower), unless: () => null }),
    'It threw TypeError.',
  ],
  ['accepts', judging(() => right([])), 'It gave something else than null or a rejection that it declares.'],
  [
    'refuses with an undeclared rejection',
    judging(() => rejection('Undeclared', { name: 'text' })({ name: secret })),
    'Undeclared is not among the rejections of strict.',
  ],
  [
    'refuses with a fact of another kind',
    judging(() => NameTaken(Object({ name: 5 }))),
    'It refuses with NameTaken, whose fact name is not a text.',
  ],
  [
    'refuses without a fact',
    judging(() => NameTaken(Object({}))),
    'It refuses with NameTaken, whose fact name is not a text.',
  ],
  [
    'refuses with an undeclared fact',
    judging(() => NameTaken(Object({ name: 'Acme', person: secret }))),
    'It refuses with NameTaken and a fact that this does not declare.',
  ],
  [
    'looks up an undeclared index',
    guard({
      name: 'strict',
      rejections: {},
      reads: guardReads(() => ({ found: { index: ownIndex, keys: [secret] } })),
      unless: () => null,
    }),
    'It looks up the index nowhere, which is not declared.',
  ],
  [
    'folds our streams differently',
    guard({
      name: 'strict',
      rejections: {},
      reads: guardReads(() => ({ customer: foreign('acme') })),
      unless: () => null,
    }),
    'It folds streams of the category customer in a way of its own.',
  ],
]

describe.each(broken)('a guard that %s', (_, one, problem) => {
  test('ends commands with a failure that names it, appends nothing and blocks nothing', async () => {
    const crm = await opened([one])
    const ended = await Promise.all(Array.from({ length: 20 }, () => crm.execute(acme)))
    for (const outcome of ended)
      expect(outcome).toEqual({ _tag: 'Left', left: { error: 'GuardFailed', guard: 'strict', problem } })
    expect(JSON.stringify(ended)).not.toContain('Anna')
    expect(await crm.preview(acme)).toMatchObject({ left: { error: 'GuardFailed' } })
    const batch = crm.batch()
    expect(await batch.execute(acme)).toMatchObject({ left: { error: 'GuardFailed' } })
    expect(await batch.commit()).toMatchObject({ _tag: 'Right' })
    expect(crm.register.tables.customers.get('acme')).toBeUndefined()
    const [failed] = ended
    const details = failed === undefined ? null : problemDetails(failed)
    expect(details).toMatchObject({ status: 500, error: 'GuardFailed', guard: 'strict' })
    expect(details).not.toHaveProperty('problem')
  })
})

// What an untyped guard may do to a value.
const spoil = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return
  for (const [field, one] of Object.entries(value)) {
    if (typeof one === 'object') spoil(one)
    else Reflect.set(value, field, 'spoilt')
  }
  if (Array.isArray(value)) value.push('spoilt')
}

test('a guard that alters the change it judges does not alter what is appended, nor by whom', async () => {
  const spoiling = judging(({ change }) => {
    for (const part of [change.command, change.meta, change.events]) spoil(part)
    return null
  })
  const [crm, plain] = [await opened([spoiling]), await opened([])]
  const context = { by: 'anna', commandId: 'register-acme', at: '2026-03-01T09:00:00.000Z' }
  const appended = async (register: Pick<typeof plain, 'events'>) => {
    for await (const batch of register.events()) return batch.map(({ recordedAt: _, ...event }) => event)
    return []
  }
  expect(await crm.execute(acme, context)).toEqual(await plain.execute(acme, context))
  expect(await appended(crm)).toEqual(await appended(plain))
  expect(await appended(crm)).toHaveLength(1)
})

test('a bulk command ends with the failure of a guard', async () => {
  const failing = guard({
    name: 'onMoves',
    rejections: {},
    events: [{ ...CustomerRegistered, type: 'CustomerMovedToGroup' }],
    reads: guardReads(() => noNeeds),
    unless: thrower,
  })
  const crm = await opened([failing])
  await crm.execute(acme)
  await crm.executeUnknown({ type: 'CreateCustomerGroup', data: { groupId: 'g', name: 'G' } })
  const outcome = await crm.executeUnknown({
    type: 'MoveCustomersToGroup',
    data: { customerIds: ['acme'], groupId: 'g' },
  })
  expect(outcome).toMatchObject({ left: { error: 'GuardFailed', guard: 'onMoves' } })
})

describe('a rejection of the host', () => {
  const refused = async () => {
    const crm = await opened([judging(() => NameTaken({ name: 'Acme' }))])
    const outcome = await crm.execute(acme)
    // Narrows to the facts that the guard declares.
    if (isLeft(outcome) && outcome.left.error === 'NameTaken') expect(outcome.left.name satisfies string).toBe('Acme')
    expect(outcome).toEqual({ _tag: 'Left', left: { error: 'NameTaken', name: 'Acme' } })
    return isLeft(outcome) ? outcome.left : expect.fail('accepted')
  }

  test('is reported with its own type, kind, facts and sentences', async () => {
    const one = await refused()
    expect(problemDetails(one, { locale: 'fi' })).toEqual({
      type: 'https://host.example/problems/name-taken',
      title: 'Name taken',
      status: 422,
      detail: 'Nimi Acme on varattu.',
      error: 'NameTaken',
      name: 'Acme',
    })
    expect([sentenceOf(one, 'de-AT'), sentenceOf(one, 'sv')]).toEqual([
      'Der Name Acme ist vergeben.',
      'The name Acme is taken.',
    ])
  })

  test('is reported the same after it was sent elsewhere, by the table of rejections', async () => {
    const copy: { error: string } = JSON.parse(JSON.stringify(await refused()))
    const rejections = { NameTaken }
    expect(problemDetails(copy, { rejections })).toMatchObject({ status: 422, detail: 'The name Acme is taken.' })
    expect(problemDetails(copy)).toMatchObject({
      status: 503,
      detail: 'Name taken.',
      type: 'urn:clientele:problem:NameTaken',
    })
  })

  test('without sentences uses the words of its name, and is a conflict', async () => {
    const Plain = rejection('TooMuchAtOnce', {})
    const crm = await opened([
      guard({ name: 'plain', rejections: { Plain }, reads: guardReads(() => noNeeds), unless: () => Plain({}) }),
    ])
    expect(problemDetails(await crm.execute(acme))).toEqual({
      type: 'urn:clientele:problem:TooMuchAtOnce',
      title: 'Too much at once',
      status: 409,
      detail: 'Too much at once.',
      error: 'TooMuchAtOnce',
    })
  })

  test('is reported in the parts of a bulk command', async () => {
    const crm = await opened([
      guard({
        name: 'onMoves',
        rejections: { NameTaken },
        reads: guardReads(() => noNeeds),
        unless: ({ change }) => (change.command.type === 'MoveCustomerToGroup' ? NameTaken({ name: 'g' }) : null),
      }),
    ])
    await crm.execute(acme)
    await crm.executeUnknown({ type: 'CreateCustomerGroup', data: { groupId: 'g', name: 'G' } })
    const data = { customerIds: ['acme'], groupId: 'g' }
    const outcome = await crm.executeUnknown({ type: 'MoveCustomersToGroup', data })
    const [failure] = isRight(outcome) ? (outcome.right.failures ?? []) : []
    expect(failure).toEqual({ error: 'NameTaken', name: 'g', customerId: 'acme' })
    expect(problemDetails(failure ?? { error: '' })).toMatchObject({ status: 422, customerId: 'acme' })
  })
})

describe('a guard', () => {
  test('is not called for commands that are refused, do nothing, or append only other events', async () => {
    let asked = 0
    const counting = guard({
      name: 'counting',
      rejections: {},
      events: [CustomerRegistered],
      reads: guardReads(({ change }) => ({
        customers: change.events.map(() => customerStream('acme')),
      })),
      unless: ({ before, after }) => {
        asked += 1
        expect([...before.customers.values()].map(({ registered }) => registered)).toEqual([false])
        expect([...after.customers.values()].map(({ registered }) => registered)).toEqual([true])
        return null
      },
    })
    const crm = await opened([counting])
    expect(await crm.execute(acme)).toMatchObject({ _tag: 'Right' })
    expect(await crm.execute(acme)).toMatchObject({ left: { error: 'CustomerAlreadyRegistered' } })
    expect(await crm.executeUnknown({ type: 'ArchiveCustomer', data: { customerId: 'acme' } })).toMatchObject({
      _tag: 'Right',
    })
    expect(asked).toBe(1)
  })

  test('reads its own index over built-in events, even in a register opened from a log', async () => {
    const byName: MembershipIndex = { name: 'customersByName', joins: { CustomerRegistered: 'name' } }
    const unique = guard({
      name: 'uniqueNames',
      rejections: { NameTaken },
      events: [CustomerRegistered],
      indexes: [byName],
      reads: guardReads(({ change }) => ({
        named: { index: byName, keys: change.eventsOf(CustomerRegistered).map(({ data }) => data.name) },
      })),
      unless: ({ change, before }) => {
        const [registered] = change.eventsOf(CustomerRegistered)
        return before.named.length > 0 && registered !== undefined ? NameTaken({ name: registered.data.name }) : null
      },
    })
    const store = memory()
    const first = await openClientele({ store, guards: [unique] })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => first.execute(RegisterCustomer({ customerId: `c${n}`, name: 'Acme' }))),
    )
    expect(answers.filter(isRight)).toHaveLength(1)
    const second = await openClientele({ store, guards: [unique] })
    expect(await second.execute(RegisterCustomer({ customerId: 'other', name: 'Acme' }))).toMatchObject({
      left: { error: 'NameTaken', name: 'Acme' },
    })
    for (const crm of [first, second]) await crm.close()
  })
})

const named = (name: string): CommandGuard =>
  guard({ name, rejections: {}, reads: guardReads(() => noNeeds), unless: () => null })

test.each([
  [{ guards: [named('one'), named('one')] }, 'two guards are named one.'],
  [{ guards: [named('')] }, 'a guard has a name of 1 to 60 letters'],
  [
    {
      guards: [
        guard({
          name: 'one',
          rejections: { a: rejection('GroupNotFound', {}) },
          reads: guardReads(() => noNeeds),
          unless: () => null,
        }),
      ],
    },
    'the rejection GroupNotFound has the name of a rejection or failure of this library.',
  ],
  [
    {
      guards: [
        guard({
          name: 'one',
          rejections: {},
          indexes: [{ name: 'customersInGroup', joins: {} }],
          reads: guardReads(() => noNeeds),
          unless: () => null,
        }),
      ],
    },
    'the index customersInGroup has the name of an index of this library.',
  ],
  [
    {
      guards: [
        guard({
          name: 'one',
          rejections: {},
          indexes: [{ name: 'mine', joins: { GiftPledged: 'customerId' } }],
          reads: guardReads(() => noNeeds),
          unless: () => null,
        }),
      ],
    },
    'the index mine is joined by an event GiftPledged that nobody declares.',
  ],
])('a register does not open with guards that have the same name', async (options, problem) => {
  await expect(openClientele({ store: memory(), ...options })).rejects.toMatchObject({
    failure: { error: 'MalformedOptions', problem: expect.stringContaining(`openClientele: ${problem}`) },
  })
})

// Definitions as an untyped host writes them.
const untyped = (value: unknown): never => value as never

test.each([
  [rejection('Taken', { status: 'text' }), 'the rejection Taken has a fact status, a name that refusals have already.'],
  [rejection('Taken', { error: 'text' }), 'the rejection Taken has a fact error, a name that refusals have already.'],
  [
    rejection('Taken', {}, untyped('odd')),
    "the kind of the rejection Taken is 'notFound', 'conflict', 'forbidden', 'inv",
  ],
  [
    rejection('Taken', {}, 'conflict', { sentences: { en: untyped(5) } }),
    'the sentences of the rejection Taken are texts by language.',
  ],
  [rejection('Taken', {}, 'conflict', { type: 'about:blank' }), 'the type of the rejection Taken is a URI of its own.'],
])('a register is not opened with a rejection that cannot be told: %#', async (Taken, problem) => {
  const telling = guard({
    name: 'telling',
    rejections: { Taken },
    reads: guardReads(() => noNeeds),
    unless: () => null,
  })
  await expect(openClientele({ store: memory(), guards: [telling] })).rejects.toMatchObject({
    failure: { error: 'MalformedOptions', problem: expect.stringContaining(problem) },
  })
})
