import { acme, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'
import { value } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const strict = policy('redundantCommands', 'reject')
const selfBilled: NamedCommand = ['AddInvoiceType', { customerId: 'acme', invoiceTypeId: 'self', productIds: ['p1'] }]
const account: NamedCommand = ['OpenPersonalAccount', { customerId: 'acme', accountId: 'a1', name: 'Fuel' }]
const branch: NamedCommand = ['AddLegalEntity', { customerId: 'acme', legalEntityId: 'l1', name: 'Acme Sverige AB' }]
const portal: NamedCommand = ['GrantPortalAccess', { customerId: 'acme', personId: 'pekka' }]
const exporter: NamedCommand = ['AssignCustomerProperty', { customerId: 'acme', property: 'exporter' }]

/** Billing and traits of a customer. */
export const customerPartExamples = {
  AddInvoiceType: accepted(
    [acme, value('invoiceType', 'self')],
    { customerId: 'acme', invoiceTypeId: 'self', productIds: ['p1', 'p2'] },
    ['InvoiceTypeAdded', { invoiceTypeId: 'self', productIds: ['p1', 'p2'] }],
  ),
  RemoveInvoiceType: accepted(
    [acme, value('invoiceType', 'self'), selfBilled],
    { customerId: 'acme', invoiceTypeId: 'self' },
    ['InvoiceTypeRemoved', { invoiceTypeId: 'self' }],
  ),
  AddLegalEntity: accepted(
    [acme],
    { customerId: 'acme', legalEntityId: 'l1', name: 'Acme Sverige AB', registryCode: '556000-0000', billedBy: null },
    ['LegalEntityAdded', { legalEntityId: 'l1', name: 'Acme Sverige AB', registryCode: '556000-0000', billedBy: null }],
  ),
  RemoveLegalEntity: accepted([acme, branch], { customerId: 'acme', legalEntityId: 'l1' }, [
    'LegalEntityRemoved',
    { legalEntityId: 'l1' },
  ]),
  OpenPersonalAccount: accepted([acme], { customerId: 'acme', accountId: 'a1', name: 'Fuel' }, [
    'PersonalAccountOpened',
    { accountId: 'a1', name: 'Fuel' },
  ]),
  ConfigureAccountProduct: accepted(
    [acme, account],
    { customerId: 'acme', accountId: 'a1', productId: 'p1', configuration: 'monthly' },
    ['AccountProductConfigured', { accountId: 'a1', productId: 'p1', enabled: true, configuration: 'monthly' }],
  ),
  ClosePersonalAccount: accepted([acme, account], { customerId: 'acme', accountId: 'a1' }, [
    'PersonalAccountClosed',
    { accountId: 'a1' },
  ]),
  GrantPortalAccess: accepted([acme, pekka, pekkaAtAcme], { customerId: 'acme', personId: 'pekka' }, [
    'PortalAccessGranted',
    { personId: 'pekka' },
  ]),
  RevokePortalAccess: accepted([acme, pekka, pekkaAtAcme, portal], { customerId: 'acme', personId: 'pekka' }, [
    'PortalAccessRevoked',
    { personId: 'pekka' },
  ]),
  SetTrackingItem: accepted(
    [acme, value('trackingItem:region', 'north')],
    { customerId: 'acme', dimension: 'region', value: 'north' },
    ['TrackingItemSet', { dimension: 'region', from: null, to: 'north' }],
  ),
  AssignCustomerProperty: accepted(
    [acme, value('customerProperty', 'exporter')],
    { customerId: 'acme', property: 'exporter' },
    ['CustomerPropertyAssigned', { property: 'exporter' }],
  ),
  RemoveCustomerProperty: accepted(
    [acme, value('customerProperty', 'exporter'), exporter],
    { customerId: 'acme', property: 'exporter' },
    ['CustomerPropertyRemoved', { property: 'exporter' }],
  ),
} satisfies Partial<Examples>

/** Rejections of these commands. */
export const customerPartRefusals = {
  InvoiceTypeNotAdded: refused(
    [acme, value('invoiceType', 'self')],
    ['RemoveInvoiceType', { customerId: 'acme', invoiceTypeId: 'self' }],
    { invoiceTypeId: 'self' },
  ),
  InvoiceTypeNotAllowed:
    'answered by the view selfIssuableInvoice: packages/projections/test/views/customers/billing.test.ts',
  LegalEntityAlreadyAdded: refused([acme, branch], branch, { legalEntityId: 'l1' }),
  LegalEntityNotFound: refused([acme], ['RemoveLegalEntity', { customerId: 'acme', legalEntityId: 'l1' }], {
    legalEntityId: 'l1',
  }),
  PersonalAccountNotFound: refused([acme], ['ClosePersonalAccount', { customerId: 'acme', accountId: 'a1' }], {
    accountId: 'a1',
  }),
  PortalAccessNotGranted: refused(
    [strict, acme, pekka],
    ['RevokePortalAccess', { customerId: 'acme', personId: 'pekka' }],
    { personId: 'pekka' },
  ),
} satisfies Partial<Refusals>
