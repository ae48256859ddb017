import { describe, test } from 'vitest'
import { type Asked, acme, given, pekka, pekkaAtAcme, policy } from '../given.js'

const billing: Asked = ['AddContactProperty', { number: 3, name: 'Billing' }]
const gets: Asked = ['AssignContactProperty', { personId: 'pekka', propertyNo: 3 }]
const loses: Asked = ['RemoveContactProperty', { personId: 'pekka', propertyNo: 3 }]
const bound: Asked = ['ChangeSetting', { key: 'NO_SMS', value: 3 }]

describe('contact properties', () => {
  test('are numbered and known before they are given', () => {
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
  test('are given once and taken away once', () => {
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
  test('count at a company the person is linked to', () => {
    const atAcme: Asked = ['AssignContactProperty', { personId: 'pekka', propertyNo: 3, customerId: 'acme' }]
    given(acme, pekka, billing)
      .when(...atAcme)
      .isRefused('ContactNotLinked', { customerId: 'acme' })
    given(acme, pekka, pekkaAtAcme, billing)
      .when(...atAcme)
      .happens(['ContactPropertyAssigned', { customerId: 'acme', propertyNo: 3 }])
  })
})

describe('a property that stands for a ban', () => {
  test('sets the ban and lifts it', () => {
    given(pekka, billing, bound)
      .when(...gets)
      .happens(['MarketingBanSet', { channel: 'sms', source: 'contactProperty', customerId: null, reason: null }])
    given(pekka, billing, bound, gets)
      .when(...gets)
      .changesNothing()
    given(pekka, billing, bound, gets)
      .when(...loses)
      .happens(['MarketingBanLifted', { channel: 'sms', source: 'contactProperty', customerId: null, reason: null }])
    given(pekka, billing, bound)
      .when(...loses)
      .isRefused('MarketingBanNotSet', { channel: 'sms' })
  })
  test('set twice is refused in strict mode', () => {
    given(pekka, billing, bound, policy('redundantCommands', 'reject'), gets)
      .when(...gets)
      .isRefused('MarketingBanAlreadySet', { channel: 'sms' })
  })
  test('is taken away also where it was given before it was bound', () => {
    given(pekka, billing, gets, bound)
      .when(...loses)
      .happens(['ContactPropertyRemoved', { propertyNo: 3, customerId: null }])
  })
})

test('contact categories come from a catalogue, each once', () => {
  const vip: Asked = ['AddClassifierValue', { catalogue: 'contactCategory', value: 'vip' }]
  const isVip: Asked = ['AssignContactCategory', { personId: 'pekka', category: 'vip' }]
  const isNot: Asked = ['RemoveContactCategory', { personId: 'pekka', category: 'vip' }]
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
