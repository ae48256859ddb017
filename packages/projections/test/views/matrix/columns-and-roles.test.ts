import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  archived,
  assigned,
  bertil,
  beta,
  customer,
  employee,
  event,
  gamma,
  project,
  role,
} from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOn } from '../../town/town.js'

const asOf = '2024-06-15'
const leaver = (id: string) => [
  employee(id, `Leaver ${id}`),
  event('EmployeeDeactivated', `employee-${id}`, { effective: '2024-02-01' }),
]

describe('the columns of the matrix', () => {
  const views = viewsOn(
    asOf,
    anna,
    bertil,
    ...['archived', 'project', 'closed', 'private', 'ended', 'lost', 'away'].flatMap(leaver),
    acme,
    gamma,
    archived('gamma'),
    customer('hidden', 'Hidden Oy', { private: true, ownerId: 'anna' }),
    project('x', 'acme', 'X'),
    project('z', 'gamma', 'Z'),
    assigned('customer-gamma', 'r1', 'archived'),
    assigned('project-x', 'r1', 'project'),
    assigned('project-z', 'r1', 'closed'),
    assigned('customer-hidden', 'r1', 'private'),
    assigned('customer-acme', 'r1', 'ended', { until: asOf }),
    assigned('project-unknown', 'r1', 'lost'),
    assigned('customer-unknown', 'r1', 'lost'),
    event('AbsencePlanned', 'employee-anna', { substituteId: 'away', from: '2024-06-10', until: '2024-06-21' }),
    assigned('customer-acme', 'r2', 'anna'),
  )
  test('are of employees who are active, or still responsible for a shown row', () => {
    const columns = (params: Parameters<typeof views.responsibilityMatrix>[0]) =>
      views
        .responsibilityMatrix(params)
        .columns.map(({ employeeId }) => employeeId)
        .join(', ')
    expect(
      answersOf(
        columns,
        { asOf },
        { asOf, showProjects: true },
        { asOf, viewer: 'bertil' },
        { asOf: '2024-06-14' },
        { asOf: '2024-01-31' },
        { asOf: '2024-06-21' },
      ),
    ).toEqual([
      '? {asOf 2024-06-15}',
      'anna, bertil, away, private',
      '? {asOf 2024-06-15, showProjects yes}',
      'anna, bertil, away, private, project',
      '? {asOf 2024-06-15, viewer bertil}',
      'anna, bertil, away',
      '? {asOf 2024-06-14}',
      'anna, bertil, away, ended, private',
      '? {asOf 2024-01-31}',
      'anna, bertil, archived, away, closed, ended, lost, private, project',
      '? {asOf 2024-06-21}',
      'anna, bertil, private',
    ])
  })
})

describe('required roles', () => {
  const required = (roleId: string, kind = 'customer', retired = false) => [
    event('RoleDefined', 'roles', { roleId, name: `The ${roleId}`, kind, required: true }),
    ...(retired ? [event('RoleRetired', 'roles', { roleId })] : []),
  ]
  const views = viewsOn(
    asOf,
    anna,
    acme,
    beta,
    gamma,
    role('free', 'Free'),
    ...required('first'),
    ...required('second'),
    ...required('of projects', 'project'),
    ...required('old', 'customer', true),
    assigned('customer-acme', 'r1', 'anna', { roleId: 'second' }),
    assigned('customer-beta', 'r1', 'anna', { roleId: 'first', until: asOf }),
    assigned('customer-gamma', 'r1', 'anna', { roleId: 'first' }),
    assigned('customer-gamma', 'r2', 'anna', { roleId: 'second', from: '2024-06-16' }),
  )
  test('are vacant one by one, by customer and in the order of the roles', () => {
    expect(
      answersOf(
        views.vacantRoles,
        { asOf },
        { asOf: '2024-06-16' },
        { asOf, offset: 1, limit: 2 },
        { asOf, offset: 2, limit: 9 },
      ),
    ).toEqual([
      '? {asOf 2024-06-15}',
      '# customerId | customerName | roleId | roleName',
      'acme | Acme Oy | first | The first',
      'beta | Beta Oy | first | The first',
      'beta | Beta Oy | second | The second',
      'gamma | Gamma AB | second | The second',
      '? {asOf 2024-06-16}',
      'acme | Acme Oy | first | The first',
      'beta | Beta Oy | first | The first',
      'beta | Beta Oy | second | The second',
      '? {asOf 2024-06-15, offset 1, limit 2}',
      'beta | Beta Oy | first | The first',
      'beta | Beta Oy | second | The second',
      '? {asOf 2024-06-15, offset 2, limit 9}',
      'beta | Beta Oy | second | The second',
      'gamma | Gamma AB | second | The second',
    ])
  })
})

describe('the responsibilities that end soon', () => {
  test('are sorted by day, by the names of customers, and by the order of assignment', () => {
    const until = '2024-06-20'
    const views = viewsOn(
      asOf,
      anna,
      beta,
      acme,
      customer('ghost', 'Äcme'),
      assigned('customer-beta', 'r1', 'anna', { until }),
      assigned('customer-acme', 'r2', 'bertil', { until }),
      assigned('customer-acme', 'r1', 'anna', { until: '2024-06-18', roleId: 'lead' }),
      assigned('customer-acme', 'r3', 'anna', { until }),
      event('ResponsibilityIntervalChanged', 'customer-acme', { assignmentId: 'r2', from: null, until }),
      assigned('customer-ghost', 'r1', 'anna', { from: '2024-06-19', until }),
      assigned('project-x', 'r1', 'anna', { until }),
    )
    const ending = (params: Parameters<typeof views.endingResponsibilities>[0]) => views.endingResponsibilities(params)
    const count = (within: number, at = asOf): number => ending({ asOf: at, within }).length
    expect(answersOf(ending, { asOf })).toEqual([
      '? {asOf 2024-06-15}',
      '# customerId | customerName | assignmentId | employeeId | employeeName | roleId | roleName | lastDay',
      'acme | Acme Oy | r1 | anna | Anna Aalto | lead | lead | 2024-06-17',
      'acme | Acme Oy | r2 | bertil | bertil | – | – | 2024-06-19',
      'acme | Acme Oy | r3 | anna | Anna Aalto | – | – | 2024-06-19',
      'beta | Beta Oy | r1 | anna | Anna Aalto | – | – | 2024-06-19',
    ])
    expect([count(4), count(3), count(2), count(1), count(0, '2024-06-19')]).toEqual([4, 1, 1, 0, 4])
  })
})
