import { describe } from 'vitest'
import { type Asked, acme, beta, pekka, pekkaAtAcme, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const oneLink = policy('contactLinks', 'one')
const private_ = (personId: string, more: object = {}): Asked => [
  'RegisterPrivateCustomer',
  { personId, customerId: `${personId}C`, lastName: 'Mäkinen', ...more },
]
const registers = (lastName: string): Asked => ['RegisterContact', { personId: 'pekka', lastName }]
const details = (changes: object): Asked => ['ChangeContactDetails', { personId: 'pekka', changes }]
const linked = (customerId: string): Asked => ['LinkContactToCompany', { personId: 'pekka', customerId }]
const unlinked: Asked = ['UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' }]
const converts = (personId: string): Asked => ['ConvertContactToPrivateCustomer', { personId, customerId: 'acme' }]
const erased: Asked = ['ErasePerson', { personId: 'pekka' }]
const deleted: Asked = ['DeleteCustomer', { customerId: 'acme' }]

describe('a contact with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it is there, though the name is blank', [pekka], registers(' '), 'ContactAlreadyRegistered'],
    ['that the name is blank', [], registers(' '), 'MissingRequiredField', { fields: ['lastName'] }],
    ['that it is not there, though the name is cleared', [], details({ lastName: null }), 'ContactNotFound'],
    ['that a name stays, whatever else is said', [pekka], details({ lastName: ' ' }), 'MandatoryFieldCannotBeCleared'],
    ['that it is erased, though nothing changes', [pekka, erased], details({}), 'PersonIsErased'],
  ])
})

describe('the companies of a contact with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it is not there, though the company is not either', [], linked('x'), 'ContactNotFound'],
    [
      'that it is linked, also where that is to be refused',
      [acme, pekka, pekkaAtAcme, strict],
      linked('acme'),
      'ContactAlreadyLinked',
      { customerId: 'acme' },
    ],
    [
      'that the company is not there, though one link is the rule',
      [acme, pekka, pekkaAtAcme, oneLink],
      linked('x'),
      'CustomerNotFound',
    ],
    [
      'that it is no company, though one link is the rule',
      [acme, pekka, pekkaAtAcme, private_('siiri'), oneLink],
      linked('siiriC'),
      'NotACompany',
      { customerId: 'siiriC' },
    ],
    [
      'which one it is linked to, where one link is the rule',
      [acme, beta, pekka, pekkaAtAcme, oneLink],
      linked('beta'),
      'ContactLinksLimited',
      { customerId: 'acme' },
    ],
    ['that it is not there, though nothing is linked', [], unlinked, 'ContactNotFound'],
  ])
})

describe('a person to become a customer with two problems: the rejection says first', () => {
  const blank = private_('siiri', { lastName: ' ' })
  testGuardOrder([
    [
      'that it is one, though the name is blank',
      [private_('siiri')],
      blank,
      'AlreadyPrivateCustomer',
      { personId: 'siiri', customerId: 'siiriC' },
    ],
    [
      'that it is a contact, though the name is blank',
      [['RegisterContact', { personId: 'siiri', lastName: 'M' }]],
      blank,
      'ContactAlreadyRegistered',
    ],
    [
      'that the name is blank, though the customer is there',
      [['RegisterCustomer', { customerId: 'siiriC', name: 'C' }]],
      blank,
      'MissingRequiredField',
      { fields: ['lastName'] },
    ],
    ['that it is not there to be converted', [acme], converts('x'), 'ContactNotFound'],
    [
      'that it is erased, though it is one',
      [private_('siiri'), ['ErasePerson', { personId: 'siiri' }]],
      converts('siiri'),
      'PersonIsErased',
    ],
    [
      'that it is one, though the new one is there too',
      [acme, private_('siiri')],
      converts('siiri'),
      'AlreadyPrivateCustomer',
      { customerId: 'siiriC' },
    ],
    [
      'that the customer is there',
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

describe('the e-mails of a contact with two problems: the rejection says first', () => {
  testGuardOrder([
    [
      'that it is erased, though they are closed',
      [pekka, ['RestrictContactEmailAccess', { personId: 'pekka' }], erased],
      ['RestrictContactEmailAccess', { personId: 'pekka' }],
      'PersonIsErased',
    ],
    [
      'that it is erased, though they are open',
      [pekka, erased],
      ['GrantContactEmailAccess', { personId: 'pekka' }],
      'PersonIsErased',
    ],
  ])
})

describe('a legal hold with two problems: the rejection says first', () => {
  const holds: Asked = ['PlaceLegalHold', { personId: 'pekka', until: '2024-06-01' }]
  const lifts: Asked = ['LiftLegalHold', { personId: 'pekka' }]
  testGuardOrder([
    ['that the person is erased, though there is none', [pekka, erased], lifts, 'PersonIsErased'],
    ['that the person is not there', [], holds, 'ContactNotFound'],
    ['that nobody is there to be held no more', [], lifts, 'ContactNotFound'],
    ['that nobody is there to erase, though nothing is held', [], erased, 'ContactNotFound'],
  ])
})
