import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { addDays, daysBetween, isCalendarDate } from '../../src/kernel/calendar-date.js'

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('days after a day', () => {
  test.prop([day, fc.integer({ min: -800, max: 800 })])('are as many as were added', (date, days) => {
    const after = addDays(date, days)
    expect(isCalendarDate(after)).toBe(true)
    expect(daysBetween(date, after)).toBe(days)
  })

  test.prop([day, fc.integer({ min: -3, max: 3 })])('are those of the calendar', (date, days) => {
    const moved = new Date(`${date}T00:00:00Z`)
    moved.setUTCDate(moved.getUTCDate() + days)
    expect(addDays(date, days)).toBe(moved.toISOString().slice(0, 10))
  })
})
