import {
  type ContactFacts,
  mayContact,
  type Policies,
  personStream,
  type Statement,
  standardPolicies,
} from '@clientele/domain'
import { createModel } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const days = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01', '2024-06-01'] as const
const places = [null, 'acme', 'beta'] as const

const day = fc.constantFrom(...days)
const scope = fc.constantFrom(null, 'acme' as const)

const statement: fc.Arbitrary<Statement> = fc.record({
  kind: fc.constantFrom('ban' as const, 'lift' as const, 'consent' as const, 'withdrawal' as const),
  channel: fc.constant('email' as const),
  customerId: scope,
  date: day,
  at: fc.constant('2024-06-30T09:00:00.000Z'),
  source: fc.constant(null),
  reason: fc.constant(null),
  evidence: fc.constant(null),
})

const policies: fc.Arbitrary<Policies> = fc
  .record({
    consentModel: fc.constantFrom('optOut' as const, 'optIn' as const, 'optInForNaturalPersons' as const),
    banScope: fc.constantFrom('person' as const, 'personAtCompany' as const),
  })
  .map((some) => ({ ...standardPolicies, ...some }))

const facts = (statements: readonly Statement[], companys: readonly Statement[] = []): ContactFacts => ({
  own: [{ of: { kind: 'person', id: 'pekka' }, statements }],
  company: { of: { kind: 'customer', id: 'acme' }, statements: companys },
  properties: [],
  naturalPerson: false,
  erased: false,
})

const isAllowed = (policy: Policies, about: ContactFacts, on: string, customerId: string | null): boolean =>
  mayContact(policy, about, { channel: 'email', customerId, day: on }).allowed

/** All possible questions: every day, at every place. */
const answers = (policy: Policies, about: ContactFacts): readonly boolean[] =>
  days.flatMap((on) => places.map((place) => isAllowed(policy, about, on, place)))

/** Another order of arrival that preserves the order within each day. */
const rearranged = (statements: readonly Statement[], order: readonly string[]): readonly Statement[] =>
  order.flatMap((one) => statements.filter(({ date }) => date === one))

const order = fc.shuffledSubarray([...days], { minLength: days.length })

describe('a marketing statement counts by its own day', () => {
  test.prop([policies, fc.array(statement), fc.array(statement), order], runs(500))(
    'in whatever order statements of different days are recorded',
    (policy, own, companys, arrival) => {
      const others = facts(rearranged(own, arrival), rearranged(companys, arrival))
      expect(answers(policy, others)).toEqual(answers(policy, facts(own, companys)))
    },
  )

  test.prop([policies, fc.array(statement), fc.array(statement), statement], runs(500))(
    'so one older than the deciding statement does not widen the permission',
    (policy, own, companys, late) => {
      const older = { ...late, date: '2023-12-01' }
      fc.pre(older.kind !== 'consent' || own.some(({ kind }) => kind === 'consent' || kind === 'withdrawal'))
      const widened = places.filter(
        (place) =>
          isAllowed(policy, facts([...own, older], companys), '2024-12-01', place) &&
          !isAllowed(policy, facts(own, companys), '2024-12-01', place),
      )
      expect(widened).toEqual([])
    },
  )

  test.prop([policies, fc.array(statement), statement], runs(500))(
    'so one for a future day changes nothing before that day',
    (policy, own, one) => {
      const coming = { ...one, date: '2024-06-01' }
      const earlier = days.filter((on) => on < coming.date)
      for (const on of earlier)
        for (const place of places)
          expect(isAllowed(policy, facts([...own, coming]), on, place)).toBe(isAllowed(policy, facts(own), on, place))
    },
  )
})

type StatementCommand = readonly [type: string, data: object]

const statementOn = (on: string): fc.Arbitrary<StatementCommand> =>
  fc.oneof(
    scope.map((customerId): StatementCommand => ['SetMarketingBan', { channel: 'email', date: on, customerId }]),
    scope.map((customerId): StatementCommand => ['LiftMarketingBan', { channel: 'email', date: on, customerId }]),
    fc.constant<StatementCommand>(['GiveMarketingConsent', { channel: 'email', date: on }]),
    fc.constant<StatementCommand>(['WithdrawMarketingConsent', { channel: 'email', date: on }]),
  )

/** Statements, each for a different day. */
const statementsOfDays = fc.tuple(...days.map(statementOn))

const beginning = (policy: Partial<Policies>): readonly StatementCommand[] => [
  ...Object.entries({ requireConsentEvidence: false, ...policy }).map(
    ([key, value]): StatementCommand => ['ChangePolicy', { key, value }],
  ),
  ['RegisterContact', { lastName: 'Virtanen' }],
]

/** The permissions after these statements were recorded in this order, all later than their days. */
const answersAfter = (given: readonly StatementCommand[], policy: Partial<Policies>): readonly boolean[] => {
  const world = createModel()
  const all = [...beginning(policy), ...given]
  for (const [index, [type, data]] of all.entries()) {
    const party = type === 'ChangePolicy' ? {} : { personId: 'pekka' }
    const meta = { by: 'host', host: true, at: '2024-12-01T09:00:00.000Z', today: '2024-12-01' } as const
    world.execute({ type, data: { ...party, ...data } }, { ...meta, commandId: `c${index}` })
  }
  const { statements } = world.stateOf(personStream('pekka'))
  return answers({ ...standardPolicies, ...policy }, facts(statements))
}

const always: StatementCommand = ['SetMarketingBan', { channel: 'email', date: '2023-01-01' }]
const everywhere: readonly StatementCommand[] = [
  always,
  ['SetMarketingBan', { channel: 'email', date: '2023-01-01', customerId: 'acme' }],
  ['LiftMarketingBan', { channel: 'email', date: '2023-01-02' }],
  ['LiftMarketingBan', { channel: 'email', date: '2023-01-02', customerId: 'acme' }],
  ['GiveMarketingConsent', { channel: 'email', date: '2023-01-01' }],
]

describe('statements recorded by commands', () => {
  test.prop(
    [statementsOfDays, fc.shuffledSubarray([...days.keys()], { minLength: days.length }), fc.boolean()],
    runs(200),
  )('do not depend on their order, even if consents lift bans', (given, arrival, consentLiftsBan) => {
    const policy = { consentModel: 'optIn', banScope: 'personAtCompany', consentLiftsBan } as const
    const late = arrival.flatMap((index) => [given[index] ?? always])
    // A lift needs a ban that is not newer, a refusal a consent: both exist, so that no statement is refused.
    expect(answersAfter([...everywhere, ...late], policy)).toEqual(answersAfter([...everywhere, ...given], policy))
  })

  test.prop([fc.array(day.chain(statementOn)), day.chain(statementOn)], runs(200))(
    'are recorded once: repeating a recorded one changes nothing, whatever was stated since',
    (given, one) => {
      const policy = { consentModel: 'optIn' } as const
      const [type, data] = one
      const isConsent = type === 'GiveMarketingConsent' || type === 'WithdrawMarketingConsent'
      fc.pre(isConsent)
      const before = [...everywhere, one, ...given]
      expect(answersAfter([...before, [type, data]], policy)).toEqual(answersAfter(before, policy))
    },
  )
})
