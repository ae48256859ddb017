import { describe } from 'vitest'
import { type Asked, acme, archivedAcme, pekka, pekkaAtAcme } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const proforma: Asked = ['AddClassifierValue', { catalogue: 'invoiceType', value: 'proforma' }]
const retired: Asked = ['RetireClassifierValue', { catalogue: 'invoiceType', value: 'proforma' }]
const issues = (productIds?: readonly string[]): Asked => [
  'AddInvoiceType',
  { customerId: 'acme', invoiceTypeId: 'proforma', productIds },
]
const about = (type: Asked[0], data: object): Asked => [type, { customerId: 'acme', ...data }]
const noMore = about('RemoveInvoiceType', { invoiceTypeId: 'proforma' })
const entity = about('AddLegalEntity', { legalEntityId: 'l1' })
const noEntity = about('RemoveLegalEntity', { legalEntityId: 'l1' })
const account = (name?: string): Asked => about('OpenPersonalAccount', { accountId: 'a1', name })
const closes = about('ClosePersonalAccount', { accountId: 'a1' })
const product = (more: object = {}): Asked =>
  about('ConfigureAccountProduct', { accountId: 'a1', productId: 'p1', ...more })
const access = (personId = 'pekka'): Asked => about('GrantPortalAccess', { personId })

describe('billing data of a customer with two problems: the rejection says first', () => {
  testGuardOrder([
    [
      'that it issues such invoices, though the type is retired',
      [acme, proforma, issues(['p1']), retired],
      issues(['p1']),
      null,
    ],
    [
      'that the type is retired, for other products',
      [acme, proforma, issues(['p1']), retired],
      issues(['p2']),
      'ClassifierValueRetiredError',
    ],
    [
      'that the type is not there, though the customer is archived',
      [acme, archivedAcme],
      issues(),
      'UnknownClassifierValue',
    ],
    [
      'that it issues none, though it is archived',
      [acme, archivedAcme],
      noMore,
      'InvoiceTypeNotAdded',
      { invoiceTypeId: 'proforma' },
    ],
    ['that there is no customer to issue none', [], noMore, 'CustomerNotFound'],
    ['that it has no such entity, though it is archived', [acme, archivedAcme], noEntity, 'LegalEntityNotFound'],
    ['that there is no customer to have none', [], noEntity, 'CustomerNotFound'],
    ['that it is archived and gets no entity', [acme, archivedAcme], entity, 'CustomerIsArchived'],
    ['that it is archived and loses no entity', [acme, entity, archivedAcme], noEntity, 'CustomerIsArchived'],
  ])
})

describe('an account of a customer with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it is open, without a name', [acme, account()], account(), null],
    [
      'that the customer is archived, for another name',
      [acme, account(), archivedAcme],
      account('Main'),
      'CustomerIsArchived',
    ],
    ['that there is no customer to close it for', [], closes, 'CustomerNotFound'],
    ['that there is none, though the customer is archived', [acme, archivedAcme], closes, 'PersonalAccountNotFound'],
    [
      'that it is not closed while the customer is archived',
      [acme, account(), archivedAcme],
      closes,
      'CustomerIsArchived',
    ],
    [
      'that it is closed, though the product is configured so',
      [acme, account(), product(), closes],
      product(),
      'PersonalAccountNotFound',
    ],
    [
      'that there is none to configure, though the customer is archived',
      [acme, archivedAcme],
      product(),
      'PersonalAccountNotFound',
    ],
    ['that there is no customer to configure it for', [], product(), 'CustomerNotFound'],
    [
      'that the product is configured so',
      [acme, account(), product({ configuration: 'monthly' })],
      product({ configuration: 'monthly' }),
      null,
    ],
    [
      'that the customer is archived, for another configuration',
      [acme, account(), product({ configuration: 'monthly' }), archivedAcme],
      product(),
      'CustomerIsArchived',
    ],
  ])
})

describe('portal access with two problems: the rejection says first', () => {
  const unlinked: Asked = ['UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' }]
  testGuardOrder([
    ['that the customer is not there, though the person is not either', [], access(), 'CustomerNotFound'],
    ['that the person is not there, though nobody is linked', [acme], access('x'), 'ContactNotFound'],
    [
      'that the person is erased',
      [acme, pekka, pekkaAtAcme, ['ErasePerson', { personId: 'pekka' }]],
      access(),
      'PersonIsErased',
    ],
    [
      'that the person is linked no more',
      [acme, pekka, pekkaAtAcme, unlinked],
      access(),
      'ContactNotLinked',
      { customerId: 'acme' },
    ],
    [
      'that the person has it, though the customer is archived',
      [acme, pekka, pekkaAtAcme, access(), archivedAcme],
      access(),
      null,
    ],
    [
      'that the customer is archived, and not that the person is linked',
      [acme, pekka, pekkaAtAcme, archivedAcme],
      access(),
      'CustomerIsArchived',
    ],
    [
      'that there is no customer to take it away for',
      [],
      about('RevokePortalAccess', { personId: 'pekka' }),
      'CustomerNotFound',
    ],
  ])
})
