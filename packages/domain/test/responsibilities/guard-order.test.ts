import { describe } from 'vitest'
import { acme, anna, archivedAcme, bertil, type NamedCommand, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const role = (roleId: string, more: object = {}): NamedCommand => [
  'DefineRole',
  { roleId, name: roleId, kind: 'customer', ...more },
]
const seller = role('seller')
const single = role('boss', { cardinality: 'single' })
const required = role('must', { required: true })
const holds = (employeeId: string, more: object = {}): NamedCommand => [
  'AssignResponsible',
  { customerId: 'acme', employeeId, from: '2024-01-01', ...more },
]
const left = (effective = '2024-02-01'): NamedCommand => ['DeactivateEmployee', { employeeId: 'anna', effective }]
const keeps = policy('employeeDeactivation', 'keep')
const noDays = { from: '2024-01-01', until: '2024-01-01' }

describe('assigning a responsibility with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that the customer does not exist, though the interval has no days',
      [],
      holds('anna', noDays),
      'CustomerNotFound',
    ],
    [
      'that the interval has no days, though the customer is archived',
      [acme, archivedAcme],
      holds('anna', noDays),
      'InvalidInterval',
      noDays,
    ],
    [
      'that the customer is archived, though the employee does not exist',
      [acme, archivedAcme],
      holds('anna'),
      'CustomerIsArchived',
    ],
    [
      'that the employee does not exist, though the role does not either',
      [acme],
      holds('anna', { roleId: 'x' }),
      'EmployeeNotFound',
    ],
    [
      'that nothing changes for the same responsibility, though the employee has left',
      [acme, anna, keeps, holds('anna'), left()],
      holds('anna'),
      null,
    ],
    [
      'that the role is retired, though the employee has it already',
      [acme, anna, seller, holds('anna', { roleId: 'seller' }), ['RetireRole', { roleId: 'seller' }]],
      holds('anna', { roleId: 'seller', until: '2025-01-01' }),
      'UnknownRole',
    ],
    [
      'that it overlaps one of the employee, though another employee has the role too',
      [
        acme,
        anna,
        bertil,
        role('boss'),
        holds('bertil', { roleId: 'boss' }),
        holds('anna', { roleId: 'boss', until: '2024-02-01' }),
      ],
      holds('anna', { roleId: 'boss', from: '2024-01-15' }),
      'ResponsibilityOverlaps',
      { assignmentId: 'given5' },
    ],
    [
      'that it overlaps one of the employee, though another employee has the role afterwards',
      [
        acme,
        anna,
        bertil,
        single,
        holds('anna', { roleId: 'boss', until: '2024-02-01' }),
        holds('bertil', { roleId: 'boss', from: '2024-02-01' }),
      ],
      holds('anna', { roleId: 'boss', from: '2024-01-15' }),
      'ResponsibilityOverlaps',
      { assignmentId: 'given4' },
    ],
    [
      'the first responsibility that it overlaps',
      [acme, anna, holds('anna', { until: '2024-02-01' }), holds('anna', { from: '2024-03-01' })],
      holds('anna', { from: '2024-01-15' }),
      'ResponsibilityOverlaps',
      { assignmentId: 'given2' },
    ],
    [
      'the first holder of the role',
      [
        acme,
        anna,
        bertil,
        ['RegisterEmployee', { employeeId: 'dan', name: 'Dan' }],
        single,
        holds('anna', { roleId: 'boss', until: '2024-02-01' }),
        holds('bertil', { roleId: 'boss', from: '2024-02-01' }),
      ],
      holds('dan', { roleId: 'boss' }),
      'RoleAlreadyHeld',
      { roleId: 'boss', employeeId: 'anna' },
    ],
  ])
})

const ends = (until: string, assignmentId = 'given2'): NamedCommand => [
  'EndResponsibility',
  { customerId: 'acme', assignmentId, until },
]
const changes = (from: string | null, until: string | null, assignmentId = 'given2'): NamedCommand => [
  'ChangeResponsibilityInterval',
  { customerId: 'acme', assignmentId, from, until },
]

describe('ending a responsibility with several problems: the answer says first', () => {
  const before = [acme, anna] as const
  const mustHold = [acme, anna, required, holds('anna', { roleId: 'must', from: '2024-02-01' })] as const
  testGuardOrder([
    [
      'that the customer does not exist, though the responsibility does not either',
      [],
      ends('2024-04-01'),
      'CustomerNotFound',
    ],
    [
      'that nothing changes for the same end, though it is past',
      [...before, holds('anna', { until: '2024-02-01' })],
      ends('2024-02-01'),
      null,
    ],
    [
      'that it has ended, though it would have no days',
      [...before, holds('anna', { until: '2024-02-01' })],
      ends('2024-01-01'),
      'ResponsibilityAlreadyEnded',
      { until: '2024-02-01' },
    ],
    [
      'that it ends before that day',
      [...before, holds('anna', { until: '2024-05-01' })],
      ends('2024-06-01'),
      'ResponsibilityAlreadyEnded',
      { until: '2024-05-01' },
    ],
    [
      'that it would have no days, though its role would be vacant',
      [...mustHold],
      ends('2024-02-01', 'given3'),
      'InvalidInterval',
      { from: '2024-02-01', until: '2024-02-01' },
    ],
  ])
})

describe('changing the interval of a responsibility with several problems: the answer says first', () => {
  const setup = [acme, anna, holds('anna')] as const
  testGuardOrder([
    [
      'that the customer does not exist, though the responsibility does not either',
      [],
      changes(null, null),
      'CustomerNotFound',
    ],
    [
      'that the interval would have no days, though the customer is archived',
      [...setup, archivedAcme],
      changes('2024-01-01', '2024-01-01'),
      'InvalidInterval',
    ],
    [
      'that nothing changes for the same days, though the customer is archived',
      [...setup, archivedAcme],
      changes('2024-01-01', null),
      null,
    ],
    [
      'that the customer is archived, though the employee has left',
      [...setup, keeps, left(), archivedAcme],
      changes('2023-01-01', null),
      'CustomerIsArchived',
    ],
    [
      'that the employee has left, though another employee has the role too',
      [...setup, keeps, holds('anna', { roleId: null, from: '2023-01-01', until: '2023-06-01' }), left()],
      changes('2023-02-01', null),
      'EmployeeInactive',
    ],
    [
      'that it would overlap another one of the employee, though another employee has the role by then',
      [
        acme,
        anna,
        holds('anna', { until: '2024-02-01' }),
        bertil,
        single,
        holds('anna', { roleId: 'boss', from: '2024-03-01', until: '2024-04-01' }),
        holds('anna', { roleId: 'boss', from: '2024-01-01', until: '2024-02-01' }),
        holds('bertil', { roleId: 'boss', from: '2024-02-01', until: '2024-03-01' }),
      ],
      changes('2024-01-15', '2024-04-01', 'given5'),
      'ResponsibilityOverlaps',
      { assignmentId: 'given6' },
    ],
    [
      'that another employee has the role, though it would be vacant later',
      [
        acme,
        anna,
        bertil,
        role('boss', { cardinality: 'single', required: true }),
        holds('anna', { roleId: 'boss', from: '2024-04-01' }),
        holds('bertil', { roleId: 'boss', from: '2024-01-01', until: '2024-04-01' }),
      ],
      changes('2024-03-20', '2024-05-01', 'given4'),
      'RoleAlreadyHeld',
      { employeeId: 'bertil' },
    ],
  ])
})
