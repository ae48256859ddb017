import { createModel } from '@clientele/testing'
import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const siiri: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'Mäkinen', email: 'siiri@beta.fi' }]
const siiriAtBeta: NamedCommand = ['LinkContactToCompany', { personId: 'siiri', customerId: 'beta' }]
const ban: NamedCommand = ['SetMarketingBan', { personId: 'siiri', channel: 'sms' }]
const merge: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }]

const address = ['ContactDetailsChanged', { changes: [{ field: 'email', old: null, new: 'siiri@beta.fi' }] }] as const
const absorbed = ['ContactAbsorbed', { duplicateId: 'siiri' }] as const
const mergedInto = ['ContactMergedInto', { survivorId: 'pekka', moved: true }] as const

describe('merging contacts', () => {
  test('adds the companies, bans and missing contact points of the duplicate', () => {
    given(acme, beta, pekka, pekkaAtAcme, siiri, siiriAtBeta, ban)
      .when(...merge)
      .happens(
        absorbed,
        ['ContactLinkedToCompany', { customerId: 'beta', reason: 'merge' }],
        address,
        ['MarketingBanSet', { channel: 'sms', reason: 'merge', customerId: null, source: null, date: '2024-03-15' }],
        mergedInto,
      )
  })
  test('applies bans and refusals of the duplicate despite earlier statements of the survivor', () => {
    const evidence = { capturedAt: '2024-02-01', source: 'form' }
    const statement = (personId: string, type: NamedCommand[0], data: object): NamedCommand => [
      type,
      { personId, channel: 'sms', ...data },
    ]
    given(
      pekka,
      siiri,
      statement('pekka', 'SetMarketingBan', { date: '2022-01-01' }),
      statement('pekka', 'LiftMarketingBan', { date: '2024-01-01' }),
      statement('pekka', 'GiveMarketingConsent', { evidence }),
      statement('siiri', 'SetMarketingBan', { date: '2023-01-01', source: 'phone' }),
      statement('siiri', 'GiveMarketingConsent', { evidence }),
      statement('siiri', 'WithdrawMarketingConsent', { date: '2024-02-02' }),
    )
      .when(...merge)
      .happens(
        absorbed,
        address,
        ['MarketingBanSet', { channel: 'sms', source: 'phone', reason: 'merge', customerId: null, date: '2024-03-15' }],
        ['MarketingConsentWithdrawn', { channel: 'sms', reason: 'merge', date: '2024-03-15' }],
        mergedInto,
      )
  })
  test('takes over no consent, and no lifted ban', () => {
    const evidence = { capturedAt: '2024-02-01', source: 'form' }
    given(
      pekka,
      siiri,
      ban,
      ['LiftMarketingBan', { personId: 'siiri', channel: 'sms' }],
      ['GiveMarketingConsent', { personId: 'siiri', channel: 'sms', evidence }],
    )
      .when(...merge)
      .happens(absorbed, address, mergedInto)
  })
  test('creates no second link if only one is allowed', () => {
    given(acme, beta, pekka, pekkaAtAcme, siiri, siiriAtBeta, policy('contactLinks', 'one'))
      .when(...merge)
      .happens(absorbed, address, mergedInto)
  })
  test('takes the chosen fields from the duplicate', () => {
    given(pekka, siiri)
      .when('MergeContacts', {
        survivorId: 'pekka',
        duplicateId: 'siiri',
        fieldChoices: [{ field: 'email', from: 'duplicate' }],
      })
      .happens(
        absorbed,
        ['ContactDetailsChanged', { changes: [{ field: 'email', old: null, new: 'siiri@beta.fi' }] }],
        mergedInto,
      )
  })
  test('is refused for a person with itself, and for a duplicate that is invoiced', () => {
    const invoiced: NamedCommand = [
      'RegisterPrivateCustomer',
      { personId: 'siiri', customerId: 'siiriC', lastName: 'M' },
    ]
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
  test('combines the persons of private customers that older programs merged without them', () => {
    const customer = (personId: string): NamedCommand => [
      'RegisterPrivateCustomer',
      { personId, customerId: `${personId}C`, lastName: 'Ek' },
    ]
    const { log } = given(customer('pa'), customer('pb')).when('MergeCustomers', {
      survivorId: 'paC',
      duplicateId: 'pbC',
    }).world
    const older = createModel(log.filter(({ type }) => type !== 'ContactAbsorbed' && type !== 'ContactMergedInto'))
    given()
      .after(older)
      .when('MergeContacts', { survivorId: 'pa', duplicateId: 'pb' })
      .happens(['ContactAbsorbed', { duplicateId: 'pb' }], ['ContactMergedInto', { survivorId: 'pa', moved: true }])
  })
  test('leaves a duplicate that accepts no commands and names its survivor', () => {
    given(acme, pekka, siiri, merge)
      .when('LinkContactToCompany', { personId: 'siiri', customerId: 'acme' })
      .isRefused('ContactWasMerged', { personId: 'siiri', survivorId: 'pekka' })
  })
})
