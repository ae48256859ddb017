import { describe, test } from 'vitest'
import { type Asked, acme, beta, given, pekka, pekkaAtAcme, policy } from '../given.js'

const siiri: Asked = ['RegisterContact', { personId: 'siiri', lastName: 'Mäkinen', email: 'siiri@beta.fi' }]
const siiriAtBeta: Asked = ['LinkContactToCompany', { personId: 'siiri', customerId: 'beta' }]
const ban: Asked = ['SetMarketingBan', { personId: 'siiri', channel: 'sms' }]
const merge: Asked = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }]

const absorbed = ['ContactAbsorbed', { duplicateId: 'siiri' }] as const
const gone = ['ContactMergedInto', { survivorId: 'pekka' }] as const

describe('merging contacts', () => {
  test('brings the companies and bans of the duplicate', () => {
    given(acme, beta, pekka, pekkaAtAcme, siiri, siiriAtBeta, ban)
      .when(...merge)
      .happens(
        absorbed,
        ['ContactLinkedToCompany', { customerId: 'beta' }],
        ['MarketingBanSet', { channel: 'sms', reason: 'merge', customerId: null, source: null }],
        gone,
      )
  })
  test('makes no second link where one is the rule', () => {
    given(acme, beta, pekka, pekkaAtAcme, siiri, siiriAtBeta, policy('contactLinks', 'one'))
      .when(...merge)
      .happens(absorbed, gone)
  })
  test('takes the fields that were chosen from the duplicate', () => {
    given(pekka, siiri)
      .when('MergeContacts', {
        survivorId: 'pekka',
        duplicateId: 'siiri',
        fieldChoices: [{ field: 'email', from: 'duplicate' }],
      })
      .happens(
        absorbed,
        ['ContactDetailsChanged', { changes: [{ field: 'email', old: null, new: 'siiri@beta.fi' }] }],
        gone,
      )
  })
  test('is refused for a person and itself, and for a duplicate that is invoiced', () => {
    const invoiced: Asked = ['RegisterPrivateCustomer', { personId: 'siiri', customerId: 'siiriC', lastName: 'M' }]
    given(pekka)
      .when('MergeContacts', { survivorId: 'pekka', duplicateId: 'pekka' })
      .isRefused('CannotMergeWithItself', { id: 'pekka' })
    given(pekka, invoiced)
      .when(...merge)
      .isRefused('AlreadyPrivateCustomer', { personId: 'siiri', customerId: 'siiriC' })
    given(pekka)
      .when(...merge)
      .isRefused('ContactNotFound', { personId: 'siiri' })
  })
  test('leaves a duplicate that takes no command and names its survivor', () => {
    given(acme, pekka, siiri, merge)
      .when('LinkContactToCompany', { personId: 'siiri', customerId: 'acme' })
      .isRefused('ContactWasMerged', { personId: 'siiri', survivorId: 'pekka' })
  })
})
