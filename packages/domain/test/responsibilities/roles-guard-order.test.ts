import { describe } from 'vitest'
import { acme, anna, archivedAcme, bertil, type NamedCommand, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const role = (roleId: string, more: object = {}): NamedCommand => [
  'DefineRole',
  { roleId, name: roleId, kind: 'customer', ...more },
]
const seller = role('seller')
const single = role('boss', { cardinality: 'single' })
const holds = (employeeId: string, more: object = {}): NamedCommand => [
  'AssignResponsible',
  { customerId: 'acme', employeeId, from: '2024-01-01', ...more },
]
const left = (effective = '2024-02-01'): NamedCommand => ['DeactivateEmployee', { employeeId: 'anna', effective }]
const keeps = policy('employeeDeactivation', 'keep')
const click: NamedCommand = ['ToggleResponsible', { customerId: 'acme', employeeId: 'anna' }]

describe('a click in the matrix with several problems: the answer says first', () => {
  testGuardOrder([
    ['that the customer does not exist', [], click, 'CustomerNotFound'],
    [
      'that the customer is archived, though the employee has left',
      [acme, anna, keeps, holds('anna'), click, left(), archivedAcme],
      click,
      'CustomerIsArchived',
    ],
    [
      'that the employee is to leave, though another employee has the role by now',
      [
        acme,
        anna,
        bertil,
        single,
        holds('anna', { roleId: 'boss' }),
        click,
        holds('bertil', { roleId: 'boss', from: '2024-03-15' }),
        keeps,
        left('2024-04-01'),
      ],
      click,
      'EmployeeInactive',
    ],
    [
      'that another employee has the role by now',
      [
        acme,
        anna,
        bertil,
        single,
        holds('anna', { roleId: 'boss' }),
        click,
        holds('bertil', { roleId: 'boss', from: '2024-03-15' }),
      ],
      click,
      'RoleAlreadyHeld',
      { employeeId: 'bertil' },
    ],
  ])
})

const adds = (roleId: string, employeeId = 'anna'): NamedCommand => [
  'AddResponsibleRole',
  { customerId: 'acme', employeeId, roleId },
]
const gives = (toEmployeeId: string, roleId = 'seller'): NamedCommand => [
  'ReassignRole',
  { customerId: 'acme', roleId, toEmployeeId },
]

describe('adding or reassigning a role with several problems: the answer says first', () => {
  const archived = [acme, anna, seller, holds('anna'), archivedAcme] as const
  const sold = [acme, anna, bertil, seller, holds('anna', { roleId: 'seller' })] as const
  testGuardOrder([
    ['that the customer does not exist, though the role does not either', [], adds('x'), 'CustomerNotFound'],
    [
      'that the role is retired, though the employee has it',
      [acme, anna, seller, holds('anna', { roleId: 'seller' }), ['RetireRole', { roleId: 'seller' }]],
      adds('seller'),
      'UnknownRole',
    ],
    ['that the customer is archived', [...archived], adds('seller'), 'CustomerIsArchived'],
    [
      'that the customer is archived, though the employee has left',
      [acme, anna, seller, keeps, holds('anna'), left(), archivedAcme],
      adds('seller'),
      'CustomerIsArchived',
    ],
    [
      'that the employee has left',
      [acme, anna, seller, keeps, holds('anna'), left()],
      adds('seller'),
      'EmployeeInactive',
    ],
    [
      'that the employee has the role later, though another employee does too',
      [
        acme,
        anna,
        bertil,
        single,
        holds('anna'),
        holds('anna', { roleId: 'boss', from: '2024-06-01' }),
        holds('bertil', { roleId: 'boss', until: '2024-06-01' }),
      ],
      adds('boss'),
      'ResponsibilityOverlaps',
      { assignmentId: 'given5' },
    ],
    [
      'that another employee has it',
      [acme, anna, bertil, single, holds('anna'), holds('bertil', { roleId: 'boss' })],
      adds('boss'),
      'RoleAlreadyHeld',
      { employeeId: 'bertil' },
    ],
    ['that the customer does not exist, when reassigning', [], gives('anna', 'x'), 'CustomerNotFound'],
    ['that the role does not exist, when reassigning', [acme], gives('anna', 'x'), 'UnknownRole'],
    [
      'that the role has no holder, though the employee does not exist',
      [acme, seller, archivedAcme],
      gives('x'),
      'RoleNotHeld',
    ],
    [
      'that nothing changes for the same employee, though the customer is archived',
      [...sold, archivedAcme],
      gives('anna'),
      null,
    ],
    [
      'that the customer is archived, though the employee does not exist',
      [...sold, archivedAcme],
      gives('x'),
      'CustomerIsArchived',
    ],
    ['that the employee does not exist', [...sold], gives('x'), 'EmployeeNotFound', { employeeId: 'x' }],
    [
      'that the employee has left, though it would overlap',
      [
        acme,
        anna,
        bertil,
        seller,
        holds('bertil', { roleId: 'seller' }),
        holds('anna', { roleId: 'seller', from: '2024-06-01' }),
        keeps,
        left(),
      ],
      gives('anna'),
      'EmployeeInactive',
    ],
    [
      'that the employee has the role later',
      [
        acme,
        anna,
        bertil,
        seller,
        holds('bertil', { roleId: 'seller' }),
        holds('anna', { roleId: 'seller', from: '2024-06-01' }),
      ],
      gives('anna'),
      'ResponsibilityOverlaps',
    ],
    [
      'that the role does not exist, though the employee does not have it',
      [acme, anna],
      ['RemoveResponsibleRole', { customerId: 'acme', employeeId: 'anna', roleId: 'x' }],
      'UnknownRole',
    ],
    [
      'that the customer does not exist, when removing a role',
      [],
      ['RemoveResponsibleRole', { customerId: 'acme', employeeId: 'anna', roleId: 'x' }],
      'CustomerNotFound',
    ],
    [
      'that the customer does not exist, when removing an employee',
      [],
      ['RemoveResponsible', { customerId: 'acme', employeeId: 'anna' }],
      'CustomerNotFound',
    ],
  ])
})
