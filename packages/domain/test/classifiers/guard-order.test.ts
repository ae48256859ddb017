import { describe } from 'vitest'
import type { NamedCommand } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const adds = (value: string, more: object = {}): NamedCommand => [
  'AddClassifierValue',
  { catalogue: 'segment', value, ...more },
]
const retires = (value: unknown, catalogue = 'segment'): NamedCommand => ['RetireClassifierValue', { catalogue, value }]
const property = (more: object = {}): NamedCommand => ['AddContactProperty', { number: 7, name: 'No letters', ...more }]
const group: NamedCommand = ['AddContactGroup', { contactGroupId: 'bans' }]
const attaches: NamedCommand = ['AttachPropertyToContactGroup', { number: 7, contactGroupId: 'bans' }]
const bound: NamedCommand = ['ChangeSetting', { key: 'NO_EMAIL', value: 7 }]

describe('a catalogue value with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that nothing changes for an existing value if no name is given',
      [adds('large', { name: 'Large' })],
      adds('large'),
      null,
    ],
    [
      'that nothing changes for an existing value with that name',
      [adds('large', { name: 'Large' })],
      adds('large', { name: 'Large' }),
      null,
    ],
    [
      'that it exists under another name',
      [adds('large', { name: 'Large' })],
      adds('large', { name: 'Big' }),
      'ClassifierValueTaken',
      { value: 'large' },
    ],
    [
      'that it is retired and cannot be added again',
      [adds('large'), retires('large')],
      adds('large'),
      'ClassifierValueTaken',
      { value: 'large' },
    ],
    [
      'that one differs by case only',
      [adds('large')],
      adds(' Large'.trim()),
      'ClassifierValueTaken',
      { value: 'large' },
    ],
    [
      'that a value to be retired does not exist',
      [],
      retires('large'),
      'UnknownClassifierValue',
      { catalogue: 'segment', value: 'large' },
    ],
    [
      'that a number is not a property in another catalogue',
      [property()],
      retires(7),
      'UnknownClassifierValue',
      { value: '7' },
    ],
    [
      'that a property is in use, though it is retired',
      [property(), retires(7, 'contactProperty'), bound],
      retires(7, 'contactProperty'),
      'PropertyInUse',
      { number: 7, setting: 'NO_EMAIL' },
    ],
    [
      'that nothing is in use for a value of another catalogue',
      [property(), bound, adds('7'), retires('7')],
      retires('7'),
      null,
    ],
  ])
})

describe('a contact property with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that nothing changes for the same property',
      [group, property({ contactGroupId: 'bans' })],
      property({ contactGroupId: 'bans' }),
      null,
    ],
    [
      'that its number is taken, though the group does not exist',
      [property()],
      property({ contactGroupId: 'x' }),
      'PropertyNumberTaken',
      { number: 7 },
    ],
    [
      'that its number is taken under another name',
      [property()],
      property({ name: 'No calls' }),
      'PropertyNumberTaken',
    ],
    [
      'that the group does not exist',
      [],
      property({ contactGroupId: 'x' }),
      'UnknownContactGroup',
      { contactGroupId: 'x' },
    ],
    [
      'that the property does not exist, though the group does not either',
      [],
      attaches,
      'UnknownProperty',
      { number: 7 },
    ],
    ['that the group to attach it to does not exist', [property()], attaches, 'UnknownContactGroup'],
    ['that nothing changes if it is attached already', [group, property({ contactGroupId: 'bans' })], attaches, null],
  ])
})
