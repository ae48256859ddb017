import { describe, expect, test } from 'vitest'
import { dateOf, instantFrom } from '../../src/kernel/instant.js'

describe('an instant', () => {
  test('is written in UTC with milliseconds', () => {
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
    ' 2024-03-15T08:00:00Z',
    1710489600000,
  ])('is none of %j', (value) => {
    expect(instantFrom(value)).toBeNull()
  })
})

test('the day of an instant is that of its time zone, whatever was asked before', () => {
  expect(dateOf('2024-03-15T22:30:00.000Z', 'Europe/Helsinki')).toBe('2024-03-16')
  expect(dateOf('2024-03-15T22:30:00.000Z', 'UTC')).toBe('2024-03-15')
  expect(dateOf('2024-03-15T21:30:00.000Z', 'Europe/Helsinki')).toBe('2024-03-15')
  expect(dateOf('2024-03-15T22:30:00.000Z', 'Europe/Helsinki')).toBe('2024-03-16')
})
