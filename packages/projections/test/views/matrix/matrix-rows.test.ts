import { describe, expect, it } from 'vitest'
import {
  acme,
  anna,
  archived,
  assigned,
  bertil,
  beta,
  event,
  gA,
  gA1,
  gamma,
  gB,
  group,
  type LogEvent,
  logOf,
  moved,
  policy,
  project,
  registerOf,
  role,
} from '../../log.js'
import { cellOf, type Matrix, responsibilityMatrix } from '../../source.js'

const day = '2024-03-15'
const onAcme = assigned('customer-acme', 'r1', 'anna')

const subjects = ({ rows }: Matrix): readonly string[] => rows.map(({ subject }) => `${subject.kind} ${subject.id}`)

const filled = ({ rows }: Matrix): readonly string[] =>
  rows.flatMap(({ subject, cells }) => Object.keys(cells).map((employeeId) => `${employeeId} on ${subject.id}`))

const names = ({ columns }: Matrix): readonly string[] => columns.map(({ employeeId }) => employeeId)

describe('the responsibility matrix', () => {
  const full: readonly LogEvent[] = [
    anna,
    bertil,
    acme,
    beta,
    gamma,
    project('x', 'acme', 'Project X'),
    onAcme,
    archived('gamma'),
    assigned('project-x', 'p1', 'bertil'),
    assigned('customer-beta', 'r5', 'bertil', { from: '2024-04-01' }),
  ]

  it('shows the cells in force on a day, projects beneath their customer when toggled, archived customers never', () => {
    const matrix = responsibilityMatrix(registerOf(...full), { asOf: day, showProjects: true })
    expect(subjects(matrix)).toEqual(['customer acme', 'project x', 'customer beta'])
    expect(filled(matrix)).toEqual(['anna on acme', 'bertil on x'])
    expect(matrix.total).toBe(3)
  })

  it('shows customers only by default', () => {
    expect(subjects(responsibilityMatrix(registerOf(...full), { asOf: day }))).toEqual([
      'customer acme',
      'customer beta',
    ])
  })

  it('returns an empty cell', () => {
    const [row] = responsibilityMatrix(registerOf(...full), { asOf: day }).rows
    expect(row && cellOf(row, 'bertil')).toEqual({ responsible: false, roles: [], until: null })
  })

  it('does not show a responsibility on the day after its last', () => {
    const register = registerOf(anna, acme, assigned('customer-acme', 'r1', 'anna', { until: '2024-03-15' }))
    const last = responsibilityMatrix(register, { asOf: '2024-03-14' })
    expect(last.rows[0]?.cells).toEqual({ anna: { responsible: true, roles: [], until: '2024-03-14' } })
    expect(filled(responsibilityMatrix(register, { asOf: '2024-03-15' }))).toEqual([])
  })

  it('combines filters with AND, includes subgroups by includeSubgroups: true, ignores case and diacritics', () => {
    const register = registerOf(
      anna,
      bertil,
      gA,
      gA1,
      gB,
      acme,
      beta,
      gamma,
      moved('acme', null, 'gA1'),
      moved('beta', null, 'gA'),
    )
    const filter = { groupIds: ['gA'], teamId: 'north', text: 'ÁCM' }
    const matrix = responsibilityMatrix(register, { asOf: day, filter })
    expect(subjects(matrix)).toEqual(['customer acme'])
    expect(names(matrix)).toEqual(['anna'])
    const own = { groupIds: ['gA'], includeSubgroups: false }
    expect(subjects(responsibilityMatrix(register, { asOf: day, filter: own }))).toEqual(['customer beta'])
    expect(subjects(responsibilityMatrix(register, { asOf: day, filter: { groupIds: [null] } }))).toEqual([
      'customer gamma',
    ])
  })

  it('excludes subgroups by includeSubgroups: false', () => {
    const register = registerOf(policy('includeSubgroups', false), gA, gA1, acme, moved('acme', null, 'gA1'))
    expect(responsibilityMatrix(register, { asOf: day, filter: { groupIds: ['gA'] } }).total).toBe(0)
  })

  it('filters the columns by team or employees and keeps the rows', () => {
    const register = registerOf(...full)
    const matrix = responsibilityMatrix(register, { asOf: day, filter: { employeeIds: ['bertil'] } })
    expect(names(matrix)).toEqual(['bertil'])
    expect(subjects(matrix)).toEqual(['customer acme', 'customer beta'])
    expect(filled(matrix)).toEqual([])
  })

  it('filters rows and cells by a role of the day', () => {
    const register = registerOf(
      ...full,
      role('accountant', 'Accountant'),
      event('ResponsibleRoleAdded', 'customer-acme', { assignmentId: 'r1', roleId: 'accountant', from: '2024-03-01' }),
    )
    const filter = { roleId: 'accountant' }
    const matrix = responsibilityMatrix(register, { asOf: day, filter, showProjects: true })
    expect(subjects(matrix)).toEqual(['customer acme'])
    expect(matrix.rows[0]?.cells.anna).toEqual({ responsible: true, roles: ['accountant'], until: null })
    expect(responsibilityMatrix(register, { asOf: '2024-02-01', filter }).total).toBe(0)
  })

  it('filters the rows by groups that list a salesperson', () => {
    const register = registerOf(
      anna,
      acme,
      beta,
      group('g1', 'One'),
      event('GroupVisibilityGranted', 'customerGroups', { groupId: 'g1', employeeId: 'anna' }),
      moved('beta', null, 'g1'),
    )
    expect(subjects(responsibilityMatrix(register, { asOf: day, filter: { salespersonId: 'anna' } }))).toEqual([
      'customer beta',
    ])
  })

  it('shows an inactive employee only while it still holds a responsibility', () => {
    const annaLeaves = event('EmployeeDeactivated', 'employee-anna', { effective: '2024-02-01' })
    expect(names(responsibilityMatrix(registerOf(anna, bertil, annaLeaves), { asOf: day }))).toEqual(['bertil'])
    const holding = responsibilityMatrix(registerOf(anna, bertil, acme, onAcme, annaLeaves), { asOf: day })
    expect(holding.columns).toEqual([
      { employeeId: 'anna', name: 'Anna Aalto', inactive: true },
      { employeeId: 'bertil', name: 'Bertil Berg', inactive: false },
    ])
  })

  it('has pages in the same order and with one total', () => {
    const register = registerOf(...full)
    const rows = [0, 1, 2].flatMap((offset) =>
      subjects(responsibilityMatrix(register, { asOf: day, showProjects: true, offset, limit: 1 })),
    )
    expect(rows).toEqual(['customer acme', 'project x', 'customer beta'])
  })

  it('sorts names by the language and keeps the order when a name changes', () => {
    const register = registerOf(acme, beta)
    const params = { asOf: day, locale: 'fi' as const }
    expect(subjects(responsibilityMatrix(register, params))).toEqual(['customer acme', 'customer beta'])
    register.applyAll(
      logOf(
        event('CustomerDetailsChanged', 'customer-acme', { changes: [{ field: 'name', old: 'Acme Oy', new: 'Äcme' }] }),
      ),
    )
    expect(subjects(responsibilityMatrix(register, params))).toEqual(['customer beta', 'customer acme'])
    expect(subjects(responsibilityMatrix(register, { asOf: day }))).toEqual(['customer acme', 'customer beta'])
  })
})
