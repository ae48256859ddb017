import { describe, expect, test } from 'vitest'
import { dateOf, endOfDay, instantFrom, localTimeOf } from '../../src/kernel/values/instant.js'

describe('an instant', () => {
  test('is normalised to UTC with milliseconds', () => {
    expect(instantFrom('2024-03-15T10:00+02:00')).toBe('2024-03-15T08:00:00.000Z')
    expect(instantFrom('2024-03-15T08:00:00.123456Z')).toBe('2024-03-15T08:00:00.123Z')
  })
  test.each(['1000-01-03T00:00:00Z', '9999-12-29T00:00:00Z'])('may be %s', (text) => {
    expect(instantFrom(text)).not.toBeNull()
  })
  test.each([
    '1000-01-02T23:59:59Z',
    '9999-12-29T00:00:01Z',
    '2024-03-15',
    '2024-03-15T08:00:00',
    '2024-02-30T25:00:00Z',
    '2023-02-29T08:00:00Z',
    '2024-02-30T08:00:00Z',
    '2024-04-31T08:00:00Z',
    ' 2024-03-15T08:00:00Z',
    1710489600000,
  ])('cannot be %j', (value) => {
    expect(instantFrom(value)).toBeNull()
  })
})

describe('where clocks go back at 00:01', () => {
  // In St. John's on 2010-11-07 00:00:59 is followed by 23:01:00 of the day before.
  const zone = 'America/St_Johns'
  const before = '2010-11-07T02:29:30.000Z'
  const within = '2010-11-07T02:30:30.000Z'
  const after = '2010-11-07T02:31:30.000Z'
  const later = '2010-11-07T03:30:00.000Z'
  const dates: { readonly [instant: string]: string } = {
    [before]: '2010-11-06',
    [within]: '2010-11-07',
    [after]: '2010-11-06',
    [later]: '2010-11-07',
  }

  test.each([
    { instants: [before, within, after, later] },
    { instants: [later, after, within, before] },
    { instants: [within, after, within, after] },
  ])('the day does not depend on earlier queries', ({ instants }) => {
    for (const instant of instants) expect(dateOf(instant, zone)).toBe(dates[instant])
  })
  test('a day ends at its last moment, not at its first end', () => {
    expect(endOfDay('2010-11-06', zone)).toBe(later)
    expect(endOfDay('2010-11-05', zone)).toBe('2010-11-06T02:30:00.000Z')
  })
})

test('an instant is formatted in a time zone', () => {
  expect(localTimeOf('2024-07-01T09:00:00.123Z', 'Europe/Helsinki')).toBe('2024-07-01T12:00:00.123+03:00')
  expect(localTimeOf('2024-01-01T23:00:00.000Z', 'Europe/Helsinki')).toBe('2024-01-02T01:00:00.000+02:00')
  expect(localTimeOf('2024-01-01T00:00:00.000Z', 'UTC')).toBe('2024-01-01T00:00:00.000+00:00')
  expect(localTimeOf('2024-01-01T00:00:00.000Z', 'America/St_Johns')).toBe('2023-12-31T20:30:00.000-03:30')
  expect(localTimeOf('2024-01-01T00:00:00.000Z', 'Asia/Kathmandu')).toBe('2024-01-01T05:45:00.000+05:45')
})

test('the day of an instant is that of its time zone, whatever was queried before', () => {
  expect(dateOf('2024-03-15T22:30:00.000Z', 'Europe/Helsinki')).toBe('2024-03-16')
  expect(dateOf('2024-03-15T22:30:00.000Z', 'UTC')).toBe('2024-03-15')
  expect(dateOf('2024-03-15T21:30:00.000Z', 'Europe/Helsinki')).toBe('2024-03-15')
  expect(dateOf('2024-03-15T22:30:00.000Z', 'Europe/Helsinki')).toBe('2024-03-16')
})
