import { describe, test } from 'vitest'
import { type Asked, anna, given } from '../given.js'

const list = 'customerList'
const names: Asked = ['SaveListPreferences', { list, shownColumns: ['name', 'city'], shownFilters: ['status'] }]

describe('what a user wants to see of a list', () => {
  test('is kept as it was chosen, in the order chosen and each once', () => {
    given(anna)
      .when('SaveListPreferences', { list, shownColumns: ['city', 'name', 'city'], shownFilters: [] }, { by: 'anna' })
      .happens(['ListPreferencesSaved', { list, shownColumns: ['city', 'name'], shownFilters: [] }])
  })
  test('can be said of columns or filters alone; the others stay as they are', () => {
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
  test('is everybody’s own: what one chose is nothing to another', () => {
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
  test('is refused without any column, or with a column or filter the list does not have', () => {
    given().when('SaveListPreferences', { list, shownColumns: [] }).isRefused('NoColumnsSelected')
    given()
      .when('SaveListPreferences', { list, shownColumns: ['name', 'shoeSize'] })
      .isRefused('UnknownColumn', { column: 'shoeSize' })
    given()
      .when('SaveListPreferences', { list, shownFilters: ['zed'] })
      .isRefused('UnknownFilter', { filter: 'zed' })
  })
  test('is refused to an actor whose name is no id', () => {
    given()
      .when(...names, { by: ' ' })
      .isRefused('EmployeeNotFound')
  })
})
