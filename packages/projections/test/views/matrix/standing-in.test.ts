import { describe, expect, test } from 'vitest'
import { acme, anna, assigned, bertil, employee, event, type LogEvent, role } from '../../log.js'
import { viewsOn } from '../../town/town.js'

const asOf = '2024-06-15'
const away = (id: string, substituteId: string, from = '2024-06-10', until = '2024-06-21'): LogEvent =>
  event('AbsencePlanned', `employee-${id}`, { substituteId, from, until })
const dora = employee('dora', 'Dora')
const roles = [role('lead', 'Lead'), role('accountant', 'Accountant')]

const cellOf = (...events: readonly LogEvent[]) => {
  const { rows } = viewsOn(asOf, anna, bertil, dora, ...roles, acme, ...events).responsibilityMatrix({ asOf })
  return rows[0]?.cells.dora
}

describe('the cell of a substitute', () => {
  test('names the first of several by id, whichever comes first', () => {
    const both = [away('anna', 'dora'), away('bertil', 'dora')]
    const own = assigned('customer-acme', 'r3', 'dora', { roleId: 'lead', until: '2024-06-19' })
    const [annas, bertils] = [assigned('customer-acme', 'r1', 'anna'), assigned('customer-acme', 'r2', 'bertil')]
    const cell = { responsible: true, roles: [], until: '2024-06-20', substituteFor: 'anna' }
    expect(cellOf(...both, annas, bertils)).toEqual(cell)
    expect(cellOf(...both, bertils, annas)).toEqual(cell)
    expect(cellOf(away('anna', 'dora'), annas, own)).toEqual({ ...cell, roles: ['lead'] })
    expect(cellOf(away('anna', 'dora'), own, annas)).toEqual({ ...cell, roles: ['lead'] })
    expect(cellOf(away('bertil', 'dora'), own, bertils)).toEqual({ ...cell, roles: ['lead'], substituteFor: 'bertil' })
  })
  test('has every role once, by name, and the later of the last days', () => {
    const own = (id: string, roleId: string | null, until: string | null) =>
      assigned('customer-acme', id, 'dora', { roleId, until })
    expect(
      cellOf(own('1', 'lead', '2024-06-19'), own('2', 'accountant', '2024-06-18'), own('3', 'lead', '2024-06-17')),
    ).toEqual({
      responsible: true,
      roles: ['accountant', 'lead'],
      until: '2024-06-18',
    })
    expect(cellOf(own('1', 'lead', '2024-06-18'), own('2', null, '2024-06-19'))?.until).toBe('2024-06-18')
    expect(cellOf(own('1', 'lead', null), own('2', 'accountant', '2024-06-19'))).toEqual({
      responsible: true,
      roles: ['accountant', 'lead'],
      until: null,
    })
    expect(cellOf(own('1', 'lead', '2024-06-19'), own('2', 'unknown', null))?.roles).toEqual(['lead', 'unknown'])
    expect(cellOf(own('1', 'lead', asOf))).toBeUndefined()
  })
  test('is there on the days of the absence only, and of the responsibility', () => {
    const on = (day: string, ...events: readonly LogEvent[]) =>
      viewsOn(day, anna, bertil, dora, acme, ...events).responsibilityMatrix({ asOf: day }).rows[0]?.cells.dora?.until
    const days = ['2024-06-09', '2024-06-10', '2024-06-20', '2024-06-21']
    const annas = assigned('customer-acme', 'r1', 'anna', { from: null, until: null })
    expect(days.map((day) => on(day, annas, away('anna', 'dora')))).toEqual([
      undefined,
      '2024-06-20',
      '2024-06-20',
      undefined,
    ])
    const short = assigned('customer-acme', 'r1', 'anna', { from: '2024-06-12', until: '2024-06-15' })
    expect(
      ['2024-06-11', '2024-06-12', '2024-06-14', '2024-06-15'].map((day) => on(day, short, away('anna', 'dora'))),
    ).toEqual([undefined, '2024-06-14', '2024-06-14', undefined])
  })
  test('is that of the last plan if several cover the day, and never of an absent substitute’s substitute', () => {
    const annas = assigned('customer-acme', 'r1', 'anna')
    expect(cellOf(annas, away('anna', 'bertil'), away('anna', 'dora', '2024-06-12'))?.substituteFor).toBe('anna')
    expect(cellOf(annas, away('anna', 'bertil'), away('bertil', 'dora'))).toBeUndefined()
  })
})

describe('the days of a substitute, in the list', () => {
  const daysOf = (interval: object) => {
    const rows = viewsOn(
      asOf,
      anna,
      dora,
      acme,
      assigned('customer-acme', 'r', 'anna', interval),
      away('anna', 'dora'),
    ).assigneeList({ asOf, filter: { employeeId: 'dora' } })
    return rows.map((row) => [row.interval?.from, row.interval?.lastDay])
  }
  test.each([
    [{ from: null, until: null }, ['2024-06-10', '2024-06-20']],
    [{ from: '2024-06-09', until: '2024-06-22' }, ['2024-06-10', '2024-06-20']],
    [{ from: '2024-06-11', until: '2024-06-20' }, ['2024-06-11', '2024-06-19']],
    [{ from: '2024-06-10', until: '2024-06-21' }, ['2024-06-10', '2024-06-20']],
  ])('are those of both: %j', (interval, expected) => {
    expect(daysOf(interval)).toEqual([expected])
  })
  test('are none before the responsibility starts or after it ended', () => {
    expect(daysOf({ from: '2024-06-16', until: null })).toEqual([])
    expect(daysOf({ from: null, until: asOf })).toEqual([])
  })
})
