import { describe, test } from 'vitest'
import { type Asked, anna, bertil, given } from '../given.js'

const boss: Asked = ['RegisterEmployee', { employeeId: 'boss', name: 'Boss', admin: true }]
const filters = { groupIds: ['gA'], period: { from: '2024-01-01', to: '2024-12-31' } }
const annual = { reportId: 'q1', name: 'Annual', scope: 'own', filters }
const mine = { by: 'anna' }

/** Begins with a report that Anna has saved. */
const annas = () => given().after(given(anna, bertil, boss).when('SaveReport', annual, mine).world)

describe('saving a report', () => {
  test('keeps its filters for its author, who is the actor', () => {
    given(anna)
      .when('SaveReport', { ...annual, name: ' Annual ' }, mine)
      .happens([
        'ReportSaved',
        { reportId: 'q1', name: 'Annual', scope: 'own', ownerId: 'anna', filters, columns: null },
      ])
  })
  test('makes an id where none is given', () => {
    given(anna)
      .when('SaveReport', { name: 'Annual', scope: 'own', filters: {} }, mine)
      .happens([
        'ReportSaved',
        { reportId: 'command1', scope: 'own', ownerId: 'anna', name: 'Annual', filters: {}, columns: null },
      ])
  })
  test('with the id of one there is changes it, and changes nothing when it is so already', () => {
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
  test('does not depend on the order in which filters are told', () => {
    const { world } = given(anna).when('SaveReport', { ...annual, filters: { status: 'v1', text: 'oy' } }, mine)
    given()
      .after(world)
      .when('SaveReport', { ...annual, filters: { text: 'oy', status: 'v1' } }, mine)
      .changesNothing()
  })
  test('is refused without a name, with filters or columns there are not, or with a period that ends first', () => {
    const save = (changes: object) => given(anna).when('SaveReport', { ...annual, ...changes }, mine)
    save({ name: ' ' }).isRefused('MissingRequiredField', { fields: ['name'] })
    save({ filters: { zed: 1 } }).isRefused('UnknownFilter', { filter: 'zed' })
    save({ columns: [] }).isRefused('NoColumnsSelected')
    save({ columns: ['shoeSize'] }).isRefused('UnknownColumn', { column: 'shoeSize' })
    save({ filters: { period: { from: '2024-02-01', to: '2024-01-01' } } }).isRefused('InvalidPeriod')
  })
  test('of an author under a name of another own report is refused, whatever the case', () => {
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
  test('under a name that is free again once its report is deleted', () => {
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
  test('of somebody else is refused, but to an administrator, who leaves it to its author', () => {
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
  test('is one that its author shared, once', () => {
    const once = annas().when('ShareReportWithOffice', { reportId: 'q1' }, mine)
    once.happens(['ReportShared', { reportId: 'q1' }])
    given().after(once.world).when('ShareReportWithOffice', { reportId: 'q1' }, mine).changesNothing()
  })
  test('has a name that no other report of the office has', () => {
    const { world } = annas().when('SaveReport', { ...annual, reportId: 'q2', scope: 'office' }, { by: 'bertil' })
    const then = given().after(world)
    then.when('ShareReportWithOffice', { reportId: 'q1' }, mine).isRefused('ReportNameTaken', { reportId: 'q2' })
    then
      .when('SaveReport', { ...annual, scope: 'office' }, mine)
      .isRefused('ReportNameTaken', { reportId: 'q2', name: 'Annual' })
  })
  test('is shared and deleted by its author or an administrator only', () => {
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
