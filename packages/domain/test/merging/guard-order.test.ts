import { describe } from 'vitest'
import { acme, anna, archivedAcme, beta, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
const archivedBeta: NamedCommand = ['ArchiveCustomer', { customerId: 'beta' }]
const privateCustomer = (personId: string, customerId: string): NamedCommand => [
  'RegisterPrivateCustomer',
  { personId, customerId, lastName: 'Ek' },
]
const erased = (personId: string): NamedCommand => ['ErasePerson', { personId }]
const hiddenBeta: readonly NamedCommand[] = [
  ['ChangeCustomerOwner', { customerId: 'beta', ownerId: 'anna' }],
  ['MarkCustomerPrivate', { customerId: 'beta' }],
]
const invoice: NamedCommand = ['RecordInvoice', { customerId: 'beta', documentId: 'i1', date: '2024-01-01' }]
const deletes = policy('mergedDuplicate', 'delete')

describe('merging customers with several problems: the answer says first', () => {
  testGuardOrder([
    ['that the survivor does not exist', [], merge, 'CustomerNotFound', { customerId: 'acme' }],
    [
      'that the duplicate does not exist, though the survivor is a person',
      [privateCustomer('pa', 'acme')],
      merge,
      'CustomerNotFound',
      { customerId: 'beta' },
    ],
    [
      'that they are of different kinds, though a person is erased',
      [acme, privateCustomer('pb', 'beta'), erased('pb')],
      merge,
      'CustomerKindMismatch',
    ],
    [
      'that the person of the survivor is erased, though it is archived',
      [privateCustomer('pa', 'acme'), privateCustomer('pb', 'beta'), erased('pa'), archivedAcme],
      merge,
      'PersonIsErased',
      { personId: 'pa' },
    ],
    [
      'that the person of the duplicate is erased',
      [privateCustomer('pa', 'acme'), privateCustomer('pb', 'beta'), erased('pb')],
      merge,
      'PersonIsErased',
      { personId: 'pb' },
    ],
    [
      'that the survivor is archived, before the duplicate',
      [acme, beta, archivedAcme, archivedBeta],
      merge,
      'CustomerIsArchived',
      { customerId: 'acme' },
    ],
    [
      'that the duplicate is archived, though it has documents',
      [acme, beta, deletes, invoice, archivedBeta],
      merge,
      'CustomerIsArchived',
      { customerId: 'beta' },
    ],
    [
      'that the duplicate has documents, though it is hidden',
      [anna, acme, beta, deletes, invoice, ...hiddenBeta],
      merge,
      'CustomerHasDocuments',
    ],
    ['that the duplicate is hidden', [anna, acme, beta, deletes, ...hiddenBeta], merge, 'MergeWouldReveal'],
  ])
})

const both: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }]

describe('merging contacts with several problems: the answer says first', () => {
  testGuardOrder([
    ['that the survivor does not exist', [], both, 'ContactNotFound', { personId: 'pekka' }],
    [
      'that the survivor is erased, though the duplicate does not exist',
      [pekka, erased('pekka')],
      both,
      'PersonIsErased',
      { personId: 'pekka' },
    ],
    [
      'that the duplicate is erased, though it is a customer',
      [pekka, privateCustomer('siiri', 'siiriC'), erased('siiri')],
      both,
      'PersonIsErased',
      { personId: 'siiri' },
    ],
    [
      'that the duplicate is a customer, though it is hidden',
      [
        anna,
        acme,
        pekka,
        pekkaAtAcme,
        [
          'RegisterPrivateCustomer',
          { personId: 'siiri', customerId: 'siiriC', lastName: 'M', ownerId: 'anna', private: true },
        ],
      ],
      both,
      'AlreadyPrivateCustomer',
      { personId: 'siiri', customerId: 'siiriC' },
    ],
  ])
})
