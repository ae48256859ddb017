import { describe, expect, it } from 'vitest'
import { acme, beta, contact, customer, event, policy, registerOf } from '../../log.js'
import { marketingPermissions, permissionListing, targetGroup } from '../../source.js'

const statement = (type: Parameters<typeof event>[0], stream: string, data: object = {}) =>
  event(type, stream, { channel: 'email', ...data })

const pekka = contact('pekka', 'Virtanen', { email: 'pekka@acme.fi' })
const atAcme = event('ContactLinkedToCompany', 'person-pekka', { customerId: 'acme' })
const atBeta = event('ContactLinkedToCompany', 'person-pekka', { customerId: 'beta' })
const optIn = policy('consentModel', 'optIn')
const evidence = { capturedAt: '2024-01-05', source: 'form' }
const consentOf = (stream: string, date = '2024-01-05') =>
  statement('MarketingConsentGiven', stream, { date, evidence: { ...evidence, capturedAt: date } })
const refusalOf = (stream: string, date = '2024-02-01') => statement('MarketingConsentWithdrawn', stream, { date })
const banOf = (data: object = {}) => statement('MarketingBanSet', 'person-pekka', data)

type Question = Parameters<typeof marketingPermissions>[1]

const email = (register: ReturnType<typeof registerOf>, question: Question) => {
  const [permission] = marketingPermissions(register, { asOf: '2024-06-01', ...question })
  return permission
}

const forAcme = { personId: 'pekka', customerId: 'acme' }

describe('a statement counts from its day', () => {
  it('whatever was recorded later', () => {
    const register = registerOf(
      optIn,
      pekka,
      consentOf('person-pekka'),
      refusalOf('person-pekka'),
      consentOf('person-pekka', '2023-03-01'),
    )
    expect(email(register, { personId: 'pekka' })).toEqual({
      channel: 'email',
      allowed: false,
      because: 'refusal',
      since: '2024-01-01T00:00:00.000Z',
      evidence: null,
      statement: {
        kind: 'withdrawal',
        of: { kind: 'person', id: 'pekka' },
        customerId: null,
        date: '2024-02-01',
        source: null,
        reason: null,
      },
    })
  })

  it('as of any day, and not before its day', () => {
    const register = registerOf(optIn, pekka, consentOf('person-pekka'), banOf({ date: '2024-05-01' }))
    const on = (asOf: string) => email(register, { personId: 'pekka', asOf })?.because
    expect([on('2024-01-04'), on('2024-01-05'), on('2024-04-30'), on('2024-05-01')]).toEqual([
      'noConsent',
      'consent',
      'consent',
      'ban',
    ])
  })

  it('a withdrawal counts in every consent model', () => {
    for (const model of ['optOut', 'optIn', 'optInForNaturalPersons'])
      expect(
        email(registerOf(policy('consentModel', model), pekka, consentOf('person-pekka'), refusalOf('person-pekka')), {
          personId: 'pekka',
        }),
      ).toMatchObject({ allowed: false, because: 'refusal' })
  })

  it('has its day from its evidence, or from its recording, if it is older than the field', () => {
    const late = '2024-02-29T22:30:00.000Z'
    const old = event('MarketingConsentGiven', 'person-pekka', { channel: 'email', evidence }, late)
    const ban = event('MarketingBanSet', 'person-pekka', { channel: 'sms' }, late)
    const [consent, , banned] = marketingPermissions(registerOf(pekka, old, ban), {
      personId: 'pekka',
      asOf: '2024-03-01',
    })
    expect([consent?.statement?.date, banned?.statement?.date]).toEqual(['2024-01-05', '2024-03-01'])
  })
})

describe('a marketing statement', () => {
  it('of a company applies to its contacts, where they are contacted for it', () => {
    const register = registerOf(optIn, acme, beta, pekka, atAcme, atBeta, consentOf('customer-acme'))
    expect(email(register, forAcme)).toMatchObject({
      allowed: true,
      because: 'consent',
      evidence,
      statement: { kind: 'consent', of: { kind: 'customer', id: 'acme' }, date: '2024-01-05', source: 'form' },
    })
    expect(email(register, { personId: 'pekka', customerId: 'beta' })).toMatchObject({ because: 'noConsent' })
    expect(email(register, { personId: 'pekka' })).toMatchObject({ because: 'noConsent' })
    expect(targetGroup(register, { channel: 'email', asOf: '2024-06-01' })).toMatchObject({
      persons: [{ personId: 'pekka', customerIds: ['acme'], because: 'consent', statement: { of: { id: 'acme' } } }],
      excluded: { noConsent: 0 },
    })
  })

  it('of consent by a company does not override the person’s own refusal or ban, whichever is newer', () => {
    const refused = registerOf(acme, pekka, atAcme, refusalOf('person-pekka', '2023-01-01'), consentOf('customer-acme'))
    expect(email(refused, forAcme)).toMatchObject({ because: 'refusal', statement: { of: { kind: 'person' } } })
    const banned = registerOf(acme, pekka, atAcme, banOf({ date: '2023-01-01' }), consentOf('customer-acme'))
    expect(email(banned, forAcme)).toMatchObject({ because: 'ban' })
    expect(targetGroup(refused, { channel: 'email' }).excluded).toMatchObject({ ban: 0, noConsent: 1 })
  })

  it('of refusal by a company applies whatever the person agreed to', () => {
    const register = registerOf(
      acme,
      pekka,
      atAcme,
      refusalOf('customer-acme'),
      consentOf('person-pekka', '2024-05-01'),
    )
    expect(email(register, forAcme)).toMatchObject({
      because: 'refusal',
      statement: { of: { kind: 'customer', id: 'acme' } },
    })
    expect(email(register, { personId: 'pekka' })).toMatchObject({ because: 'consent' })
    expect(email(register, { customerId: 'acme' })).toMatchObject({ because: 'refusal' })
  })

  it('of a private customer applies to the person it is, and the other way round', () => {
    const siiri = contact('siiri', 'Mäkinen')
    const itself = event('PrivateCustomerCreated', 'person-siiri', { customerId: 'siiriC' })
    const own = customer('siiriC', 'Siiri Mäkinen', { kind: 'privateCustomer', personId: 'siiri' })
    const before = [optIn, siiri, itself, own, consentOf('customer-siiriC')]
    const both = [{ personId: 'siiri' }, { customerId: 'siiriC' }, { personId: 'siiri', customerId: 'siiriC' }]
    for (const question of both) {
      expect(email(registerOf(...before), question)).toMatchObject({ because: 'consent' })
      expect(email(registerOf(...before, refusalOf('person-siiri')), question)).toMatchObject({ because: 'refusal' })
    }
  })

  it('is shown in the listing', () => {
    const register = registerOf(optIn, acme, pekka, atAcme, consentOf('customer-acme'))
    const [first] = permissionListing(register, { ...forAcme, asOf: '2024-06-01' }).rows
    expect(first).toEqual([
      'e-mail',
      'yes',
      'consent given',
      '2024-01-01T00:00:00.000Z',
      '2024-01-05, form',
      'consent given 2024-01-05, Acme Oy, form',
    ])
  })

  it('is not shown for a hidden customer', () => {
    const hidden = customer('beta', 'Beta Oy', { ownerId: 'anna', private: true })
    const viewer = event('EmployeeRegistered', 'employee-bertil', { employeeId: 'bertil', name: 'Bertil' })
    const register = registerOf(viewer, acme, hidden, pekka, atAcme, atBeta, banOf({ customerId: 'beta' }))
    const asBertil = { asOf: '2024-06-01', viewer: 'bertil' }
    expect(marketingPermissions(register, { personId: 'pekka', customerId: 'beta', ...asBertil })).toEqual([])
    expect(email(register, { ...forAcme, ...asBertil })).toMatchObject({
      because: 'ban',
      statement: { customerId: null },
    })
  })
})

describe('a property bound to a ban setting is the ban', () => {
  const bind = (to: number | null) => event('SettingChanged', 'settings', { key: 'NO_EMAIL', from: null, to })
  const assigned = event('ContactPropertyAssigned', 'person-pekka', { propertyNo: 5 })

  it('whether it was assigned before or after the setting', () => {
    for (const register of [registerOf(pekka, assigned, bind(5)), registerOf(pekka, bind(5), assigned)])
      expect(email(register, { personId: 'pekka' })).toMatchObject({
        because: 'ban',
        statement: { kind: 'property', of: { kind: 'person', id: 'pekka' }, date: '2024-01-01' },
      })
    expect(email(registerOf(pekka, assigned, bind(5), bind(6)), { personId: 'pekka' })).toMatchObject({ allowed: true })
  })

  it('and the register finds who has it', () => {
    const register = registerOf(pekka, assigned, contact('siiri', 'Mäkinen'))
    const index = { name: 'personsWithProperty', joins: {} }
    expect([register.lookup(index, ['5']), register.lookup(index, ['6'])]).toEqual([['person-pekka'], []])
  })
})
