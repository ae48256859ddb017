import { describe, test } from 'vitest'
import { anna, given, type NamedCommand } from '../given.js'

const list = 'customerList'
const names: NamedCommand = ['SaveListPreferences', { list, shownColumns: ['name', 'city'], shownFilters: ['status'] }]

describe('saving the choices for a list', () => {
  test('stores them in the chosen order, each once', () => {
    given(anna)
      .when('SaveListPreferences', { list, shownColumns: ['city', 'name', 'city'], shownFilters: [] }, { by: 'anna' })
      .happens(['ListPreferencesSaved', { list, shownColumns: ['city', 'name'], shownFilters: [] }])
  })
  test('may set only columns or only filters; the others stay', () => {
    given(names)
      .when('SaveListPreferences', { list, shownColumns: ['number'] })
      .happens(['ListPreferencesSaved', { shownColumns: ['number'], shownFilters: ['status'], list: 'customerList' }])
    given(names)
      .when('SaveListPreferences', { list, shownFilters: ['search'] })
      .happens([
        'ListPreferencesSaved',
        { shownColumns: ['name', 'city'], shownFilters: ['search'], list: 'customerList' },
      ])
  })
  test('is separate for each user', () => {
    given(names)
      .when(...names)
      .changesNothing()
    given(anna, names)
      .when(...names, { by: 'anna' })
      .happens([
        'ListPreferencesSaved',
        { list: 'customerList', shownColumns: ['name', 'city'], shownFilters: ['status'] },
      ])
  })
  test('is refused without columns, or with a column or filter that the list does not have', () => {
    given().when('SaveListPreferences', { list, shownColumns: [] }).isRefused('NoColumnsSelected')
    given()
      .when('SaveListPreferences', { list, shownColumns: ['name', 'shoeSize'] })
      .isRefused('UnknownColumn', { column: 'shoeSize' })
    given()
      .when('SaveListPreferences', { list, shownFilters: ['zed'] })
      .isRefused('UnknownFilter', { filter: 'zed' })
  })
  test('is refused for an actor whose name is not a valid id', () => {
    given()
      .when(...names, { by: ' ' })
      .isRefused('EmployeeNotFound')
  })
})
