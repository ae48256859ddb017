import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand } from '../given.js'

const role = (roleId: string, name = roleId, more: object = {}): NamedCommand => [
  'DefineRole',
  { roleId, name, kind: 'customer', ...more },
]
const retires = (roleId: string): NamedCommand => ['RetireRole', { roleId }]
const defined = (roleId: string, name: string, more: object = {}) =>
  ['RoleDefined', { roleId, name, kind: 'customer', cardinality: 'many', required: false, ...more }] as const
const holds = (employeeId: string, subject: object, more: object = {}): NamedCommand => [
  'AssignResponsible',
  { ...subject, employeeId, roleId: 'r', from: '2024-01-01', ...more },
]

describe('a role', () => {
  test('is unchanged only with the same name, kind, cardinality and required flag', () => {
    const known = role('r', 'R', { cardinality: 'single', required: true })
    given(known)
      .when(...known)
      .changesNothing()
    for (const [more, event] of [
      [{ cardinality: 'many', required: true }, { required: true }],
      [{ cardinality: 'single', required: false }, { cardinality: 'single' }],
      [
        { cardinality: 'single', required: true, kind: 'project' },
        { cardinality: 'single', required: true, kind: 'project' },
      ],
      [
        { cardinality: 'single', required: true, name: 'r' },
        { cardinality: 'single', required: true, name: 'r' },
      ],
    ] as const)
      given(known)
        .when(...role('r', 'R', more))
        .happens(defined('r', 'R', event))
  })
  test('that is retired can be defined again, and leaves its name to others until then', () => {
    given(role('r', 'R'), retires('r'))
      .when(...role('r', 'R'))
      .happens(defined('r', 'R'))
    given(role('r', 'R'), retires('r'))
      .when(...role('s', 'r'))
      .happens(defined('s', 'r'))
    given(role('r', 'R'), retires('r'), role('r', 'R'))
      .when(...role('s', 'r'))
      .isRefused('RoleNameTaken', { roleId: 'r', name: 'r' })
    given(role('r', 'R'), retires('r'))
      .when(...retires('r'))
      .changesNothing()
    given(role('r', 'R'), role('s', 'S'), retires('s'))
      .when(...role('q', 'R'))
      .isRefused('RoleNameTaken', { roleId: 'r' })
  })
  test('has a trimmed name', () => {
    given()
      .when(...role('r', ' R '))
      .happens(defined('r', 'R'))
  })
})

describe('changing a role with holders', () => {
  const [atAcme, onRoof] = [{ customerId: 'acme' }, { projectId: 'roof' }]
  const roof: NamedCommand = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
  const single = role('r', 'R', { cardinality: 'single' })
  test('to a single-holder role is accepted if no two share a day', () => {
    given(acme, beta, anna, bertil, role('r', 'R'), holds('anna', atAcme), holds('bertil', { customerId: 'beta' }))
      .when(...single)
      .isAccepted()
    given(
      acme,
      anna,
      bertil,
      role('r', 'R'),
      holds('anna', atAcme, { until: '2024-06-01' }),
      holds('bertil', atAcme, { from: '2024-06-01' }),
    )
      .when(...single)
      .isAccepted()
    given(
      acme,
      anna,
      bertil,
      role('r', 'R'),
      role('s', 'S'),
      holds('anna', atAcme),
      holds('bertil', atAcme, { roleId: 's' }),
    )
      .when(...single)
      .isAccepted()
    given(
      acme,
      anna,
      bertil,
      role('r', 'R'),
      holds('anna', atAcme, { until: '2024-06-02' }),
      holds('bertil', atAcme, { from: '2024-06-01' }),
    )
      .when(...single)
      .isRefused('PolicyConflictsWithState', { key: 'r', customerIds: ['acme'], groupIds: [] })
  })
  test('to another kind is accepted if nobody has it there any more', () => {
    const forProjects = role('r', 'R', { kind: 'project' })
    given(acme, anna, role('r', 'R'), holds('anna', atAcme, { from: '2024-06-01' }), [
      'RemoveResponsible',
      { ...atAcme, employeeId: 'anna' },
    ])
      .when(...forProjects)
      .isAccepted()
    given(acme, anna, role('r', 'R'), holds('anna', atAcme, { until: '2024-02-01' }))
      .when(...forProjects)
      .isRefused('PolicyConflictsWithState', { customerIds: ['acme'] })
  })
  test('is refused otherwise with the customers of projects, sorted, each once', () => {
    const project = role('r', 'R', { kind: 'project' })
    given(
      beta,
      acme,
      anna,
      bertil,
      project,
      roof,
      ['RegisterProject', { projectId: 'a', customerId: 'beta', name: 'A' }],
      ['RegisterProject', { projectId: 'z', customerId: 'acme', name: 'Z' }],
      ...[onRoof, { projectId: 'a' }, { projectId: 'z' }].map((subject) => holds('anna', subject)),
    )
      .when(...role('r', 'R'))
      .isRefused('PolicyConflictsWithState', { key: 'r', customerIds: ['acme', 'beta'] })
  })
  test('of its name is accepted whoever has it', () => {
    given(acme, anna, bertil, role('r', 'R'), holds('anna', atAcme), holds('bertil', atAcme))
      .when(...role('r', 'Q', { required: true }))
      .happens(defined('r', 'Q', { required: true }))
  })
})

describe('assigning a role', () => {
  test('requires the kind of subject it is for', () => {
    const roof: NamedCommand = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
    given(acme, anna, roof, role('r', 'R', { kind: 'project' }))
      .when(...holds('anna', { projectId: 'roof' }))
      .isAccepted()
    given(acme, anna, roof, role('r', 'R'))
      .when(...holds('anna', { projectId: 'roof' }))
      .isRefused('RoleKindMismatch', { roleId: 'r', kind: 'customer' })
    given(acme, anna, role('r', 'R', { kind: 'project' }))
      .when(...holds('anna', { customerId: 'acme' }))
      .isRefused('RoleKindMismatch', { roleId: 'r', kind: 'project' })
  })
})
