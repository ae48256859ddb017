import { describe, expect, test } from 'vitest'
import { addDays, CalendarDate, daysBetween } from '../../src/kernel/values/calendar-date.js'
import { dateOf, endOfDay, Instant, instantFrom, isTimeZone } from '../../src/kernel/values/instant.js'

describe('the end of a day', () => {
  test('is the first moment of the next one, even when clocks are changed', () => {
    expect(endOfDay('2024-03-15', 'Europe/Helsinki')).toBe('2024-03-15T22:00:00.000Z')
    expect(endOfDay('2024-03-31', 'Europe/Helsinki')).toBe('2024-03-31T21:00:00.000Z')
    expect(endOfDay('2024-03-15', 'UTC')).toBe('2024-03-16T00:00:00.000Z')
    expect(endOfDay('2024-03-15', 'Asia/Kathmandu')).toBe('2024-03-15T18:15:00.000Z')
    expect(endOfDay('2024-03-15', 'Pacific/Kiritimati')).toBe('2024-03-15T10:00:00.000Z')
    expect(endOfDay('2024-03-15', 'Etc/GMT+12')).toBe('2024-03-16T12:00:00.000Z')
  })
})

describe('a day beyond the last or first possible one', () => {
  test('is the last or the first: a day that ends nothing', () => {
    expect([addDays('9999-12-31', 1), addDays('9999-12-30', 2), addDays('9999-12-30', 1)]).toEqual([
      '9999-12-31',
      '9999-12-31',
      '9999-12-31',
    ])
    expect([addDays('0000-01-01', -1), addDays('0001-01-01', -1)]).toEqual(['0000-01-01', '0000-12-31'])
  })
})

describe('the day of an instant', () => {
  test('changes at the quarter of an hour at which its time zone does', () => {
    const day = (time: string) => dateOf(`2024-03-15T${time}Z`, 'Asia/Kathmandu')
    expect([day('18:14:59.999'), day('18:15:00.000'), day('18:29:59.000'), day('18:14:00.000')]).toEqual([
      '2024-03-15',
      '2024-03-16',
      '2024-03-16',
      '2024-03-15',
    ])
  })
  test('is right where time zones had odd seconds', () => {
    expect(dateOf('1971-12-31T00:44:29.000Z', 'Africa/Monrovia')).toBe(
      '1970-12-31'.replace('1970', '1971').replace('-31', '-30'),
    )
    expect(dateOf('1971-12-31T00:44:30.000Z', 'Africa/Monrovia')).toBe('1971-12-31')
  })
  test('requires a time zone known to the runtime', () => {
    expect([isTimeZone('Europe/Helsinki'), isTimeZone('Europe/Nowhere')]).toEqual([true, false])
  })
})

describe('an instant', () => {
  test('is decoded to UTC from any offset', () => {
    expect(Instant.decode('2024-03-15T10:00:00+02:00')).toEqual({ _tag: 'Right', right: '2024-03-15T08:00:00.000Z' })
    expect([Instant.is('2024-03-15T10:00:00+02:00'), Instant.is('2024-03-15'), Instant.is(7)]).toEqual([
      true,
      false,
      false,
    ])
    expect(Instant.decode('2024-03-15')._tag).toBe('Left')
    expect(instantFrom('2024-03-15T24:30:00Z')).toBeNull()
  })
})

describe('a day', () => {
  test('is decoded unchanged', () => {
    expect(CalendarDate.decode('2024-02-29')).toEqual({ _tag: 'Right', right: '2024-02-29' })
    expect([CalendarDate.decode('2023-02-29')._tag, CalendarDate.is(20240229)]).toEqual(['Left', false])
  })
  test('can be counted from, across months and years', () => {
    expect([addDays('2024-02-28', 1), addDays('2024-03-01', -1), addDays('2024-12-31', 1)]).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2025-01-01',
    ])
    expect([
      addDays('2024-01-01', 8),
      addDays('2024-01-01', 9),
      addDays('2024-01-28', -27),
      addDays('2024-01-27', 1),
    ]).toEqual(['2024-01-09', '2024-01-10', '2024-01-01', '2024-01-28'])
    expect([daysBetween('2024-01-01', '2024-03-01'), daysBetween('2024-03-01', '2024-01-01')]).toEqual([60, -60])
  })
})
