import { describe } from 'vitest'
import type { Asked } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const adds = (value: string, more: object = {}): Asked => [
  'AddClassifierValue',
  { catalogue: 'segment', value, ...more },
]
const retires = (value: unknown, catalogue = 'segment'): Asked => ['RetireClassifierValue', { catalogue, value }]
const property = (more: object = {}): Asked => ['AddContactProperty', { number: 7, name: 'No letters', ...more }]
const group: Asked = ['AddContactGroup', { contactGroupId: 'bans' }]
const attaches: Asked = ['AttachPropertyToContactGroup', { number: 7, contactGroupId: 'bans' }]
const bound: Asked = ['ChangeSetting', { key: 'NO_EMAIL', value: 7 }]

describe('a catalogue value with two problems: the rejection says first', () => {
  testGuardOrder([
    [
      'that it is there, whatever it is called, when no name is given',
      [adds('large', { name: 'Large' })],
      adds('large'),
      null,
    ],
    ['that it is there under that name', [adds('large', { name: 'Large' })], adds('large', { name: 'Large' }), null],
    [
      'that it is there under another name',
      [adds('large', { name: 'Large' })],
      adds('large', { name: 'Big' }),
      'ClassifierValueTaken',
      { value: 'large' },
    ],
    [
      'that it is retired and not to be added again',
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
      'that nothing is retired that is not there',
      [],
      retires('large'),
      'UnknownClassifierValue',
      { catalogue: 'segment', value: 'large' },
    ],
    [
      'that a number is no property in another catalogue',
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
      'that a value of another catalogue is not in use',
      [property(), bound, adds('7'), retires('7')],
      retires('7'),
      null,
    ],
  ])
})

describe('a contact property with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it is there so', [group, property({ contactGroupId: 'bans' })], property({ contactGroupId: 'bans' }), null],
    [
      'that its number is taken, though the group is not there',
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
      'that the group is not there',
      [],
      property({ contactGroupId: 'x' }),
      'UnknownContactGroup',
      { contactGroupId: 'x' },
    ],
    ['that it is not there, though the group is not either', [], attaches, 'UnknownProperty', { number: 7 }],
    ['that there is no group to attach it to', [property()], attaches, 'UnknownContactGroup'],
    ['that it is attached', [group, property({ contactGroupId: 'bans' })], attaches, null],
  ])
})
