import { describe } from 'vitest'
import { acme, archivedAcme, type NamedCommand, pekka, pekkaAtAcme } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const proforma: NamedCommand = ['AddClassifierValue', { catalogue: 'invoiceType', value: 'proforma' }]
const retired: NamedCommand = ['RetireClassifierValue', { catalogue: 'invoiceType', value: 'proforma' }]
const issues = (productIds?: readonly string[]): NamedCommand => [
  'AddInvoiceType',
  { customerId: 'acme', invoiceTypeId: 'proforma', productIds },
]
const about = (type: NamedCommand[0], data: object): NamedCommand => [type, { customerId: 'acme', ...data }]
const noMore = about('RemoveInvoiceType', { invoiceTypeId: 'proforma' })
const entity = about('AddLegalEntity', { legalEntityId: 'l1' })
const noEntity = about('RemoveLegalEntity', { legalEntityId: 'l1' })
const account = (name?: string): NamedCommand => about('OpenPersonalAccount', { accountId: 'a1', name })
const closes = about('ClosePersonalAccount', { accountId: 'a1' })
const product = (more: object = {}): NamedCommand =>
  about('ConfigureAccountProduct', { accountId: 'a1', productId: 'p1', ...more })
const access = (personId = 'pekka'): NamedCommand => about('GrantPortalAccess', { personId })

describe('billing data of a customer with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that nothing changes, though the type is retired',
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
      'that the type does not exist, though the customer is archived',
      [acme, archivedAcme],
      issues(),
      'UnknownClassifierValue',
    ],
    [
      'that the type was not added, though the customer is archived',
      [acme, archivedAcme],
      noMore,
      'InvoiceTypeNotAdded',
      { invoiceTypeId: 'proforma' },
    ],
    ['that the customer does not exist, when removing a type', [], noMore, 'CustomerNotFound'],
    [
      'that the legal entity does not exist, though the customer is archived',
      [acme, archivedAcme],
      noEntity,
      'LegalEntityNotFound',
    ],
    ['that the customer does not exist, when removing a legal entity', [], noEntity, 'CustomerNotFound'],
    ['that the customer is archived, when adding a legal entity', [acme, archivedAcme], entity, 'CustomerIsArchived'],
    [
      'that the customer is archived, when removing a legal entity',
      [acme, entity, archivedAcme],
      noEntity,
      'CustomerIsArchived',
    ],
  ])
})

describe('an account of a customer with several problems: the answer says first', () => {
  testGuardOrder([
    ['that nothing changes for an open account, without a name', [acme, account()], account(), null],
    [
      'that the customer is archived, for another name',
      [acme, account(), archivedAcme],
      account('Main'),
      'CustomerIsArchived',
    ],
    ['that the customer does not exist, when closing', [], closes, 'CustomerNotFound'],
    [
      'that the account does not exist, though the customer is archived',
      [acme, archivedAcme],
      closes,
      'PersonalAccountNotFound',
    ],
    ['that the customer is archived, when closing', [acme, account(), archivedAcme], closes, 'CustomerIsArchived'],
    [
      'that the account is closed, though the configuration is the same',
      [acme, account(), product(), closes],
      product(),
      'PersonalAccountNotFound',
    ],
    [
      'that the account does not exist, though the customer is archived',
      [acme, archivedAcme],
      product(),
      'PersonalAccountNotFound',
    ],
    ['that the customer does not exist, when configuring', [], product(), 'CustomerNotFound'],
    [
      'that nothing changes for the same configuration',
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

describe('portal access with several problems: the answer says first', () => {
  const unlinked: NamedCommand = ['UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' }]
  testGuardOrder([
    ['that the customer does not exist, though the person does not either', [], access(), 'CustomerNotFound'],
    ['that the person does not exist, though it is not linked', [acme], access('x'), 'ContactNotFound'],
    [
      'that the person is erased',
      [acme, pekka, pekkaAtAcme, ['ErasePerson', { personId: 'pekka' }]],
      access(),
      'PersonIsErased',
    ],
    [
      'that the person is no longer linked',
      [acme, pekka, pekkaAtAcme, unlinked],
      access(),
      'ContactNotLinked',
      { customerId: 'acme' },
    ],
    [
      'that the person has access already, though the customer is archived',
      [acme, pekka, pekkaAtAcme, access(), archivedAcme],
      access(),
      null,
    ],
    [
      'that the customer is archived, though the person is linked',
      [acme, pekka, pekkaAtAcme, archivedAcme],
      access(),
      'CustomerIsArchived',
    ],
    [
      'that the customer does not exist, when revoking',
      [],
      about('RevokePortalAccess', { personId: 'pekka' }),
      'CustomerNotFound',
    ],
  ])
})
