import { describe, test } from 'vitest'
import { createWorld } from '../../../../test/properties/world.js'
import { type Asked, acme, beta, given, pekka, pekkaAtAcme, policy } from '../given.js'

const siiri: Asked = ['RegisterContact', { personId: 'siiri', lastName: 'Mäkinen', email: 'siiri@beta.fi' }]
const siiriAtBeta: Asked = ['LinkContactToCompany', { personId: 'siiri', customerId: 'beta' }]
const ban: Asked = ['SetMarketingBan', { personId: 'siiri', channel: 'sms' }]
const merge: Asked = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }]

const address = ['ContactDetailsChanged', { changes: [{ field: 'email', old: null, new: 'siiri@beta.fi' }] }] as const
const absorbed = ['ContactAbsorbed', { duplicateId: 'siiri' }] as const
const gone = ['ContactMergedInto', { survivorId: 'pekka' }] as const

describe('merging contacts', () => {
  test('brings the companies, bans and missing contact points of the duplicate', () => {
    given(acme, beta, pekka, pekkaAtAcme, siiri, siiriAtBeta, ban)
      .when(...merge)
      .happens(
        absorbed,
        ['ContactLinkedToCompany', { customerId: 'beta' }],
        address,
        ['MarketingBanSet', { channel: 'sms', reason: 'merge' }],
        gone,
      )
  })
  test('makes no second link where one is the rule', () => {
    given(acme, beta, pekka, pekkaAtAcme, siiri, siiriAtBeta, policy('contactLinks', 'one'))
      .when(...merge)
      .happens(absorbed, address, gone)
  })
  test('takes the fields that were chosen from the duplicate', () => {
    given(pekka, siiri)
      .when('MergeContacts', {
        survivorId: 'pekka',
        duplicateId: 'siiri',
        fieldChoices: [{ field: 'email', from: 'duplicate' }],
      })
      .happens(absorbed, ['ContactDetailsChanged', {}], gone)
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
  test('makes one of the persons of private customers that were merged when merges left them alone', () => {
    const customer = (personId: string): Asked => [
      'RegisterPrivateCustomer',
      { personId, customerId: `${personId}C`, lastName: 'Ek' },
    ]
    const { log } = given(customer('pa'), customer('pb')).when('MergeCustomers', {
      survivorId: 'paC',
      duplicateId: 'pbC',
    }).world
    const older = createWorld(log.filter(({ type }) => type !== 'ContactAbsorbed' && type !== 'ContactMergedInto'))
    given()
      .after(older)
      .when('MergeContacts', { survivorId: 'pa', duplicateId: 'pb' })
      .happens(['ContactAbsorbed', { duplicateId: 'pb' }], ['ContactMergedInto', { survivorId: 'pa', moved: true }])
  })
  test('leaves a duplicate that takes no command and names its survivor', () => {
    given(acme, pekka, siiri, merge)
      .when('LinkContactToCompany', { personId: 'siiri', customerId: 'acme' })
      .isRefused('ContactWasMerged', { personId: 'siiri', survivorId: 'pekka' })
  })
})
