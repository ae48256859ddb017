import { describe, test } from 'vitest'
import { anna, bertil, cecilia, given, type NamedCommand } from '../given.js'

const seller = (employeeId: string): NamedCommand => [
  'RegisterEmployee',
  { employeeId, name: employeeId, salesperson: true },
]
const group = (groupId: string, parentId: string | null = null): NamedCommand => [
  'CreateCustomerGroup',
  { groupId, name: groupId, parentId },
]
const shown = (groupId: string, ...employeeIds: readonly string[]): readonly NamedCommand[] =>
  employeeIds.map((employeeId) => ['GrantGroupVisibility', { groupId, employeeId }])
const saves = (data: object): NamedCommand => ['SaveCustomerGroup', { groupId: 'gold', ...data }]
const moves = (groupId: string, newParentId: string | null): NamedCommand => [
  'MoveCustomerGroup',
  { groupId, newParentId },
]
const deletes = (groupId: string): NamedCommand => ['DeleteCustomerGroup', { groupId }]
const annas = { by: 'anna' }
const nobody: NamedCommand = ['ChangePolicy', { key: 'emptyVisibilityList', value: 'nobody' }]

describe('the list of salespersons of a group', () => {
  const gold = [anna, cecilia, seller('s1'), seller('s2'), seller('s3'), group('gold'), ...shown('gold', 's1', 's2')]
  test('is unchanged in another order, or with repeated names: anybody may save that', () => {
    given(...gold)
      .when(...saves({ salespersonIds: ['s2', 's1', 's2'] }), annas)
      .changesNothing()
  })
  test('can be changed by administrators only: longer, shorter, or with another one', () => {
    for (const salespersonIds of [['s1', 's2', 's3'], ['s1'], ['s1', 's3'], []]) {
      given(...gold)
        .when(...saves({ salespersonIds }), annas)
        .isRefused('NotAdministrator', annas)
      given(...gold)
        .when(...saves({ salespersonIds }), { by: 'cecilia' })
        .isAccepted()
    }
  })
  test('may be omitted by anybody, and empty for a new group', () => {
    given(...gold)
      .when(...saves({ name: 'Golden' }), annas)
      .isAccepted()
    given(anna).when('SaveCustomerGroup', { name: 'New', salespersonIds: [] }, annas).isAccepted()
    given(anna, seller('s1'))
      .when('SaveCustomerGroup', { name: 'New', salespersonIds: ['s1'] }, annas)
      .isRefused('NotAdministrator')
  })
})

describe('moving a group to another parent', () => {
  const tree = [anna, seller('s1'), seller('s2'), group('p'), group('q'), group('r'), group('sub', 'p')]
  test('is free if both parents are visible to the same employees, in whatever order', () => {
    given(...tree, ...shown('p', 's1', 's2'), ...shown('q', 's2', 's1'))
      .when(...moves('sub', 'q'), annas)
      .isAccepted()
    given(...tree)
      .when(...moves('sub', null), annas)
      .isAccepted()
  })
  test('needs an administrator if they are not, unless the group has its own list', () => {
    given(...tree, ...shown('p', 's1'), ...shown('q', 's2'))
      .when(...moves('sub', 'q'), annas)
      .isRefused('NotAdministrator', annas)
    given(...tree, ...shown('q', 's2'))
      .when('SaveCustomerGroup', { groupId: 'sub', parentId: 'q' }, annas)
      .isRefused('NotAdministrator')
    given(...tree, ...shown('p', 's1'), ...shown('q', 's2'), ...shown('sub', 's1'))
      .when(...moves('sub', 'q'), annas)
      .isAccepted()
  })
  test('of a group that does not exist gets the same answer for everybody, and a new group is free', () => {
    given(...tree, ...shown('q', 's2'))
      .when(...moves('x', 'q'), annas)
      .isRefused('GroupNotFound')
    given(...tree, ...shown('q', 's2'))
      .when('SaveCustomerGroup', { name: 'New', parentId: 'q' }, annas)
      .isAccepted()
  })
})

describe('deleting a group', () => {
  const tree = [anna, seller('s1'), group('p'), group('sub', 'p'), group('free')]
  test('needs an administrator if it is closed, even by a list above it', () => {
    given(...tree, ...shown('p', 's1'))
      .when(...deletes('sub'), annas)
      .isRefused('NotAdministrator', annas)
    given(...tree, ...shown('p', 's1'))
      .when(...deletes('free'), annas)
      .isAccepted()
  })
  test('needs an administrator if an empty list admits nobody', () => {
    given(...tree, nobody)
      .when(...deletes('free'), annas)
      .isRefused('NotAdministrator')
    given(...tree, nobody)
      .when(...deletes('x'), annas)
      .isRefused('GroupNotFound')
  })
})

describe('a register', () => {
  const root: NamedCommand = ['RegisterEmployee', { employeeId: 'root', name: 'Root', admin: true }]
  test('is set up once there is an administrator among its employees, whichever was first', () => {
    for (const before of [
      [anna, root],
      [root, anna],
    ])
      given(...before)
        .when(...bertil, annas)
        .isRefused('NotAdministrator', annas)
    given(anna)
      .when(...bertil, annas)
      .isAccepted()
  })
})

describe('own actions of an employee', () => {
  const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-15' }]
  const gives: NamedCommand = ['ReassignResponsibilities', { fromEmployeeId: 'anna', toEmployeeId: 'bertil' }]
  const teams: NamedCommand = ['SetEmployeeTeams', { employeeId: 'anna', teams: ['north'] }]
  test('include giving its responsibilities away', () => {
    given(anna, bertil)
      .when(...gives, annas)
      .changesNothing()
    given(anna, bertil)
      .when(...gives, { by: 'bertil' })
      .isRefused('NotOneself', { by: 'bertil' })
  })
  test('are none from the day it left', () => {
    given(anna, bertil, left)
      .when(...teams, annas)
      .isRefused('NotOneself', annas)
    given(anna, bertil, left)
      .when(...teams, { ...annas, today: '2024-03-14' })
      .isAccepted()
  })
})
