import { describe, test } from 'vitest'
import { anna, given, type NamedCommand } from '../given.js'

const saves = (more: object): NamedCommand => ['SaveListPreferences', { list: 'customerList', ...more }]
const standard = [
  'customerId',
  'number',
  'name',
  'kind',
  'group',
  'specialGroups',
  'segment',
  'status',
  'attractionChannel',
  'customerKind',
  'owner',
  'startDate',
  'archived',
]
const filters = [
  'search',
  'group',
  'specialGroup',
  'salesperson',
  'segment',
  'status',
  'attractionChannel',
  'customerKind',
  'owner',
  'responsibleManager',
  'serviceManager',
  'responsible',
  'trackingItem',
  'property',
  'legalEntity',
  'consent',
  'ban',
  'archived',
]

describe('saving list preferences with several problems: the answer says first', () => {
  test('that an actor without an id cannot save', () => {
    given()
      .when(...saves({ shownColumns: [] }), { by: ' ' })
      .isRefused('EmployeeNotFound', { employeeId: ' ' })
  })
  test('that a column does not exist, though a filter does not either', () => {
    given()
      .when(...saves({ shownColumns: ['x', 'y'], shownFilters: ['z'] }))
      .isRefused('UnknownColumn', { column: 'x' })
  })
  test('the first filter that does not exist', () => {
    given()
      .when(...saves({ shownFilters: ['y', 'z'] }))
      .isRefused('UnknownFilter', { filter: 'y' })
  })
})

describe('list preferences', () => {
  test('default to the standard columns and every filter', () => {
    given(anna)
      .when(...saves({ shownFilters: [] }), { by: 'anna' })
      .happens(['ListPreferencesSaved', { list: 'customerList', shownColumns: standard, shownFilters: [] }])
    given(anna)
      .when(...saves({ shownColumns: ['city'] }), { by: 'anna' })
      .happens(['ListPreferencesSaved', { list: 'customerList', shownColumns: ['city'], shownFilters: filters }])
  })
  test('are saved for the first time', () => {
    given(anna)
      .when(...saves({}), { by: 'anna' })
      .happens(['ListPreferencesSaved', { list: 'customerList', shownColumns: standard, shownFilters: filters }])
    given(saves({}))
      .when(...saves({}))
      .changesNothing()
  })
})
