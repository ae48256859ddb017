import { describe, test } from 'vitest'
import { acme, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const billing: NamedCommand = ['AddContactProperty', { number: 3, name: 'Billing' }]
const gets: NamedCommand = ['AssignContactProperty', { personId: 'pekka', propertyNo: 3 }]
const loses: NamedCommand = ['RemoveContactProperty', { personId: 'pekka', propertyNo: 3 }]
const bound: NamedCommand = ['ChangeSetting', { key: 'NO_SMS', value: 3 }]

describe('contact properties', () => {
  test('have a number and must exist before they are assigned', () => {
    given(pekka)
      .when(...gets)
      .isRefused('UnknownProperty', { number: 3 })
    given(pekka, billing)
      .when(...gets)
      .happens(['ContactPropertyAssigned', { propertyNo: 3, customerId: null }])
    given(pekka, billing, ['RetireClassifierValue', { catalogue: 'contactProperty', value: 3 }])
      .when(...gets)
      .isRefused('ClassifierValueRetiredError', { catalogue: 'contactProperty', value: '3' })
  })
  test('are assigned once and removed once', () => {
    given(pekka, billing, gets)
      .when(...gets)
      .changesNothing()
    given(pekka, billing, gets)
      .when(...loses)
      .happens(['ContactPropertyRemoved', { propertyNo: 3, customerId: null }])
    given(pekka, billing)
      .when(...loses)
      .isRefused('PropertyNotAssigned', { property: '3' })
  })
  test('may be limited to a company the person is linked to', () => {
    const atAcme: NamedCommand = ['AssignContactProperty', { personId: 'pekka', propertyNo: 3, customerId: 'acme' }]
    given(acme, pekka, billing)
      .when(...atAcme)
      .isRefused('ContactNotLinked', { customerId: 'acme' })
    given(acme, pekka, pekkaAtAcme, billing)
      .when(...atAcme)
      .happens(['ContactPropertyAssigned', { customerId: 'acme', propertyNo: 3 }])
  })
})

describe('a property bound to a ban', () => {
  test('sets the ban and lifts it', () => {
    given(pekka, billing, bound)
      .when(...gets)
      .happens([
        'MarketingBanSet',
        { channel: 'sms', source: 'contactProperty', customerId: null, date: '2024-03-15', reason: null },
      ])
    given(pekka, billing, bound, gets)
      .when(...gets)
      .changesNothing()
    given(pekka, billing, bound, gets)
      .when(...loses)
      .happens([
        'MarketingBanLifted',
        { channel: 'sms', source: 'contactProperty', customerId: null, date: '2024-03-15', reason: null },
      ])
    given(pekka, billing, bound)
      .when(...loses)
      .isRefused('MarketingBanNotSet', { channel: 'sms' })
  })
  test('is refused in strict mode if assigned twice', () => {
    given(pekka, billing, bound, policy('redundantCommands', 'reject'), gets)
      .when(...gets)
      .isRefused('MarketingBanAlreadySet', { channel: 'sms' })
  })
  test('counts as the ban whenever it was assigned: setting the ban changes nothing, lifting it removes the property', () => {
    const lift: NamedCommand = ['LiftMarketingBan', { personId: 'pekka', channel: 'sms' }]
    given(pekka, billing, gets, bound).when('SetMarketingBan', { personId: 'pekka', channel: 'sms' }).changesNothing()
    given(pekka, billing, gets, bound)
      .when(...gets)
      .changesNothing()
    given(pekka, billing, gets, bound)
      .when(...lift)
      .happens(['ContactPropertyRemoved', { propertyNo: 3, customerId: null }])
    given(pekka, billing, gets, ['SetMarketingBan', { personId: 'pekka', channel: 'sms' }], bound)
      .when(...lift)
      .happens(
        ['MarketingBanLifted', { channel: 'sms', customerId: null, source: null, reason: null, date: '2024-03-15' }],
        ['ContactPropertyRemoved', { propertyNo: 3, customerId: null }],
      )
    given(pekka, billing, gets, bound)
      .when(lift[0], { ...lift[1], date: '2024-03-01' })
      .isRefused('MarketingBanNotSet', { channel: 'sms' })
  })
  test('is removed by a consent if the policy says so', () => {
    const evidence = { capturedAt: '2024-03-15', source: 'form' }
    given(pekka, billing, gets, bound, policy('consentLiftsBan', true))
      .when('GiveMarketingConsent', { personId: 'pekka', channel: 'sms', evidence })
      .happens(
        [
          'MarketingConsentGiven',
          { channel: 'sms', date: '2024-03-15', evidence: { capturedAt: '2024-03-15', source: 'form' } },
        ],
        ['ContactPropertyRemoved', { propertyNo: 3, customerId: null }],
      )
  })
  test('is removed even if assigned before it was bound', () => {
    given(pekka, billing, gets, bound)
      .when(...loses)
      .happens(['ContactPropertyRemoved', { propertyNo: 3, customerId: null }])
  })
})

test('contact categories come from a catalogue, each assigned once', () => {
  const vip: NamedCommand = ['AddClassifierValue', { catalogue: 'contactCategory', value: 'vip' }]
  const isVip: NamedCommand = ['AssignContactCategory', { personId: 'pekka', category: 'vip' }]
  const isNot: NamedCommand = ['RemoveContactCategory', { personId: 'pekka', category: 'vip' }]
  given(pekka)
    .when(...isVip)
    .isRefused('UnknownClassifierValue', { catalogue: 'contactCategory' })
  given(pekka, vip)
    .when(...isVip)
    .happens(['ContactCategoryAssigned', { category: 'vip' }])
  given(pekka, vip, isVip)
    .when(...isVip)
    .changesNothing()
  given(pekka, vip, isVip)
    .when(...isNot)
    .happens(['ContactCategoryRemoved', { category: 'vip' }])
  given(pekka, vip)
    .when(...isNot)
    .changesNothing()
})
