import { describe, test } from 'vitest'
import { acme, archivedAcme, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const proforma: NamedCommand = ['AddClassifierValue', { catalogue: 'invoiceType', value: 'proforma' }]
const mayIssue: NamedCommand = [
  'AddInvoiceType',
  { customerId: 'acme', invoiceTypeId: 'proforma', productIds: ['sms'] },
]
const holding: NamedCommand = [
  'AddLegalEntity',
  { customerId: 'acme', legalEntityId: 'le1', name: 'Holding', billedBy: 'own' },
]
const account: NamedCommand = ['OpenPersonalAccount', { customerId: 'acme', accountId: 'a1', name: 'Main' }]
const access: NamedCommand = ['GrantPortalAccess', { customerId: 'acme', personId: 'pekka' }]

describe('invoice types that a customer may issue to itself', () => {
  test('must be in the catalogue', () => {
    given(acme)
      .when(...mayIssue)
      .isRefused('UnknownClassifierValue', { catalogue: 'invoiceType', value: 'proforma' })
    given(acme, proforma)
      .when(...mayIssue)
      .happens(['InvoiceTypeAdded', { productIds: ['sms'], invoiceTypeId: 'proforma' }])
  })
  test('are added once; other products replace the existing ones', () => {
    given(acme, proforma, mayIssue)
      .when(...mayIssue)
      .changesNothing()
    given(acme, proforma, mayIssue)
      .when('AddInvoiceType', { customerId: 'acme', invoiceTypeId: 'proforma' })
      .happens(['InvoiceTypeAdded', { productIds: null, invoiceTypeId: 'proforma' }])
  })
  test('are no longer allowed once removed', () => {
    const remove: NamedCommand = ['RemoveInvoiceType', { customerId: 'acme', invoiceTypeId: 'proforma' }]
    given(acme, proforma, mayIssue)
      .when(...remove)
      .happens(['InvoiceTypeRemoved', { invoiceTypeId: 'proforma' }])
    given(acme, proforma, mayIssue, remove)
      .when(...remove)
      .isRefused('InvoiceTypeNotAdded')
  })
})

describe('legal entities', () => {
  test('name our organisation that bills them', () => {
    given(acme)
      .when(...holding)
      .happens(['LegalEntityAdded', { legalEntityId: 'le1', billedBy: 'own', name: 'Holding', registryCode: null }])
  })
  test('can be added once and removed once', () => {
    const remove: NamedCommand = ['RemoveLegalEntity', { customerId: 'acme', legalEntityId: 'le1' }]
    given(acme, holding)
      .when(...holding)
      .isRefused('LegalEntityAlreadyAdded', { legalEntityId: 'le1' })
    given(acme, holding)
      .when(...remove)
      .happens(['LegalEntityRemoved', { legalEntityId: 'le1' }])
    given(acme, holding, remove)
      .when(...remove)
      .isRefused('LegalEntityNotFound', { legalEntityId: 'le1' })
  })
})

describe('personal accounts', () => {
  const sms: NamedCommand = ['ConfigureAccountProduct', { customerId: 'acme', accountId: 'a1', productId: 'sms' }]
  const close: NamedCommand = ['ClosePersonalAccount', { customerId: 'acme', accountId: 'a1' }]

  test('can be opened once', () => {
    given(acme)
      .when(...account)
      .happens(['PersonalAccountOpened', { accountId: 'a1', name: 'Main' }])
    given(acme, account)
      .when(...account)
      .changesNothing()
  })
  test('have products, each configured once', () => {
    given(acme, account)
      .when(...sms)
      .happens(['AccountProductConfigured', { productId: 'sms', enabled: true, accountId: 'a1', configuration: null }])
    given(acme, account, sms)
      .when(...sms)
      .changesNothing()
    given(acme, account, sms)
      .when('ConfigureAccountProduct', { customerId: 'acme', accountId: 'a1', productId: 'sms', enabled: false })
      .happens(['AccountProductConfigured', { productId: 'sms', enabled: false, accountId: 'a1', configuration: null }])
  })
  test('accept no products once closed, and can be reopened', () => {
    given(acme, account)
      .when(...close)
      .happens(['PersonalAccountClosed', { accountId: 'a1' }])
    given(acme, account, close)
      .when(...close)
      .isRefused('PersonalAccountNotFound', { accountId: 'a1' })
    given(acme, account, close)
      .when(...sms)
      .isRefused('PersonalAccountNotFound', { accountId: 'a1' })
    given(acme, account, close)
      .when(...account)
      .happens(['PersonalAccountOpened', { accountId: 'a1', name: 'Main' }])
  })
})

describe('portal access', () => {
  const revoke: NamedCommand = ['RevokePortalAccess', { customerId: 'acme', personId: 'pekka' }]

  test('requires a person linked to the customer', () => {
    given(acme, pekka)
      .when(...access)
      .isRefused('ContactNotLinked', { customerId: 'acme' })
    given(acme, pekka, pekkaAtAcme)
      .when(...access)
      .happens(['PortalAccessGranted', { personId: 'pekka' }])
    given(acme, pekka, pekkaAtAcme, access)
      .when(...access)
      .changesNothing()
  })
  test('checks the customer before the contact', () => {
    given()
      .when('GrantPortalAccess', { customerId: 'nobody', personId: 'nobody' })
      .isRefused('CustomerNotFound', { customerId: 'nobody' })
  })
  test('can be revoked, even at an archived customer', () => {
    given(acme, pekka, pekkaAtAcme, access, archivedAcme)
      .when(...revoke)
      .happens(['PortalAccessRevoked', { personId: 'pekka' }])
    given(acme, pekka)
      .when(...revoke)
      .changesNothing()
    given(acme, pekka, policy('redundantCommands', 'reject'))
      .when(...revoke)
      .isRefused('PortalAccessNotGranted', { personId: 'pekka' })
  })
  test('ends with the link to the customer', () => {
    given(acme, pekka, pekkaAtAcme, access)
      .when('UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' })
      .happens(
        ['ContactUnlinkedFromCompany', { customerId: 'acme' }],
        ['PortalAccessRevoked', { personId: 'pekka', reason: 'unlinked' }],
      )
  })
})

test('an archived customer accepts no new billing data', () => {
  for (const command of [mayIssue, holding, account])
    given(acme, proforma, archivedAcme)
      .when(...command)
      .isRefused('CustomerIsArchived', { customerId: 'acme' })
})
