import { describe } from 'vitest'
import { acme, type NamedCommand, pekka, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const property = (number = 3): NamedCommand => ['AddContactProperty', { number, name: `Property ${number}` }]
const retired: NamedCommand = ['RetireClassifierValue', { catalogue: 'contactProperty', value: 3 }]
const gets = (more: object = {}): NamedCommand => [
  'AssignContactProperty',
  { personId: 'pekka', propertyNo: 3, ...more },
]
const loses = (more: object = {}): NamedCommand => [
  'RemoveContactProperty',
  { personId: 'pekka', propertyNo: 3, ...more },
]
const bound: NamedCommand = ['ChangeSetting', { key: 'NO_SMS', value: 3 }]
const vip: NamedCommand = ['AddClassifierValue', { catalogue: 'contactCategory', value: 'vip' }]
const isVip: NamedCommand = ['AssignContactCategory', { personId: 'pekka', category: 'vip' }]
const isNot: NamedCommand = ['RemoveContactCategory', { personId: 'pekka', category: 'vip' }]
const erased: NamedCommand = ['ErasePerson', { personId: 'pekka' }]

describe('a property of a contact with several problems: the answer says first', () => {
  testGuardOrder([
    ['that the contact does not exist, though the property does not either', [], gets(), 'ContactNotFound'],
    [
      'that the property does not exist, though the company does not either',
      [pekka],
      gets({ customerId: 'x' }),
      'UnknownProperty',
    ],
    [
      'that the property is retired, though it is assigned',
      [pekka, property(), gets(), retired],
      gets(),
      'ClassifierValueRetiredError',
    ],
    [
      'that the contact is not linked there, though it is banned',
      [
        acme,
        pekka,
        property(),
        bound,
        strict,
        ['SetMarketingBan', { personId: 'pekka', channel: 'sms', customerId: 'acme' }],
      ],
      gets({ customerId: 'acme' }),
      'ContactNotLinked',
      { customerId: 'acme' },
    ],
    ['that the contact does not exist, when removing', [], loses(), 'ContactNotFound'],
    [
      'that it is not assigned at the company, though it is everywhere',
      [pekka, property(), gets()],
      loses({ customerId: 'acme' }),
      'PropertyNotAssigned',
      { property: '3' },
    ],
    [
      'that another property is not assigned',
      [pekka, property(), property(4), gets()],
      loses({ propertyNo: 4 }),
      'PropertyNotAssigned',
      { property: '4' },
    ],
  ])
})

describe('a category of a contact with several problems: the answer says first', () => {
  const retiresVip: NamedCommand = ['RetireClassifierValue', { catalogue: 'contactCategory', value: 'vip' }]
  testGuardOrder([
    ['that the contact does not exist, though the category does not either', [], isVip, 'ContactNotFound'],
    ['that the contact is erased, though it has the category', [pekka, vip, isVip, erased], isVip, 'PersonIsErased'],
    ['that the contact has the category, though that is retired', [pekka, vip, isVip, retiresVip], isVip, null],
    [
      'that the category is retired',
      [pekka, vip, retiresVip],
      isVip,
      'ClassifierValueRetiredError',
      { catalogue: 'contactCategory', value: 'vip' },
    ],
    ['that the contact does not exist, when removing', [], isNot, 'ContactNotFound'],
  ])
})
