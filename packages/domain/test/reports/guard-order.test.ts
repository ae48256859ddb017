import { describe, test } from 'vitest'
import { anna, bertil, given, type NamedCommand } from '../given.js'

const report = (more: object = {}): object => ({ reportId: 'q1', name: 'Annual', scope: 'own', filters: {}, ...more })
const backwards = { period: { from: '2024-02-01', to: '2024-01-01' } }
const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-01' }]
const [mine, others] = [{ by: 'anna' }, { by: 'bertil' }]

const annas = (...before: readonly NamedCommand[]) =>
  given().after(given(anna, bertil, ...before).when('SaveReport', report(), mine).world)

describe('a report with several problems: the answer says first', () => {
  test('that an actor without an id cannot save one, whatever else is wrong', () => {
    annas()
      .when('SaveReport', report({ name: ' ' }), { by: ' ' })
      .isRefused('EmployeeNotFound', { employeeId: ' ' })
  })
  test('that it belongs to another author, though its name is blank', () => {
    annas()
      .when('SaveReport', report({ name: ' ' }), others)
      .isRefused('NotReportOwner', { reportId: 'q1' })
  })
  test('that its name is blank, though a filter does not exist', () => {
    given(anna)
      .when('SaveReport', report({ name: ' ', filters: { zed: 1 } }), mine)
      .isRefused('MissingRequiredField')
  })
  test('that a filter does not exist, though the period ends before it begins', () => {
    given(anna)
      .when('SaveReport', report({ filters: { zed: 1, ...backwards } }), mine)
      .isRefused('UnknownFilter', { filter: 'zed' })
  })
  test('that the period ends before it begins, though a column does not exist', () => {
    given(anna)
      .when('SaveReport', report({ filters: backwards, columns: ['zed'] }), mine)
      .isRefused('InvalidPeriod', { from: '2024-02-01', to: '2024-01-01' })
  })
  test('that a column does not exist, though the name is taken', () => {
    annas()
      .when('SaveReport', report({ reportId: 'q2', columns: ['zed'] }), mine)
      .isRefused('UnknownColumn', { column: 'zed' })
  })
  test('that it changes nothing, though the office has one of the name', () => {
    const { world } = annas().when('SaveReport', report({ reportId: 'q2', scope: 'office' }), others)
    given().after(world).when('SaveReport', report(), mine).changesNothing()
    given().after(world).when('ShareReportWithOffice', { reportId: 'q1' }, mine).isRefused('ReportNameTaken')
    given().after(world).when('ShareReportWithOffice', { reportId: 'q2' }, others).changesNothing()
  })
  test('that it does not exist, though it would belong to another author', () => {
    const deleted = annas().when('DeleteReport', { reportId: 'q1' }, mine).world
    given().after(deleted).when('ShareReportWithOffice', { reportId: 'q1' }, others).isRefused('ReportNotFound')
    given().after(deleted).when('DeleteReport', { reportId: 'q1' }, others).isRefused('ReportNotFound')
  })
  test('that it belongs to another author, though it is shared already', () => {
    const shared = annas().when('ShareReportWithOffice', { reportId: 'q1' }, mine).world
    given().after(shared).when('ShareReportWithOffice', { reportId: 'q1' }, others).isRefused('NotReportOwner')
  })
})

describe('a report', () => {
  test('does not belong to its author from the day the author left', () => {
    const deleted = annas().when(...left).world
    given().after(deleted).when('DeleteReport', { reportId: 'q1' }, mine).isRefused('NotReportOwner', { by: 'anna' })
    given()
      .after(deleted)
      .when('DeleteReport', { reportId: 'q1' }, { ...mine, today: '2024-02-29' })
      .happens(['ReportDeleted', { reportId: 'q1' }])
  })
  test('is unchanged only with the same name, scope, filters and columns', () => {
    for (const change of [{ scope: 'office' }, { columns: ['name'] }, { filters: { text: 'oy' } }, { name: 'annual' }])
      annas().when('SaveReport', report(change), mine).isAccepted()
    annas()
      .when('SaveReport', report({ name: ' Annual ' }), mine)
      .changesNothing()
  })
  test('may begin and end on one day, or be open on one side', () => {
    for (const period of [{ from: '2024-01-01', to: '2024-01-01' }, { from: '2024-01-01' }, { to: '2024-01-01' }, {}])
      given(anna)
        .when('SaveReport', report({ filters: { period } }), mine)
        .happens([
          'ReportSaved',
          { reportId: 'q1', name: 'Annual', scope: 'own', ownerId: 'anna', filters: { period }, columns: null },
        ])
  })
  test('of the office does not block its name for a user’s own report', () => {
    const { world } = given(anna, bertil).when('SaveReport', report({ scope: 'office' }), others)
    given()
      .after(world)
      .when('SaveReport', report({ reportId: 'q2' }), mine)
      .isAccepted()
    given()
      .after(world)
      .when('SaveReport', report({ reportId: 'q2', scope: 'office', name: ' ANNUAL ' }), mine)
      .isRefused('ReportNameTaken', { reportId: 'q1', name: 'ANNUAL' })
  })
})
