import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand, policy } from '../given.js'

const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
const absorbed = ['CustomerAbsorbed', { duplicateId: 'beta' }] as const
const mergedInto = ['CustomerMergedInto', { survivorId: 'acme', moved: true }] as const
const holds = (
  customerId: string,
  employeeId: string,
  from: string | null,
  until: string | null,
  roleId: string | null = null,
): NamedCommand => ['AssignResponsible', { customerId, employeeId, from, until, roleId }]
const taken = (n: number, employeeId: string, from: string, until: string | null, roleId: string | null = null) =>
  ['ResponsibleAssigned', { assignmentId: `${n}`, employeeId, roleId, from, until, reason: 'merge' }] as const
const role = (roleId: string, more: object = {}): NamedCommand => [
  'DefineRole',
  { roleId, name: roleId, kind: 'customer', ...more },
]

const merged = (before: readonly NamedCommand[], ...expected: readonly ReturnType<typeof taken>[]) =>
  given(acme, beta, anna, bertil, ...before)
    .when(...merge)
    .happens(
      absorbed,
      ...expected.map(
        ([type, data]) =>
          [type, { ...data, assignmentId: `command${before.length + 4}.${data.assignmentId}` }] as const,
      ),
      mergedInto,
    )

describe('merging customers takes over responsibilities', () => {
  test('from the day of the merge on, or the day they start', () => {
    merged(
      [holds('beta', 'anna', null, null), holds('beta', 'bertil', '2024-06-01', '2024-07-01')],
      taken(1, 'anna', '2024-03-15', null),
      taken(2, 'bertil', '2024-06-01', '2024-07-01'),
    )
  })
  test('unless they have ended by then', () => {
    merged([holds('beta', 'anna', '2024-01-01', '2024-03-15')])
    merged([holds('beta', 'anna', '2024-01-01', '2024-03-16')], taken(1, 'anna', '2024-03-15', '2024-03-16'))
  })
  test('as long as the employee is active, whichever ends first', () => {
    const leaves = (effective: string): NamedCommand => ['DeactivateEmployee', { employeeId: 'anna', effective }]
    const keeps = policy('employeeDeactivation', 'keep')
    merged(
      [holds('beta', 'anna', null, '2024-06-01'), keeps, leaves('2024-05-01')],
      taken(1, 'anna', '2024-03-15', '2024-05-01'),
    )
    merged(
      [holds('beta', 'anna', null, '2024-05-01'), keeps, leaves('2024-06-01')],
      taken(1, 'anna', '2024-03-15', '2024-05-01'),
    )
    merged([holds('beta', 'anna', null, null), keeps, leaves('2024-03-15')])
  })
  test('on the days on which the survivor lacks them', () => {
    merged(
      [
        holds('beta', 'anna', null, null),
        holds('acme', 'anna', '2024-01-01', '2024-04-01'),
        holds('acme', 'anna', '2024-05-01', null),
      ],
      taken(1, 'anna', '2024-04-01', '2024-05-01'),
    )
    merged([holds('beta', 'anna', null, null), holds('acme', 'anna', '2024-01-01', null)])
    merged(
      [holds('beta', 'anna', null, null), holds('acme', 'bertil', '2024-01-01', null)],
      taken(1, 'anna', '2024-03-15', null),
    )
  })
  test('in a role that the survivor’s employee does not have', () => {
    merged(
      [
        role('r'),
        role('s'),
        holds('beta', 'anna', null, null, 'r'),
        holds('acme', 'anna', null, null, 's'),
        holds('acme', 'bertil', null, null, 'r'),
      ],
      taken(1, 'anna', '2024-03-15', null, 'r'),
    )
    merged([role('r'), holds('beta', 'anna', null, null, 'r'), holds('acme', 'anna', null, null, 'r')])
  })
  test('in a single-holder role on the days on which the survivor has no holder', () => {
    const single = role('r', { cardinality: 'single' })
    merged(
      [single, holds('beta', 'anna', null, null, 'r'), holds('acme', 'bertil', '2024-01-01', '2024-05-01', 'r')],
      taken(1, 'anna', '2024-05-01', null, 'r'),
    )
    merged(
      [single, holds('beta', 'anna', null, null, 'r'), holds('acme', 'bertil', '2024-01-01', null)],
      taken(1, 'anna', '2024-03-15', null, 'r'),
    )
  })
  test('each part in the role of that time', () => {
    merged(
      [
        role('r'),
        holds('beta', 'anna', '2024-01-01', '2024-06-01'),
        ['AddResponsibleRole', { customerId: 'beta', employeeId: 'anna', roleId: 'r' }],
      ],
      taken(1, 'anna', '2024-03-15', '2024-06-01', 'r'),
    )
  })
})
