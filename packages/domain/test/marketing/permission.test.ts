import {
  bansOfProperties,
  type ContactFacts,
  type Contacting,
  initialSettings,
  mayContact,
  type Party,
  type Policies,
  type Statement,
  standardPolicies,
} from '@clientele/domain'
import { describe, expect, test } from 'vitest'

const pekka: Party = { kind: 'person', id: 'pekka' }
const acme: Party = { kind: 'customer', id: 'acme' }
const statementOf = (kind: Statement['kind'], date: string, data: Partial<Statement> = {}): Statement => ({
  kind,
  channel: 'email',
  customerId: null,
  date,
  at: '2024-03-01T09:00:00.000Z',
  source: null,
  reason: null,
  evidence: null,
  ...data,
})
const facts = (own: readonly Statement[], more: Partial<ContactFacts> = {}): ContactFacts => ({
  own: [{ of: pekka, statements: own }],
  company: null,
  properties: [],
  naturalPerson: false,
  erased: false,
  ...more,
})
const companyWith = (...statements: readonly Statement[]) => ({ company: { of: acme, statements } })
const question: Contacting = { channel: 'email', customerId: null, day: '2024-03-15' }

const answer = (known: ContactFacts, asked: Partial<Contacting> = {}, policies: Partial<Policies> = {}) => {
  const { allowed, because, statement } = mayContact({ ...standardPolicies, ...policies }, known, {
    ...question,
    ...asked,
  })
  return [allowed, because, statement === null ? null : [statement.kind, statement.of.id, statement.date]]
}

const atAcme = { customerId: 'acme' }
const sms = { channel: 'sms' } as const
const evidence = { capturedAt: '2024-01-01', source: 'form' }

describe('a person without statements', () => {
  test('may be contacted unless the consent model requires a consent', () => {
    expect(answer(facts([]))).toEqual([true, 'default', null])
    expect(answer(facts([]), {}, { consentModel: 'optIn' })).toEqual([false, 'noConsent', null])
    const natural = { consentModel: 'optInForNaturalPersons' } as const
    expect(answer(facts([]), {}, natural)).toEqual([true, 'default', null])
    expect(answer(facts([], { naturalPerson: true }), {}, natural)).toEqual([false, 'noConsent', null])
    expect(answer(facts([], { naturalPerson: true }), { channel: 'letter' }, natural)).toEqual([true, 'default', null])
    expect(answer(facts([], { naturalPerson: true }))).toEqual([true, 'default', null])
  })
  test('on this channel needs a consent too', () => {
    expect(answer(facts([statementOf('consent', '2024-01-01', sms)]), {}, { consentModel: 'optIn' })).toEqual([
      false,
      'noConsent',
      null,
    ])
    expect(answer(facts([statementOf('consent', '2024-01-01', sms)]))).toEqual([true, 'default', null])
    expect(answer(facts([], companyWith(statementOf('consent', '2024-01-01', sms))))).toEqual([true, 'default', null])
  })
  test('and erased must not be contacted, despite earlier consents', () => {
    expect(answer(facts([statementOf('consent', '2024-01-01')], { erased: true }))).toEqual([false, 'erased', null])
    expect(answer(facts([], { erased: true }))).toEqual([false, 'erased', null])
  })
})

describe('a ban', () => {
  test('wins over a consent, and the newest of several counts', () => {
    const bans = [
      statementOf('ban', '2024-02-01'),
      statementOf('ban', '2024-01-01'),
      statementOf('consent', '2024-03-01'),
    ]
    expect(answer(facts(bans))).toEqual([false, 'ban', ['ban', 'pekka', '2024-02-01']])
  })
  test('counts by banScope: person wherever it was set, and by personAtCompany there and where no company is given', () => {
    const ban = facts([statementOf('ban', '2024-01-01', atAcme)])
    expect(answer(ban, { customerId: 'beta' })[0]).toBe(false)
    const perCompany = { banScope: 'personAtCompany' } as const
    expect(answer(ban, { customerId: 'beta' }, perCompany)[0]).toBe(true)
    expect(answer(ban, { customerId: 'acme' }, perCompany)[0]).toBe(false)
    expect(answer(ban, {}, perCompany)[0]).toBe(false)
    expect(answer(facts([statementOf('ban', '2024-01-01')]), { customerId: 'beta' }, perCompany)[0]).toBe(false)
  })
  test('that was lifted is explained by the newest lift that counts', () => {
    const lifted = facts([
      statementOf('ban', '2024-01-01'),
      statementOf('lift', '2024-02-01'),
      statementOf('lift', '2024-01-15'),
    ])
    expect(answer(lifted)).toEqual([true, 'default', ['lift', 'pekka', '2024-02-01']])
    expect(answer(facts([statementOf('lift', '2024-02-01', sms)]))).toEqual([true, 'default', null])
    expect(answer(facts([statementOf('lift', '2024-03-16')]))).toEqual([true, 'default', null])
    expect(answer(facts([statementOf('lift', '2024-03-15')]))).toEqual([
      true,
      'default',
      ['lift', 'pekka', '2024-03-15'],
    ])
    const perCompany = { banScope: 'personAtCompany' } as const
    expect(answer(facts([statementOf('lift', '2024-02-01', atAcme)]), { customerId: 'beta' }, perCompany)).toEqual([
      true,
      'default',
      null,
    ])
    expect(answer(lifted, {}, { consentModel: 'optIn' })).toEqual([false, 'noConsent', null])
  })
  test('is a property that the contact has, from the day it was given', () => {
    const numbers = { ...initialSettings.numbers, NO_EMAIL: 5 }
    const property = (propertyNo: number, since: string, customerId: string | null = null) =>
      facts([], { properties: bansOfProperties(numbers, pekka, [{ propertyNo, customerId, since }]) })
    expect(answer(property(5, '2024-03-14T22:30:00.000Z'))).toEqual([false, 'ban', ['property', 'pekka', '2024-03-15']])
    expect(answer(property(5, '2024-03-15T22:30:00.000Z'))).toEqual([true, 'default', null])
    expect(answer(property(6, '2024-03-14T22:30:00.000Z'))).toEqual([true, 'default', null])
    expect(answer(property(5, '2024-01-01T09:00:00.000Z'), { channel: 'sms' })).toEqual([true, 'default', null])
    const perCompany = { banScope: 'personAtCompany' } as const
    expect(answer(property(5, '2024-01-01T09:00:00.000Z', 'acme'), { customerId: 'beta' }, perCompany)[0]).toBe(true)
    expect(answer(property(5, '2024-01-01T09:00:00.000Z', 'acme'), { customerId: 'acme' }, perCompany)[0]).toBe(false)
  })
  test('of a company does not apply to its contacts', () => {
    expect(answer(facts([], companyWith(statementOf('ban', '2024-01-01'))))).toEqual([true, 'default', null])
  })
})

describe('a statement on consent', () => {
  test('of the party itself wins over one of its company, and a refusal over a consent', () => {
    const [yes, no] = [statementOf('consent', '2024-01-01'), statementOf('withdrawal', '2024-02-01')]
    expect(answer(facts([no], companyWith(yes)))).toEqual([false, 'refusal', ['withdrawal', 'pekka', '2024-02-01']])
    expect(answer(facts([yes], companyWith(no)))).toEqual([false, 'refusal', ['withdrawal', 'acme', '2024-02-01']])
    expect(answer(facts([yes], companyWith(statementOf('consent', '2024-02-01'))))).toEqual([
      true,
      'consent',
      ['consent', 'pekka', '2024-01-01'],
    ])
    expect(answer(facts([no], companyWith(no)))).toEqual([false, 'refusal', ['withdrawal', 'pekka', '2024-02-01']])
    expect(answer(facts([], companyWith(yes)), {}, { consentModel: 'optIn' })).toEqual([
      true,
      'consent',
      ['consent', 'acme', '2024-01-01'],
    ])
  })
  test('on either record of a private customer counts for both: the last one decides', () => {
    const both = facts([], {
      own: [
        { of: pekka, statements: [statementOf('consent', '2024-02-01')] },
        { of: acme, statements: [statementOf('withdrawal', '2024-03-01')] },
      ],
    })
    expect(answer(both)).toEqual([false, 'refusal', ['withdrawal', 'acme', '2024-03-01']])
    expect(answer(both, { day: '2024-02-15' })).toEqual([true, 'consent', ['consent', 'pekka', '2024-02-01']])
    expect(answer(both, { day: '2024-01-15' })).toEqual([true, 'default', null])
  })
  test('is shown with its recording time, source and reason', () => {
    const of = (statement: Statement) => mayContact(standardPolicies, facts([statement]), question)
    const at = '2024-03-01T09:00:00.000Z'
    const expected = { of: pekka, customerId: null, date: '2024-01-01' }
    expect(of(statementOf('consent', '2024-01-01', { evidence }))).toEqual({
      channel: 'email',
      allowed: true,
      because: 'consent',
      since: at,
      evidence,
      statement: { ...expected, kind: 'consent', source: 'form', reason: null },
    })
    expect(of(statementOf('ban', '2024-01-01', { source: 'phone', reason: 'asked', customerId: 'acme' }))).toEqual({
      channel: 'email',
      allowed: false,
      because: 'ban',
      since: at,
      evidence: null,
      statement: { ...expected, kind: 'ban', customerId: 'acme', source: 'phone', reason: 'asked' },
    })
    expect(of(statementOf('consent', '2024-01-01', { evidence, source: 'phone' })).statement?.source).toBe('phone')
  })
})

test('that is a property for a ban is shown as a ban, with the day it was given', () => {
  const properties = bansOfProperties({ ...initialSettings.numbers, NO_SMS: 5 }, pekka, [
    { propertyNo: 5, customerId: 'acme', since: '2024-01-01T09:00:00.000Z' },
  ])
  expect(mayContact(standardPolicies, facts([], { properties }), { ...question, channel: 'sms' })).toEqual({
    channel: 'sms',
    allowed: false,
    because: 'ban',
    since: '2024-01-01T09:00:00.000Z',
    evidence: null,
    statement: {
      kind: 'property',
      of: pekka,
      customerId: 'acme',
      date: '2024-01-01',
      source: 'contactProperty',
      reason: null,
    },
  })
})
