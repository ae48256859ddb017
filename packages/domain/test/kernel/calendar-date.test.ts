import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { addDays, daysBetween, isCalendarDate } from '../../src/kernel/values/calendar-date.js'

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('a day', () => {
  test.each(['2024-02-29', '2000-02-29', '2023-02-28', '2024-12-31'])('%s exists', (date) => {
    expect(isCalendarDate(date)).toBe(true)
  })
  test.each([
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-06-31',
    '2024-09-31',
    '2024-11-31',
    '2024-01-00',
    '2024-13-01',
    '2024-1-1',
  ])('%s does not', (date) => {
    expect(isCalendarDate(date)).toBe(false)
  })
})

describe('adding days', () => {
  test.prop([day, fc.integer({ min: -800, max: 800 })])('gives as many days later', (date, days) => {
    const after = addDays(date, days)
    expect(isCalendarDate(after)).toBe(true)
    expect(daysBetween(date, after)).toBe(days)
  })

  test.prop([day, fc.integer({ min: -3, max: 3 })])('follows the calendar', (date, days) => {
    const moved = new Date(`${date}T00:00:00Z`)
    moved.setUTCDate(moved.getUTCDate() + days)
    expect(addDays(date, days)).toBe(moved.toISOString().slice(0, 10))
  })
})
