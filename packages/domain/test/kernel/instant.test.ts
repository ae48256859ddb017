import { describe, expect, test } from 'vitest'
import { instantFrom } from '../../src/kernel/instant.js'

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
