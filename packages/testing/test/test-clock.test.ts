import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { RegisterCustomer } from '@clientele/domain'
import { createTestClock, logOf } from '@clientele/testing'
import { describe, expect, test } from 'vitest'

describe('a test clock', () => {
  test('stands still until it is set', () => {
    const clock = createTestClock('2026-03-01T09:00:00Z')
    expect([clock(), clock()]).toEqual(['2026-03-01T09:00:00.000Z', '2026-03-01T09:00:00.000Z'])
    expect(clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 })).toBe(
      '2026-03-02T11:03:04.005Z',
    )
    expect(clock.advance({ minutes: -3 })).toBe('2026-03-02T11:00:04.005Z')
    expect(clock.set('2026-12-31T23:30:00+02:00')).toBe('2026-12-31T21:30:00.000Z')
    expect(clock()).toBe('2026-12-31T21:30:00.000Z')
    expect([clock.today(), clock.today('Asia/Tokyo')]).toEqual(['2026-12-31', '2027-01-01'])
  })

  test.each<readonly [string, (clock: ReturnType<typeof createTestClock>) => unknown]>([
    ['no instant', (clock) => clock.set('2026-03-01')],
    ['an unknown unit', (clock) => clock.advance({ weeks: 1 } as never)],
    ['half a day', (clock) => clock.advance({ days: 0.5 })],
    ['no number', (clock) => clock.advance({ hours: Number.NaN })],
    ['a year that it does not show', (clock) => clock.advance({ days: 40_000_000 })],
    ['a time beyond the maximum', (clock) => clock.advance({ days: Number.MAX_SAFE_INTEGER })],
  ])('refuses %s and does not change', (_, move) => {
    const clock = createTestClock('2026-03-01T09:00:00Z')
    expect(() => move(clock)).toThrow(RangeError)
    expect(clock()).toBe('2026-03-01T09:00:00.000Z')
    expect(() => createTestClock('now')).toThrow('A clock takes an ISO 8601 instant, not "now"')
  })

  test('can be the clock of a register and of its store', async () => {
    const clock = createTestClock('2026-03-01T09:00:00Z')
    const crm = await openClientele({ store: memory({ clock }), clock })
    clock.advance({ days: 1 })
    await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
    const [event] = await logOf(crm)
    expect([event?.recordedAt, event?.metadata.at, crm.today()]).toEqual([clock(), clock(), '2026-03-02'])
    await crm.close()
  })
})
