import type { Assignment, Role } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { vacancy, whenHeldByAnother, whenOverlapping } from '../../src/rules/responsibilities/rules.js'
import { acme, anna, bertil, given, type NamedCommand } from '../given.js'

const assignment = (
  employeeId: string,
  roleId: string | null,
  from: string | null,
  until: string | null,
): Assignment => ({
  assignmentId: `${employeeId} ${roleId} ${from}`,
  employeeId,
  roleId,
  from,
  until,
  earlierRoles: [],
})
const role = (more: Partial<Role>): Role => ({
  name: 'R',
  kind: 'customer',
  cardinality: 'many',
  required: false,
  retired: false,
  ...more,
})
const roles = {
  byId: new Map([
    ['one', role({ cardinality: 'single' })],
    ['many', role({})],
    ['must', role({ required: true })],
    ['also', role({ required: true })],
  ]),
}
const wanted = (roleId: string | null, employeeId = 'anna') => ({ employeeId, roleId, from: '2024-01-01', until: null })
const refused = (error: string, facts: object) => ({ _tag: 'Left', left: { error, ...facts } })

describe('a single-holder role', () => {
  test('is taken on a day by another employee, not by the same one, and not on other days', () => {
    expect(whenHeldByAnother([assignment('bertil', 'one', null, null)], roles, wanted('one'))).toEqual(
      refused('RoleAlreadyHeld', { roleId: 'one', employeeId: 'bertil' }),
    )
    expect(whenHeldByAnother([assignment('anna', 'one', null, null)], roles, wanted('one'))).toBeNull()
    expect(whenHeldByAnother([assignment('bertil', 'one', null, '2024-01-01')], roles, wanted('one'))).toBeNull()
    for (const roleId of ['many', 'unknown', null])
      expect(whenHeldByAnother([assignment('bertil', roleId, null, null)], roles, wanted(roleId))).toBeNull()
  })
})

describe('a responsibility', () => {
  test('overlaps one of the same employee in the same role', () => {
    const own = assignment('anna', null, null, null)
    expect(whenOverlapping([assignment('bertil', null, null, null), own], wanted(null))).toEqual(
      refused('ResponsibilityOverlaps', { assignmentId: own.assignmentId }),
    )
    expect(whenOverlapping([own], wanted('many'))).toBeNull()
    expect(whenOverlapping([assignment('bertil', null, null, null)], wanted(null))).toBeNull()
  })
})

describe('a required role becomes vacant', () => {
  const vacated = (before: readonly Assignment[], after: readonly Assignment[], from = '2024-03-15') =>
    vacancy(roles, before, after, from)
  const must = assignment('anna', 'must', '2024-01-01', null)
  test('from the first day on which nobody has it any more', () => {
    expect(vacated([must], [])).toEqual({ roleId: 'must', from: '2024-03-15' })
    expect(vacated([must], [{ ...must, until: '2024-06-01' }])).toEqual({ roleId: 'must', from: '2024-06-01' })
    expect(vacated([must], [{ ...must, from: '2024-06-01' }])).toEqual({ roleId: 'must', from: '2024-03-15' })
    const later = assignment('bertil', 'must', '2024-08-01', '2024-09-01')
    expect(vacated([{ ...must, until: '2024-05-01' }, later], [])).toEqual({ roleId: 'must', from: '2024-03-15' })
    expect(vacated([assignment('anna', 'must', '2024-05-01', null)], [])).toEqual({
      roleId: 'must',
      from: '2024-05-01',
    })
    expect(
      vacated(
        [assignment('anna', 'must', '2024-08-01', null), assignment('bertil', 'must', '2024-05-01', '2024-06-01')],
        [],
      ),
    ).toEqual({
      roleId: 'must',
      from: '2024-05-01',
    })
  })
  test('not by a change of past days', () => {
    const past = assignment('anna', 'must', '2024-01-01', '2024-02-01')
    expect(vacated([past], [])).toBeNull()
    expect(vacated([past, must], [must])).toBeNull()
    expect(vacated([assignment('anna', 'must', '2024-01-01', '2024-03-15')], [])).toBeNull()
  })
  test('not if another employee has it, it was vacant before, or it is not required', () => {
    expect(
      vacated([must, assignment('bertil', 'must', null, null)], [assignment('bertil', 'must', null, null)]),
    ).toBeNull()
    expect(vacated([{ ...must, until: '2024-06-01' }], [{ ...must, until: '2024-06-01' }])).toBeNull()
    expect(vacated([assignment('anna', 'many', null, null)], [])).toBeNull()
    expect(vacated([assignment('anna', null, null, null)], [])).toBeNull()
  })
  test('even if others are responsible, or it was held earlier in the same responsibility', () => {
    expect(vacated([assignment('bertil', null, null, null), must], [])).toEqual({ roleId: 'must', from: '2024-03-15' })
    const also = assignment('bertil', 'also', null, null)
    expect(vacated([must, also], [also])).toEqual({ roleId: 'must', from: '2024-03-15' })
    expect(vacated([also, must], [also])).toEqual({ roleId: 'must', from: '2024-03-15' })
    const was: Assignment = {
      ...assignment('anna', null, '2024-01-01', null),
      earlierRoles: [{ roleId: 'must', until: '2024-06-01' }],
    }
    expect(vacated([was], [])).toEqual({ roleId: 'must', from: '2024-03-15' })
    expect(vacated([must, assignment('anna', 'also', null, null)], [])).toEqual({ roleId: 'must', from: '2024-03-15' })
  })
})

describe('changing the days of a responsibility', () => {
  const changes: NamedCommand = [
    'ChangeResponsibilityInterval',
    { customerId: 'acme', assignmentId: 'given3', from: '2024-01-01', until: '2024-03-01' },
  ]
  const must: NamedCommand = ['DefineRole', { roleId: 'must', name: 'Must', kind: 'customer', required: true }]
  const holds = (employeeId: string, until: string | null): NamedCommand => [
    'AssignResponsible',
    { customerId: 'acme', employeeId, roleId: 'must', from: '2024-01-01', until },
  ]
  test('is accepted if only past days lose their holder', () => {
    given(acme, anna, must, holds('anna', '2024-03-10'))
      .when(...changes)
      .isAccepted()
    given(acme, anna, must, holds('anna', '2024-03-16'))
      .when(...changes)
      .isRefused('RequiredRoleVacant', { from: '2024-03-15' })
    given(acme, anna, must, holds('anna', null), bertil, holds('bertil', null))
      .when(...changes)
      .isAccepted()
  })
})
