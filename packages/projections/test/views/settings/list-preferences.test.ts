import { customerListFilters, standardCustomerColumns } from '@clientele/domain'
import { getOrElse } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { acme, anna, archived, bertil, beta, event, registerOf } from '../../log.js'
import {
  type CustomerListParams,
  type CustomerListRow,
  customerList,
  customerListing,
  customerReportListing,
  filterOf,
  type Listing,
  listPreferences,
  type Register,
} from '../../source.js'

const saved = (shownColumns: readonly string[], shownFilters: readonly string[]) =>
  event('ListPreferencesSaved', 'listPreferences-anna', { list: 'customerList', shownColumns, shownFilters })

const rows = (register: Register, params: CustomerListParams): readonly CustomerListRow[] =>
  getOrElse((): readonly CustomerListRow[] => [])(customerList(register, params))

const none: Listing = { columns: [], rows: [] }
const headings = ({ columns }: Listing): readonly string[] => columns.map(({ heading }) => heading)

describe('list preferences', () => {
  test('are the standard columns and every filter until something is saved', () => {
    expect(listPreferences(registerOf(), { viewer: 'anna', list: 'customerList' })).toEqual({
      list: 'customerList',
      shownColumns: standardCustomerColumns,
      shownFilters: customerListFilters,
      saved: false,
    })
  })
  test('are the last saved ones, without columns that no longer exist', () => {
    const register = registerOf(saved(['name'], ['status']), saved(['shoeSize', 'city'], ['zed', 'group']))
    expect(listPreferences(register, { viewer: 'anna', list: 'customerList' })).toMatchObject({
      shownColumns: ['city'],
      shownFilters: ['group'],
      saved: true,
    })
    expect(listPreferences(register, { viewer: 'bertil', list: 'customerList' }).saved).toBe(false)
  })
  test('are names of filters of the list: each filters it', () => {
    expect(new Set(Object.values(filterOf))).toEqual(new Set(customerListFilters))
  })
})

describe('the customer list', () => {
  const register = registerOf(anna, bertil, acme, beta, archived('beta'), saved(['name'], ['search']))

  test('shows a viewer the saved columns if none are given', () => {
    expect(rows(register, { viewer: 'anna' })).toEqual([{ name: 'Acme Oy' }])
    expect(rows(register, { viewer: 'anna', columns: ['customerId'] })).toEqual([{ customerId: 'acme' }])
    expect(Object.keys(rows(register, { viewer: 'bertil' })[0] ?? {})).toEqual(
      expect.arrayContaining([...standardCustomerColumns]),
    )
  })
  test('ignores filters that the viewer hides', () => {
    const filter = { text: 'beta', showArchived: true }
    expect(rows(register, { viewer: 'bertil', filter, columns: ['name'] })).toEqual([{ name: 'Beta Oy' }])
    expect(rows(register, { viewer: 'anna', filter })).toEqual([])
    expect(rows(register, { viewer: 'anna', filter: { segments: ['retail'] } })).toEqual([{ name: 'Acme Oy' }])
  })
  test('is exported as shown, while a report has its own columns', () => {
    const shown = getOrElse(() => none)(customerListing(register, { viewer: 'anna' }))
    expect([headings(shown), [...shown.rows]]).toEqual([['Name'], [['Acme Oy']]])
    const report = getOrElse(() => none)(
      customerReportListing(register, { viewer: 'anna', columns: ['name', 'city'], filter: { showArchived: true } }),
    )
    expect(headings(report)).toEqual(['Name', 'City'])
    expect([...report.rows].map(([name]) => name)).toEqual(['Acme Oy', 'Beta Oy'])
  })
})
