import { describe } from 'vitest'
import { type Asked, acme, anna, archivedAcme, bertil, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const role = (roleId: string, more: object = {}): Asked => [
  'DefineRole',
  { roleId, name: roleId, kind: 'customer', ...more },
]
const seller = role('seller')
const single = role('boss', { cardinality: 'single' })
const required = role('must', { required: true })
const holds = (employeeId: string, more: object = {}): Asked => [
  'AssignResponsible',
  { customerId: 'acme', employeeId, from: '2024-01-01', ...more },
]
const left = (effective = '2024-02-01'): Asked => ['DeactivateEmployee', { employeeId: 'anna', effective }]
const keeps = policy('employeeDeactivation', 'keep')
const noDays = { from: '2024-01-01', until: '2024-01-01' }

describe('assigning a responsibility with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that there is no customer, though it has no days', [], holds('anna', noDays), 'CustomerNotFound'],
    [
      'that it has no days, though the customer is archived',
      [acme, archivedAcme],
      holds('anna', noDays),
      'InvalidInterval',
      noDays,
    ],
    [
      'that the customer is archived, though the employee is not there',
      [acme, archivedAcme],
      holds('anna'),
      'CustomerIsArchived',
    ],
    [
      'that the employee is not there, though the role is not either',
      [acme],
      holds('anna', { roleId: 'x' }),
      'EmployeeNotFound',
    ],
    [
      'that it is so already, though the employee has left',
      [acme, anna, keeps, holds('anna'), left()],
      holds('anna'),
      null,
    ],
    [
      'that the role is retired, though it is held already',
      [acme, anna, seller, holds('anna', { roleId: 'seller' }), ['RetireRole', { roleId: 'seller' }]],
      holds('anna', { roleId: 'seller', until: '2025-01-01' }),
      'UnknownRole',
    ],
    [
      'that the employee holds the role, though another one does too',
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
      'that it is the employee’s until then, though it is another’s from then on',
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
      'that it is the first of those it overlaps',
      [acme, anna, holds('anna', { until: '2024-02-01' }), holds('anna', { from: '2024-03-01' })],
      holds('anna', { from: '2024-01-15' }),
      'ResponsibilityOverlaps',
      { assignmentId: 'given2' },
    ],
    [
      'who is the first of those that hold it',
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

const ends = (until: string, assignmentId = 'given2'): Asked => [
  'EndResponsibility',
  { customerId: 'acme', assignmentId, until },
]
const changes = (from: string | null, until: string | null, assignmentId = 'given2'): Asked => [
  'ChangeResponsibilityInterval',
  { customerId: 'acme', assignmentId, from, until },
]

describe('ending a responsibility with two problems: the rejection says first', () => {
  const before = [acme, anna] as const
  const mustHold = [acme, anna, required, holds('anna', { roleId: 'must', from: '2024-02-01' })] as const
  testGuardOrder([
    ['that there is no customer, though there is no responsibility', [], ends('2024-04-01'), 'CustomerNotFound'],
    [
      'that it ends then already, though that is over',
      [...before, holds('anna', { until: '2024-02-01' })],
      ends('2024-02-01'),
      null,
    ],
    [
      'that it is over, though it would have no days',
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

describe('changing the interval of a responsibility with two problems: the rejection says first', () => {
  const held = [acme, anna, holds('anna')] as const
  testGuardOrder([
    ['that there is no customer, though there is no responsibility', [], changes(null, null), 'CustomerNotFound'],
    [
      'that there would be none, though the customer is archived',
      [...held, archivedAcme],
      changes('2024-01-01', '2024-01-01'),
      'InvalidInterval',
    ],
    [
      'that they are so already, though the customer is archived',
      [...held, archivedAcme],
      changes('2024-01-01', null),
      null,
    ],
    [
      'that the customer is archived, though the employee has left',
      [...held, keeps, left(), archivedAcme],
      changes('2023-01-01', null),
      'CustomerIsArchived',
    ],
    [
      'that the employee has left, though it is another one’s too',
      [...held, keeps, holds('anna', { roleId: null, from: '2023-01-01', until: '2023-06-01' }), left()],
      changes('2023-02-01', null),
      'EmployeeInactive',
    ],
    [
      'that it would overlap another of the employee’s, though the role is another’s by then',
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
      'that the role is another’s, though it would be vacant later',
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
