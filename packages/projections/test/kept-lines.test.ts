import type { KnownEvent } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { createKeptLines, none } from '../src/history/kept-lines.js'
import type { Line } from '../src/history/line.js'
import { millisecondsOf } from '../src/history/moment.js'
import { acme, happened } from './happened.js'

const [registered] = happened(acme)
if (registered === undefined) throw new Error('nothing happened')

const at = (position: string, recordedAt: string): KnownEvent => ({ ...registered, position, recordedAt })

const line: Line = {
  changes: [
    { field: 'name', old: null, new: 'Acme' },
    { field: 'email', old: 'a@acme.fi', new: null, whose: ['p'] },
  ],
  effectiveDate: '2024-02-29',
  topic: { text: 'Pekka', whose: ['p'] },
  customerId: ['acme', 'beta'],
}

const instant = '2024-02-29T08:15:30.123Z'

describe('a line that is kept', () => {
  test('comes back whole', () => {
    const kept = createKeptLines()
    expect(kept.at(kept.add(at('17', instant), line, none))).toEqual({
      position: '17',
      recordedAt: instant,
      effectiveDate: '2024-02-29',
      by: registered.metadata.by,
      type: 'CustomerRegistered',
      topic: 'Pekka',
      topicOf: ['p'],
      changes: line.changes,
      customerId: ['acme', 'beta'],
    })
  })

  test.each([['000017'], ['17@3'], [''], [' 1'], ['1e3'], ['-0'], ['9007199254740993']])(
    'keeps position "%s"',
    (text) => {
      const kept = createKeptLines()
      expect(kept.at(kept.add(at(text, instant), { changes: [] }, none)).position).toBe(text)
    },
  )

  test.each([
    ['2024-02-30T00:00:00.000Z'],
    ['2024-02-01T24:00:00.000Z'],
    ['2024-02-01T00:00:60.000Z'],
    ['2024-00-01T00:00:00.000Z'],
    ['0099-01-01T00:00:00.000Z'],
    ['2024-01-31T23:59:59.999Z'],
    ['2024-01-01T00:00:00Z'],
    ['2024-01-01T00:00:00.000+00:00'],
    ['yesterday'],
    [''],
  ])('keeps the time "%s"', (text) => {
    const kept = createKeptLines()
    expect(kept.at(kept.add(at('1', text), { changes: [] }, none)).recordedAt).toBe(text)
  })

  test('is found behind thousands of others', () => {
    const kept = createKeptLines()
    let last = none
    for (let number = 0; number < 5_000; number += 1)
      last = kept.add(at(String(number), instant), { changes: [], topic: number % 2 === 0 ? `t${number}` : null }, last)
    expect(kept.count(last)).toBe(5_000)
    let [number, found] = [last, 0]
    while (number !== none) {
      expect(kept.at(number).topic).toBe(number % 2 === 0 ? `t${number}` : null)
      number = kept.before(number)
      found += 1
    }
    expect(found).toBe(5_000)
  })
})

test('an instant is a number only when the same text comes of it', () => {
  expect(millisecondsOf(instant)).toBe(Date.parse(instant))
  expect(millisecondsOf('2024-02-30T00:00:00.000Z')).toBeNaN()
  expect(millisecondsOf('2024-01-31T23:59:59.999Z')).toBe(Date.parse('2024-01-31T23:59:59.999Z'))
})
