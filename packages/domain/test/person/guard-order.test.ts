import { describe } from 'vitest'
import { acme, beta, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const oneLink = policy('contactLinks', 'one')
const private_ = (personId: string, more: object = {}): NamedCommand => [
  'RegisterPrivateCustomer',
  { personId, customerId: `${personId}C`, lastName: 'Mäkinen', ...more },
]
const registers = (lastName: string): NamedCommand => ['RegisterContact', { personId: 'pekka', lastName }]
const details = (changes: object): NamedCommand => ['ChangeContactDetails', { personId: 'pekka', changes }]
const linked = (customerId: string): NamedCommand => ['LinkContactToCompany', { personId: 'pekka', customerId }]
const unlinked: NamedCommand = ['UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' }]
const converts = (personId: string): NamedCommand => [
  'ConvertContactToPrivateCustomer',
  { personId, customerId: 'acme' },
]
const erased: NamedCommand = ['ErasePerson', { personId: 'pekka' }]
const deleted: NamedCommand = ['DeleteCustomer', { customerId: 'acme' }]

describe('a contact with several problems: the answer says first', () => {
  testGuardOrder([
    ['that it exists already, though the name is blank', [pekka], registers(' '), 'ContactAlreadyRegistered'],
    ['that the name is blank', [], registers(' '), 'MissingRequiredField', { fields: ['lastName'] }],
    ['that it does not exist, though the name is mandatory', [], details({ lastName: null }), 'ContactNotFound'],
    ['that the last name is mandatory', [pekka], details({ lastName: ' ' }), 'MandatoryFieldCannotBeCleared'],
    ['that it is erased, though nothing changes', [pekka, erased], details({}), 'PersonIsErased'],
  ])
})

describe('the companies of a contact with several problems: the answer says first', () => {
  testGuardOrder([
    ['that it does not exist, though the company does not either', [], linked('x'), 'ContactNotFound'],
    [
      'that it is linked already, though links are limited',
      [acme, pekka, pekkaAtAcme, strict],
      linked('acme'),
      'ContactAlreadyLinked',
      { customerId: 'acme' },
    ],
    [
      'that the company does not exist, though links are limited',
      [acme, pekka, pekkaAtAcme, oneLink],
      linked('x'),
      'CustomerNotFound',
    ],
    [
      'that it is not a company, though links are limited',
      [acme, pekka, pekkaAtAcme, private_('siiri'), oneLink],
      linked('siiriC'),
      'NotACompany',
      { customerId: 'siiriC' },
    ],
    [
      'the existing link, if links are limited',
      [acme, beta, pekka, pekkaAtAcme, oneLink],
      linked('beta'),
      'ContactLinksLimited',
      { customerId: 'acme' },
    ],
    ['that it does not exist, though it is not linked', [], unlinked, 'ContactNotFound'],
  ])
})

describe('a person to become a customer with several problems: the answer says first', () => {
  const blank = private_('siiri', { lastName: ' ' })
  testGuardOrder([
    [
      'that it is a private customer already, though the name is blank',
      [private_('siiri')],
      blank,
      'AlreadyPrivateCustomer',
      { personId: 'siiri', customerId: 'siiriC' },
    ],
    [
      'that it is a contact already, though the name is blank',
      [['RegisterContact', { personId: 'siiri', lastName: 'M' }]],
      blank,
      'ContactAlreadyRegistered',
    ],
    [
      'that the name is blank, though the customer exists already',
      [['RegisterCustomer', { customerId: 'siiriC', name: 'C' }]],
      blank,
      'MissingRequiredField',
      { fields: ['lastName'] },
    ],
    ['that it does not exist, when converting', [acme], converts('x'), 'ContactNotFound'],
    [
      'that it is erased, though it is a private customer',
      [private_('siiri'), ['ErasePerson', { personId: 'siiri' }]],
      converts('siiri'),
      'PersonIsErased',
    ],
    [
      'that it is a private customer, though the new customer exists already',
      [acme, private_('siiri')],
      converts('siiri'),
      'AlreadyPrivateCustomer',
      { customerId: 'siiriC' },
    ],
    [
      'that the customer exists already',
      [acme, pekka],
      converts('pekka'),
      'CustomerAlreadyRegistered',
      { customerId: 'acme' },
    ],
    [
      'that the id of a deleted customer is taken',
      [acme, pekka, deleted],
      converts('pekka'),
      'CustomerAlreadyRegistered',
    ],
  ])
})

describe('the e-mails of a contact with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that it is erased, though access is restricted already',
      [pekka, ['RestrictContactEmailAccess', { personId: 'pekka' }], erased],
      ['RestrictContactEmailAccess', { personId: 'pekka' }],
      'PersonIsErased',
    ],
    [
      'that it is erased, though access is not restricted',
      [pekka, erased],
      ['GrantContactEmailAccess', { personId: 'pekka' }],
      'PersonIsErased',
    ],
  ])
})

describe('a legal hold with several problems: the answer says first', () => {
  const holds: NamedCommand = ['PlaceLegalHold', { personId: 'pekka', until: '2024-06-01' }]
  const lifts: NamedCommand = ['LiftLegalHold', { personId: 'pekka' }]
  testGuardOrder([
    ['that the person is erased, though it has no hold', [pekka, erased], lifts, 'PersonIsErased'],
    ['that the person does not exist', [], holds, 'ContactNotFound'],
    ['that the person does not exist, when lifting', [], lifts, 'ContactNotFound'],
    ['that the person does not exist, though it has no hold', [], erased, 'ContactNotFound'],
  ])
})
