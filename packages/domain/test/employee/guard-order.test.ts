import { describe } from 'vitest'
import { acme, anna, bertil, type NamedCommand, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const strict = policy('redundantCommands', 'reject')
const dan: NamedCommand = ['RegisterEmployee', { employeeId: 'dan', name: 'Dan' }]
const away = (employeeId: string, substituteId: string, from = '2024-07-01', until = '2024-08-01'): NamedCommand => [
  'PlanAbsence',
  { employeeId, substituteId, from, until },
]
const left = (employeeId: string, effective = '2024-03-01'): NamedCommand => [
  'DeactivateEmployee',
  { employeeId, effective },
]

describe('an absence with several problems: the answer says first', () => {
  testGuardOrder([
    ['that the employee does not exist', [], away('anna', 'anna', '2024-07-01', '2024-07-01'), 'EmployeeNotFound'],
    ['that the absence has no days', [anna], away('anna', 'anna', '2024-07-01', '2024-07-01'), 'InvalidInterval'],
    [
      'that employees cannot substitute for themselves',
      [anna, bertil, away('anna', 'bertil')],
      away('anna', 'anna'),
      'SameEmployee',
    ],
    [
      'that nothing changes for the same absence, though the substitute has left',
      [anna, bertil, away('anna', 'bertil'), left('bertil')],
      away('anna', 'bertil'),
      null,
    ],
    [
      'that the employee is absent already, though the substitute does not exist',
      [anna, bertil, away('anna', 'bertil')],
      away('anna', 'x'),
      'AbsenceOverlaps',
    ],
    [
      'that the substitute has left, though it is absent then too',
      [anna, bertil, dan, away('bertil', 'dan'), left('bertil')],
      away('anna', 'bertil'),
      'EmployeeInactive',
      { employeeId: 'bertil' },
    ],
    [
      'the first days on which the substitute is absent too',
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
const links: NamedCommand = ['EnableEmailLinking', mailbox]
const unlinks: NamedCommand = ['DisableEmailLinking', mailbox]

describe('a mailbox with several problems: the answer says first', () => {
  testGuardOrder([
    ['that nothing changes if it is linked, though the employee has left', [anna, links, left('anna')], links, null],
    ['that the employee does not exist', [strict], unlinks, 'EmployeeNotFound'],
  ])
})

const leaves = (more: object = {}, employeeId = 'anna'): NamedCommand => [
  'DeactivateEmployee',
  { employeeId, effective: '2024-03-01', ...more },
]
const role = (more: object = {}): NamedCommand => [
  'DefineRole',
  { roleId: 'seller', name: 'Seller', kind: 'customer', ...more },
]
const sells = (employeeId = 'anna'): NamedCommand => [
  'AssignResponsible',
  { customerId: 'acme', employeeId, roleId: 'seller', from: '2024-01-01' },
]
const needsSuccessor = policy('employeeDeactivation', 'requireSuccessor')

describe('deactivating an employee with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that the employee does not exist, though the successor is the same',
      [],
      leaves({ successorId: 'x' }, 'x'),
      'EmployeeNotFound',
      { employeeId: 'x' },
    ],
    [
      'that nothing changes for the same day, though the successor does not exist',
      [anna, leaves()],
      leaves({ successorId: 'x' }),
      null,
    ],
    [
      'that the employee has left already',
      [anna, leaves()],
      leaves({ effective: '2024-04-01', successorId: 'anna' }),
      'EmployeeInactive',
    ],
    ['that employees cannot succeed themselves', [anna], leaves({ successorId: 'anna' }), 'SameEmployee'],
    [
      'that the successor does not exist, though a role would be vacant',
      [anna, acme, role({ required: true }), sells()],
      leaves({ successorId: 'x' }),
      'EmployeeNotFound',
      { employeeId: 'x' },
    ],
    [
      'that the successor will have left by then',
      [anna, bertil, left('bertil', '2024-02-01')],
      leaves({ successorId: 'bertil' }),
      'EmployeeInactive',
      { employeeId: 'bertil' },
    ],
    [
      'the number of responsibilities, though a role would be vacant',
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

const reassigns = (fromEmployeeId: string, toEmployeeId: string): NamedCommand => [
  'ReassignResponsibilities',
  { fromEmployeeId, toEmployeeId },
]

describe('reassigning responsibilities with several problems: the answer says first', () => {
  testGuardOrder([
    ['that both employees are the same', [], reassigns('x', 'x'), 'SameEmployee', { employeeId: 'x' }],
    ['that the first employee does not exist', [], reassigns('x', 'y'), 'EmployeeNotFound', { employeeId: 'x' }],
    [
      'that the second employee does not exist, though there are no responsibilities',
      [anna],
      reassigns('anna', 'y'),
      'EmployeeNotFound',
      { employeeId: 'y' },
    ],
    [
      'that the second employee has left, though there are no responsibilities',
      [anna, bertil, left('bertil')],
      reassigns('anna', 'bertil'),
      'EmployeeInactive',
    ],
  ])
})

describe('the details of an employee with several problems: the answer says first', () => {
  const blank: NamedCommand = ['RegisterEmployee', { employeeId: 'anna', name: ' ' }]
  testGuardOrder([
    ['that the employee exists already, though the name is blank', [anna], blank, 'EmployeeAlreadyRegistered'],
    ['that the name is blank', [], blank, 'MissingRequiredField', { fields: ['name'] }],
    [
      'that the employee does not exist, when setting teams',
      [],
      ['SetEmployeeTeams', { employeeId: 'x', teams: [] }],
      'EmployeeNotFound',
    ],
    [
      'that the employee does not exist, when setting seller information',
      [],
      ['SetSellerInformation', { employeeId: 'x' }],
      'EmployeeNotFound',
    ],
    [
      'that the employee does not exist, when reactivating',
      [],
      ['ReactivateEmployee', { employeeId: 'x' }],
      'EmployeeNotFound',
    ],
  ])
})
