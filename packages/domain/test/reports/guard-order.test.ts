import { describe, test } from 'vitest'
import { type Asked, anna, bertil, given } from '../given.js'

const report = (more: object = {}): object => ({ reportId: 'q1', name: 'Annual', scope: 'own', filters: {}, ...more })
const backwards = { period: { from: '2024-02-01', to: '2024-01-01' } }
const left: Asked = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-01' }]
const [mine, others] = [{ by: 'anna' }, { by: 'bertil' }]

const annas = (...before: readonly Asked[]) =>
  given().after(given(anna, bertil, ...before).when('SaveReport', report(), mine).world)

describe('of a report it is told first', () => {
  test('that an actor without an id keeps none, whatever else is amiss', () => {
    annas()
      .when('SaveReport', report({ name: ' ' }), { by: ' ' })
      .isRefused('EmployeeNotFound', { employeeId: ' ' })
  })
  test('that it is another’s, though its name is blank', () => {
    annas()
      .when('SaveReport', report({ name: ' ' }), others)
      .isRefused('NotReportOwner', { reportId: 'q1' })
  })
  test('that its name is blank, though a filter is not there', () => {
    given(anna)
      .when('SaveReport', report({ name: ' ', filters: { zed: 1 } }), mine)
      .isRefused('MissingRequiredField')
  })
  test('that a filter is not there, though the period is backwards', () => {
    given(anna)
      .when('SaveReport', report({ filters: { zed: 1, ...backwards } }), mine)
      .isRefused('UnknownFilter', { filter: 'zed' })
  })
  test('that the period is backwards, though a column is not there', () => {
    given(anna)
      .when('SaveReport', report({ filters: backwards, columns: ['zed'] }), mine)
      .isRefused('InvalidPeriod', { from: '2024-02-01', to: '2024-01-01' })
  })
  test('that a column is not there, though the name is taken', () => {
    annas()
      .when('SaveReport', report({ reportId: 'q2', columns: ['zed'] }), mine)
      .isRefused('UnknownColumn', { column: 'zed' })
  })
  test('that it is so already, though the office has one of the name', () => {
    const { world } = annas().when('SaveReport', report({ reportId: 'q2', scope: 'office' }), others)
    given().after(world).when('SaveReport', report(), mine).changesNothing()
    given().after(world).when('ShareReportWithOffice', { reportId: 'q1' }, mine).isRefused('ReportNameTaken')
    given().after(world).when('ShareReportWithOffice', { reportId: 'q2' }, others).changesNothing()
  })
  test('that it is not there, though it would be another’s', () => {
    const gone = annas().when('DeleteReport', { reportId: 'q1' }, mine).world
    given().after(gone).when('ShareReportWithOffice', { reportId: 'q1' }, others).isRefused('ReportNotFound')
    given().after(gone).when('DeleteReport', { reportId: 'q1' }, others).isRefused('ReportNotFound')
  })
  test('that it is another’s, though it is shared already', () => {
    const shared = annas().when('ShareReportWithOffice', { reportId: 'q1' }, mine).world
    given().after(shared).when('ShareReportWithOffice', { reportId: 'q1' }, others).isRefused('NotReportOwner')
  })
})

describe('a report', () => {
  test('is not its author’s any more from the day the author left', () => {
    const gone = annas().when(...left).world
    given().after(gone).when('DeleteReport', { reportId: 'q1' }, mine).isRefused('NotReportOwner', { by: 'anna' })
    given()
      .after(gone)
      .when('DeleteReport', { reportId: 'q1' }, { ...mine, today: '2024-02-29' })
      .happens(['ReportDeleted', { reportId: 'q1' }])
  })
  test('is the same only with the same name, scope, filters and columns', () => {
    for (const change of [{ scope: 'office' }, { columns: ['name'] }, { filters: { text: 'oy' } }, { name: 'annual' }])
      annas().when('SaveReport', report(change), mine).isAccepted()
    annas()
      .when('SaveReport', report({ name: ' Annual ' }), mine)
      .changesNothing()
  })
  test('may begin and end on one day, or have one side open', () => {
    for (const period of [{ from: '2024-01-01', to: '2024-01-01' }, { from: '2024-01-01' }, { to: '2024-01-01' }, {}])
      given(anna)
        .when('SaveReport', report({ filters: { period } }), mine)
        .happens([
          'ReportSaved',
          { reportId: 'q1', name: 'Annual', scope: 'own', ownerId: 'anna', filters: { period }, columns: null },
        ])
  })
  test('of the office does not keep its name from an own one', () => {
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
