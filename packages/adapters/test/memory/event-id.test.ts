import { describe, expect, test } from 'vitest'
import { eventId, idsOf, newCommandId } from '../../src/event-id.js'

const at = (instant: string) => (): string => instant
const commandId = '018e4155-0c00-7abc-8def-0123456789ab'
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('the id of an event', () => {
  test('is a reproducible UUIDv7', () => {
    expect(eventId(commandId, 3)).toMatch(uuidV7)
    expect(eventId(commandId, 3)).toBe(eventId(commandId, 3))
  })

  test('has the time of a command id that is a UUIDv7', () => {
    expect(eventId(commandId, 0).slice(0, 13)).toBe('018e4155-0c00')
    expect(eventId(commandId.toUpperCase(), 0).slice(0, 13)).toBe('018e4155-0c00')
  })

  test('is derived for any other command id', () => {
    for (const other of ['', 'import-7', '🏢'.repeat(100)]) expect(eventId(other, 0)).toMatch(uuidV7)
  })

  test('differs by command and by ordinal', () => {
    const ids = ['a', 'b', commandId, `${commandId}.1`].flatMap((id) =>
      [0, 1, 4_294_967_295].map((n) => eventId(id, n)),
    )
    expect(new Set(ids).size).toBe(12)
  })

  test('is in the range of its command, and in no other', () => {
    const { first, last } = idsOf(commandId)
    for (const n of [0, 1, 70_000]) expect(first <= eventId(commandId, n) && eventId(commandId, n) <= last).toBe(true)
    const other = eventId(`${commandId}.1`, 0)
    expect(first <= other && other <= last).toBe(false)
  })

  test('increases with the ordinal', () => {
    const ids = [0, 9, 10, 255, 256, 65_536].map((n) => eventId(commandId, n))
    expect(ids).toEqual([...ids].sort())
  })
})

describe('a new command id', () => {
  test('is a UUIDv7 of the time of the clock', () => {
    const id = newCommandId(at('2024-03-15T08:00:00.000Z'))
    expect(id).toMatch(uuidV7)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2024-03-15T08:00:00.000Z'))
  })

  test('is greater than the previous one, even if the clock stands still or goes back', () => {
    const times = ['2024-03-15T08:00:00.001Z', '2024-03-15T08:00:00.000Z']
    const clock = (): string => times.shift() ?? '2024-03-15T08:00:00.000Z'
    const ids = Array.from({ length: 10_000 }, () => newCommandId(clock))
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
  })
})
