import { describe, test } from 'vitest'
import { anna, bertil, given, type NamedCommand } from '../given.js'

const boss: NamedCommand = ['RegisterEmployee', { employeeId: 'boss', name: 'Boss', admin: true }]
const filters = { groupIds: ['gA'], period: { from: '2024-01-01', to: '2024-12-31' } }
const annual = { reportId: 'q1', name: 'Annual', scope: 'own', filters }
const mine = { by: 'anna' }

/** Begins with a report that Anna has saved. */
const annas = () => given().after(given(anna, bertil, boss).when('SaveReport', annual, mine).world)

describe('saving a report', () => {
  test('stores its filters for its author, the actor', () => {
    given(anna)
      .when('SaveReport', { ...annual, name: ' Annual ' }, mine)
      .happens([
        'ReportSaved',
        { reportId: 'q1', name: 'Annual', scope: 'own', ownerId: 'anna', filters, columns: null },
      ])
  })
  test('generates an id if none is given', () => {
    given(anna)
      .when('SaveReport', { name: 'Annual', scope: 'own', filters: {} }, mine)
      .happens([
        'ReportSaved',
        { reportId: 'command1', scope: 'own', ownerId: 'anna', name: 'Annual', filters: {}, columns: null },
      ])
  })
  test('with an existing id changes that report, or nothing if it is the same', () => {
    const { world } = given(anna).when('SaveReport', { ...annual, columns: ['name', 'city', 'name'] }, mine)
    given()
      .after(world)
      .when('SaveReport', { ...annual, columns: ['name', 'city'] }, mine)
      .changesNothing()
    given()
      .after(world)
      .when('SaveReport', { ...annual, name: 'Yearly' }, mine)
      .happens([
        'ReportSaved',
        {
          name: 'Yearly',
          columns: null,
          reportId: 'q1',
          scope: 'own',
          ownerId: 'anna',
          filters: { groupIds: ['gA'], period: { from: '2024-01-01', to: '2024-12-31' } },
        },
      ])
  })
  test('does not depend on the order of the filters', () => {
    const { world } = given(anna).when('SaveReport', { ...annual, filters: { status: 'v1', text: 'oy' } }, mine)
    given()
      .after(world)
      .when('SaveReport', { ...annual, filters: { text: 'oy', status: 'v1' } }, mine)
      .changesNothing()
  })
  test('is refused without a name, with unknown filters or columns, or with a period that ends before it begins', () => {
    const save = (changes: object) => given(anna).when('SaveReport', { ...annual, ...changes }, mine)
    save({ name: ' ' }).isRefused('MissingRequiredField', { fields: ['name'] })
    save({ filters: { zed: 1 } }).isRefused('UnknownFilter', { filter: 'zed' })
    save({ columns: [] }).isRefused('NoColumnsSelected')
    save({ columns: ['shoeSize'] }).isRefused('UnknownColumn', { column: 'shoeSize' })
    save({ filters: { period: { from: '2024-02-01', to: '2024-01-01' } } }).isRefused('InvalidPeriod')
  })
  test('is refused under the name of another report of the author, ignoring case', () => {
    annas()
      .when('SaveReport', { ...annual, reportId: 'q2', name: 'ANNUAL' }, mine)
      .isRefused('ReportNameTaken', { reportId: 'q1' })
    annas()
      .when('SaveReport', { ...annual, reportId: 'q2' }, { by: 'bertil' })
      .happens([
        'ReportSaved',
        {
          ownerId: 'bertil',
          reportId: 'q2',
          scope: 'own',
          name: 'Annual',
          filters: { groupIds: ['gA'], period: { from: '2024-01-01', to: '2024-12-31' } },
          columns: null,
        },
      ])
  })
  test('is accepted under a name that is free since its report was deleted', () => {
    const deleted = annas().when('DeleteReport', { reportId: 'q1' }, mine).world
    given()
      .after(deleted)
      .when('SaveReport', { ...annual, reportId: 'q3' }, mine)
      .happens([
        'ReportSaved',
        {
          name: 'Annual',
          reportId: 'q3',
          scope: 'own',
          ownerId: 'anna',
          filters: { groupIds: ['gA'], period: { from: '2024-01-01', to: '2024-12-31' } },
          columns: null,
        },
      ])
  })
  test('of another author is refused, except for an administrator, who does not become its author', () => {
    annas()
      .when('SaveReport', { ...annual, name: 'Yearly' }, { by: 'bertil' })
      .isRefused('NotReportOwner', { reportId: 'q1', by: 'bertil' })
    annas()
      .when('SaveReport', { ...annual, name: 'Yearly' }, { by: 'boss' })
      .happens([
        'ReportSaved',
        {
          name: 'Yearly',
          ownerId: 'anna',
          reportId: 'q1',
          scope: 'own',
          filters: { groupIds: ['gA'], period: { from: '2024-01-01', to: '2024-12-31' } },
          columns: null,
        },
      ])
  })
})

describe('a report of the office', () => {
  test('is shared by its author, once', () => {
    const shared = annas().when('ShareReportWithOffice', { reportId: 'q1' }, mine)
    shared.happens(['ReportShared', { reportId: 'q1' }])
    given().after(shared.world).when('ShareReportWithOffice', { reportId: 'q1' }, mine).changesNothing()
  })
  test('has a name that is unique in the office', () => {
    const { world } = annas().when('SaveReport', { ...annual, reportId: 'q2', scope: 'office' }, { by: 'bertil' })
    const next = given().after(world)
    next.when('ShareReportWithOffice', { reportId: 'q1' }, mine).isRefused('ReportNameTaken', { reportId: 'q2' })
    next
      .when('SaveReport', { ...annual, scope: 'office' }, mine)
      .isRefused('ReportNameTaken', { reportId: 'q2', name: 'Annual' })
  })
  test('can be shared and deleted only by its author or an administrator', () => {
    const others = { by: 'bertil' }
    annas().when('ShareReportWithOffice', { reportId: 'q1' }, others).isRefused('NotReportOwner')
    annas().when('DeleteReport', { reportId: 'q1' }, others).isRefused('NotReportOwner', { by: 'bertil' })
    annas()
      .when('DeleteReport', { reportId: 'q1' }, { by: 'boss' })
      .happens(['ReportDeleted', { reportId: 'q1' }])
  })
  test('must exist', () => {
    given().when('ShareReportWithOffice', { reportId: 'zed' }).isRefused('ReportNotFound', { reportId: 'zed' })
    given().when('DeleteReport', { reportId: 'zed' }).isRefused('ReportNotFound', { reportId: 'zed' })
  })
})
