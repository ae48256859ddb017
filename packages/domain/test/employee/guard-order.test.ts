import { describe } from 'vitest'
import { type Asked, acme, anna, bertil, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const dan: Asked = ['RegisterEmployee', { employeeId: 'dan', name: 'Dan' }]
const away = (employeeId: string, substituteId: string, from = '2024-07-01', until = '2024-08-01'): Asked => [
  'PlanAbsence',
  { employeeId, substituteId, from, until },
]
const left = (employeeId: string, effective = '2024-03-01'): Asked => ['DeactivateEmployee', { employeeId, effective }]

describe('an absence with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that the employee is not there', [], away('anna', 'anna', '2024-07-01', '2024-07-01'), 'EmployeeNotFound'],
    ['that it has no days', [anna], away('anna', 'anna', '2024-07-01', '2024-07-01'), 'InvalidInterval'],
    ['that nobody stands in for oneself', [anna, bertil, away('anna', 'bertil')], away('anna', 'anna'), 'SameEmployee'],
    [
      'that it is planned already, though the substitute has left',
      [anna, bertil, away('anna', 'bertil'), left('bertil')],
      away('anna', 'bertil'),
      null,
    ],
    [
      'that the employee is away already, though the substitute is not there',
      [anna, bertil, away('anna', 'bertil')],
      away('anna', 'x'),
      'AbsenceOverlaps',
    ],
    [
      'that the substitute has left, though it is away then too',
      [anna, bertil, dan, away('bertil', 'dan'), left('bertil')],
      away('anna', 'bertil'),
      'EmployeeInactive',
      { employeeId: 'bertil' },
    ],
    [
      'the first days on which the substitute is away itself',
      [
        anna,
        bertil,
        dan,
        away('bertil', 'dan', '2024-07-01', '2024-07-05'),
        away('bertil', 'dan', '2024-07-20', '2024-07-25'),
      ],
      away('anna', 'bertil'),
      'SubstituteAbsent',
      { employeeId: 'bertil', from: '2024-07-01', until: '2024-07-05' },
    ],
  ])
})

const mailbox = { employeeId: 'anna', mailboxId: 'anna@own.fi' }
const links: Asked = ['EnableEmailLinking', mailbox]
const unlinks: Asked = ['DisableEmailLinking', mailbox]

describe('a mailbox with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it is linked, though the employee has left', [anna, links, left('anna')], links, null],
    ['that the employee is not there', [strict], unlinks, 'EmployeeNotFound'],
  ])
})

const leaves = (more: object = {}, employeeId = 'anna'): Asked => [
  'DeactivateEmployee',
  { employeeId, effective: '2024-03-01', ...more },
]
const role = (more: object = {}): Asked => [
  'DefineRole',
  { roleId: 'seller', name: 'Seller', kind: 'customer', ...more },
]
const sells = (employeeId = 'anna'): Asked => [
  'AssignResponsible',
  { customerId: 'acme', employeeId, roleId: 'seller', from: '2024-01-01' },
]
const needsSuccessor = policy('employeeDeactivation', 'requireSuccessor')

describe('deactivating an employee with two problems: the rejection says first', () => {
  testGuardOrder([
    [
      'that nobody of that name is there',
      [],
      leaves({ successorId: 'x' }, 'x'),
      'EmployeeNotFound',
      { employeeId: 'x' },
    ],
    [
      'that the day is the same, though the successor is not there',
      [anna, leaves()],
      leaves({ successorId: 'x' }),
      null,
    ],
    [
      'that the employee has left before',
      [anna, leaves()],
      leaves({ effective: '2024-04-01', successorId: 'anna' }),
      'EmployeeInactive',
    ],
    ['that nobody succeeds oneself', [anna], leaves({ successorId: 'anna' }), 'SameEmployee'],
    [
      'that the successor is not there, though a role would be vacant',
      [anna, acme, role({ required: true }), sells()],
      leaves({ successorId: 'x' }),
      'EmployeeNotFound',
      { employeeId: 'x' },
    ],
    [
      'that the successor has left by then',
      [anna, bertil, left('bertil', '2024-02-01')],
      leaves({ successorId: 'bertil' }),
      'EmployeeInactive',
      { employeeId: 'bertil' },
    ],
    [
      'how many responsibilities are held, though a role would be vacant',
      [anna, acme, role({ required: true }), sells(), needsSuccessor],
      leaves(),
      'EmployeeHoldsResponsibilities',
      { employeeId: 'anna', count: 1 },
    ],
    [
      'that a role would be vacant',
      [anna, acme, role({ required: true }), sells()],
      leaves(),
      'SuccessorRequired',
      { roleId: 'seller', customerIds: ['acme'] },
    ],
  ])
})

const reassigns = (fromEmployeeId: string, toEmployeeId: string): Asked => [
  'ReassignResponsibilities',
  { fromEmployeeId, toEmployeeId },
]

describe('reassigning responsibilities with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that they stay with the same employee', [], reassigns('x', 'x'), 'SameEmployee', { employeeId: 'x' }],
    ['that who has them is not there', [], reassigns('x', 'y'), 'EmployeeNotFound', { employeeId: 'x' }],
    [
      'that who is to have them is not there, though there are none',
      [anna],
      reassigns('anna', 'y'),
      'EmployeeNotFound',
      { employeeId: 'y' },
    ],
    [
      'that who is to have them has left, though there are none',
      [anna, bertil, left('bertil')],
      reassigns('anna', 'bertil'),
      'EmployeeInactive',
    ],
  ])
})

describe('the details of an employee with two problems: the rejection says first', () => {
  const blank: Asked = ['RegisterEmployee', { employeeId: 'anna', name: ' ' }]
  testGuardOrder([
    ['that the employee is there, though the name is blank', [anna], blank, 'EmployeeAlreadyRegistered'],
    ['that the name is blank', [], blank, 'MissingRequiredField', { fields: ['name'] }],
    ['that nobody is there to get teams', [], ['SetEmployeeTeams', { employeeId: 'x', teams: [] }], 'EmployeeNotFound'],
    ['that nobody is there to sell', [], ['SetSellerInformation', { employeeId: 'x' }], 'EmployeeNotFound'],
    ['that nobody is there to come back', [], ['ReactivateEmployee', { employeeId: 'x' }], 'EmployeeNotFound'],
  ])
})
