import { describe, test } from 'vitest'
import { acme, anna, bertil, given, type NamedCommand } from '../given.js'

const role = (roleId: string, more: object = {}): NamedCommand => [
  'DefineRole',
  { roleId, name: roleId, kind: 'customer', ...more },
]
const holds = (
  employeeId: string,
  from: string,
  until: string | null = null,
  roleId: string | null = null,
): NamedCommand => ['AssignResponsible', { customerId: 'acme', employeeId, from, until, roleId }]
const removes = (employeeId = 'anna', more: object = {}): NamedCommand => [
  'RemoveResponsible',
  { customerId: 'acme', employeeId, ...more },
]
const click = (employeeId = 'anna'): NamedCommand => ['ToggleResponsible', { customerId: 'acme', employeeId }]
const ends = (assignmentId: string, until?: string): NamedCommand => [
  'EndResponsibility',
  { customerId: 'acme', assignmentId, until },
]
const today = '2024-03-15'
const ended = (assignmentId: string, employeeId = 'anna', until = today, more: object = {}) =>
  ['ResponsibilityEnded', { assignmentId, employeeId, until, ...more }] as const
const voided = (assignmentId: string, employeeId = 'anna', more: object = {}) =>
  ['ResponsibilityVoided', { assignmentId, employeeId, ...more }] as const
const assigned = (
  assignmentId: string,
  from: string,
  until: string | null,
  roleId: string | null = null,
  employeeId = 'anna',
) => ['ResponsibleAssigned', { assignmentId, employeeId, roleId, from, until }] as const
const removedOn = { removedOn: today }

describe('removing an employee from a customer', () => {
  test('ends all current and voids all future responsibilities', () => {
    given(
      acme,
      anna,
      bertil,
      role('r'),
      holds('anna', '2024-01-01'),
      holds('anna', '2024-05-01', null, 'r'),
      holds('bertil', '2024-01-01'),
      holds('anna', '2023-01-01', '2024-01-01', 'r'),
    )
      .when(...removes())
      .happens(ended('given4', 'anna', today, removedOn), voided('given5', 'anna', removedOn))
  })
  test('from a day on leaves those that end by then', () => {
    const before = [acme, anna, holds('anna', '2024-01-01', '2024-04-01'), holds('anna', '2024-04-01')]
    given(...before)
      .when(...removes('anna', { from: '2024-04-01' }))
      .happens(voided('given3', 'anna', removedOn))
    given(...before)
      .when(...removes('anna', { from: '2024-04-02' }))
      .happens(ended('given3', 'anna', '2024-04-02', removedOn))
    given(...before, removes('anna', { from: '2024-02-01' }))
      .when(...removes('anna', { from: '2024-02-01' }))
      .isRefused('NotResponsible', { employeeId: 'anna' })
  })
  test('removes voided ones completely, and leaves the others unchanged', () => {
    const before = [acme, anna, bertil, holds('anna', '2024-05-01'), holds('bertil', '2024-05-01'), removes()]
    given(...before)
      .when(...ends('given3', '2024-06-01'))
      .isRefused('AssignmentNotFound', { assignmentId: 'given3' })
    given(...before)
      .when(...ends('given4', '2024-06-01'))
      .happens(ended('given4', 'bertil', '2024-06-01'))
    given(...before)
      .when(...holds('anna', '2024-05-01'))
      .happens(assigned('command6', '2024-05-01', null))
  })
  test('cannot leave a required role vacant, and names the first vacant day', () => {
    const must = role('r', { required: true })
    given(acme, anna, must, holds('anna', '2024-01-01', null, 'r'))
      .when(...removes('anna', { from: '2024-05-01' }))
      .isRefused('RequiredRoleVacant', { roleId: 'r', from: '2024-05-01' })
    given(
      acme,
      anna,
      bertil,
      must,
      holds('anna', '2024-01-01', null, 'r'),
      holds('bertil', '2024-01-01', '2024-08-01', 'r'),
    )
      .when(...removes('anna', { from: '2024-05-01' }))
      .isRefused('RequiredRoleVacant', { roleId: 'r', from: '2024-08-01' })
    given(acme, anna, bertil, must, holds('anna', '2024-01-01', null, 'r'), holds('bertil', '2024-05-01', null, 'r'))
      .when(...removes('anna', { from: '2024-05-01' }))
      .happens(ended('given4', 'anna', '2024-05-01', removedOn))
    given(acme, anna, must, role('s'), holds('anna', '2024-01-01', null, 's'))
      .when(...removes())
      .happens(ended('given4', 'anna', today, removedOn))
  })
})

describe('a second click on the same day', () => {
  const both = [
    acme,
    anna,
    bertil,
    role('r'),
    holds('anna', '2024-01-01', '2024-12-01'),
    holds('anna', '2024-02-01', null, 'r'),
  ]
  test('restores everything the first one removed, with its roles', () => {
    given(...both)
      .when(...click())
      .happens(ended('given4', 'anna', today, removedOn), ended('given5', 'anna', today, removedOn))
    given(...both, click())
      .when(...click())
      .happens(assigned('command8', today, '2024-12-01'), assigned('command8.1', today, null, 'r'))
  })
  test('restores what a removal took, including future responsibilities', () => {
    given(acme, anna, holds('anna', '2024-05-01'), removes())
      .when(...click())
      .happens(assigned('command4', '2024-05-01', null))
  })
  test('restores nothing of another employee, or after the employee was assigned again', () => {
    given(...both, click())
      .when(...click('bertil'))
      .happens(assigned('command8', today, null, null, 'bertil'))
    given(...both, click(), holds('bertil', '2024-03-15'))
      .when(...click())
      .happens(assigned('command9', today, '2024-12-01'), assigned('command9.1', today, null, 'r'))
    given(...both, click(), holds('anna', '2023-06-01', '2023-07-01'))
      .when(...click())
      .happens(assigned('command9', today, null))
  })
  test('is not one on the next day: the click fills the cell again', () => {
    const { world } = given(...both).when(...click())
    given()
      .after(world)
      .when(...click(), { today: '2024-03-16' })
      .happens(assigned('command8', '2024-03-16', null))
  })
  test('restores only what was removed on that day', () => {
    const { world } = given(acme, anna, bertil, holds('anna', '2024-01-01'), holds('bertil', '2024-01-01')).when(
      ...click(),
    )
    const next = given()
      .after(world)
      .when(...click('bertil'), { today: '2024-03-16' }).world
    given()
      .after(next)
      .when(...click('bertil'), { today: '2024-03-16' })
      .happens(assigned('command7', '2024-03-16', null, null, 'bertil'))
  })
  test('restores nothing that was ended otherwise', () => {
    given(acme, anna, holds('anna', '2024-01-01'), ends('given2'))
      .when(...click())
      .happens(assigned('command4', today, null))
  })
  test('does not change later responsibilities', () => {
    given(acme, anna, holds('anna', '2024-01-01', '2024-04-01'), holds('anna', '2024-05-01'))
      .when(...click())
      .happens(ended('given2', 'anna', today, removedOn))
    given(acme, anna, holds('anna', '2024-05-01', '2024-06-01'))
      .when(...click())
      .isRefused('ResponsibilityOverlaps', { assignmentId: 'given2' })
  })
})

describe('a role of a responsibility', () => {
  const adds = (roleId: string): NamedCommand => [
    'AddResponsibleRole',
    { customerId: 'acme', employeeId: 'anna', roleId },
  ]
  const takes = (roleId: string): NamedCommand => [
    'RemoveResponsibleRole',
    { customerId: 'acme', employeeId: 'anna', roleId },
  ]
  const added = (assignmentId: string, roleId: string) =>
    ['ResponsibleRoleAdded', { assignmentId, employeeId: 'anna', roleId, from: today }] as const
  const removed = (assignmentId: string, roleId: string) =>
    ['ResponsibleRoleRemoved', { assignmentId, employeeId: 'anna', roleId, from: today }] as const
  test('is set on the one without a role, or creates a separate responsibility until further notice', () => {
    given(acme, anna, role('r'), holds('anna', '2024-01-01', '2024-12-01'))
      .when(...adds('r'))
      .happens(added('given3', 'r'))
    given(acme, anna, role('r'))
      .when(...adds('r'))
      .happens(assigned('command3', today, null, 'r'))
    given(acme, anna, role('r'), role('s'), holds('anna', '2024-01-01', null, 's'))
      .when(...adds('r'))
      .happens(assigned('command5', today, null, 'r'))
    given(acme, anna, role('r'), holds('anna', '2024-01-01', today))
      .when(...adds('r'))
      .happens(assigned('command4', today, null, 'r'))
    given(acme, anna, role('r'), holds('anna', '2024-03-16'))
      .when(...adds('r'))
      .happens(assigned('command4', today, null, 'r'))
  })
  test('can be removed once, and the employee stays responsible', () => {
    given(acme, anna, role('r'), holds('anna', '2024-01-01', null, 'r'))
      .when(...takes('r'))
      .happens(removed('given3', 'r'))
    given(acme, anna, role('r'), holds('anna', '2024-01-01', null, 'r'), holds('anna', '2024-01-01'))
      .when(...takes('r'))
      .happens(ended('given3'))
    given(acme, anna, role('r'), holds('anna', today, null, 'r'), holds('anna', '2024-01-01'))
      .when(...takes('r'))
      .happens(voided('given3'))
    given(acme, anna, role('r'), holds('anna', '2024-01-01', null, 'r'), holds('anna', '2024-01-01', today))
      .when(...takes('r'))
      .happens(removed('given3', 'r'))
    given(acme, anna, bertil, role('r'), holds('anna', '2024-01-01', null, 'r'), holds('bertil', '2024-01-01'))
      .when(...takes('r'))
      .happens(removed('given4', 'r'))
    given(
      acme,
      anna,
      role('r'),
      role('s'),
      holds('anna', '2024-01-01', null, 'r'),
      holds('anna', '2024-01-01', null, 's'),
    )
      .when(...takes('r'))
      .happens(removed('given4', 'r'))
    given(acme, anna, role('r'), holds('anna', '2024-01-01', '2024-05-01', 'r'), holds('anna', '2024-05-01'))
      .when(...takes('r'))
      .happens(removed('given3', 'r'))
  })
  test('that is required cannot be removed from its only holder', () => {
    given(acme, anna, role('r', { required: true }), holds('anna', '2024-01-01', null, 'r'))
      .when(...takes('r'))
      .isRefused('RequiredRoleVacant', { roleId: 'r', from: today })
    given(acme, anna, role('r', { required: true }), holds('anna', '2024-01-01', null, 'r'), [
      'ArchiveCustomer',
      { customerId: 'acme' },
    ])
      .when(...takes('r'))
      .happens(removed('given3', 'r'))
  })
  test('belongs to its holder from its first day on', () => {
    given(acme, anna, role('r'), holds('anna', '2024-01-01'), adds('r'))
      .when(...takes('r'))
      .happens(removed('given3', 'r'))
    given(acme, anna, role('r'), holds('anna', '2024-01-01'), adds('r'), takes('r'))
      .when(...takes('r'))
      .isRefused('RoleNotHeld', { roleId: 'r', employeeId: 'anna' })
    given(acme, anna, role('r'), holds('anna', '2024-01-01'), adds('r'))
      .when(...holds('anna', '2024-02-01', '2024-03-15', 'r'))
      .happens(assigned('command5', '2024-02-01', today, 'r'))
    given(acme, anna, role('r'), holds('anna', '2024-01-01'), adds('r'))
      .when(...holds('anna', '2024-02-01', '2024-03-16', 'r'))
      .isRefused('ResponsibilityOverlaps', { assignmentId: 'given3' })
    given(acme, anna, role('r'), holds('anna', '2024-01-01'), adds('r'))
      .when(...holds('anna', '2024-03-14', '2024-03-15'))
      .isRefused('ResponsibilityOverlaps')
  })
})
