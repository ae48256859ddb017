import type { KnownEvent } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { createHistoryColumns } from '../../../src/history/columns/history-columns.js'
import { millisecondsOf } from '../../../src/history/columns/instants.js'
import { createLinks, linksUpTo, none } from '../../../src/history/columns/links.js'
import type { Line } from '../../../src/history/line.js'
import { acme, logOf } from '../../log.js'

const [registered] = logOf(acme)
if (registered === undefined) throw new Error('nothing happened')

const at = (position: string, recordedAt: string): KnownEvent => ({ ...registered, position, recordedAt })

const line: Line = {
  changes: [
    { field: 'name', old: null, new: 'Acme' },
    { field: 'email', old: 'a@acme.fi', new: null, whose: ['p'] },
  ],
  effectiveDate: '2024-02-29',
  topic: { text: 'Pekka', whose: ['p'] },
  on: { text: 'Acme Oy', whose: ['q'] },
  customerId: ['acme', 'beta'],
}

const bare: Line = { changes: [] }

const by = (metadata: Partial<KnownEvent['metadata']>): KnownEvent => ({
  ...registered,
  metadata: { ...registered.metadata, ...metadata },
})

const storedOf = (event: KnownEvent, one: Line = bare, persons: readonly string[] = []) => {
  const stored = createHistoryColumns()
  return stored.at(stored.add(event, one, persons))
}

const instant = '2024-02-29T08:15:30.123Z'

describe('a stored line', () => {
  test('is read as written', () => {
    const metadata = {
      by: 'anna',
      at: '2024-02-28T08:00:00.000Z',
      commandId: 'first',
      correlationId: 'day',
      causationId: 'mail',
      reason: 'asked for it',
      origin: 'merge' as const,
    }
    expect(storedOf({ ...at('17', instant), metadata }, line, ['p'])).toEqual({
      position: '17',
      recordedAt: instant,
      at: '2024-02-28T08:00:00.000Z',
      effectiveDate: '2024-02-29',
      by: 'anna',
      type: 'CustomerRegistered',
      topic: 'Pekka',
      topicOf: ['p'],
      on: 'Acme Oy',
      onOf: ['q'],
      changes: line.changes,
      customerId: ['acme', 'beta'],
      reason: 'asked for it',
      reasonOf: ['p'],
      commandId: 'first',
      correlationId: 'day',
      causationId: 'mail',
      origin: 'merge',
    })
  })

  test('has the origin `direct` unless it has another, and no reason unless one was given', () =>
    expect(storedOf(by({}))).toMatchObject({
      origin: 'direct',
      reason: null,
      reasonOf: null,
      correlationId: null,
      causationId: null,
      on: null,
    }))

  const uuid = '01890a5d-ac96-774b-bcce-b302099a8057'

  test.each([
    [uuid, undefined],
    [`${uuid}.0`, uuid],
    [`${uuid}.12`, uuid],
    [`${uuid}.12`, 'another'],
    [`${uuid}.12.3`, `${uuid}.12`],
    [`${uuid}.012`, uuid],
    [`${uuid}.1234567890123`, uuid],
    [`${uuid}x`, uuid],
    [uuid.toUpperCase(), uuid.toUpperCase()],
    [uuid.replace('-', ''), undefined],
    [uuid.replace('a', 'g'), undefined],
    ['', undefined],
    ['import row 7', uuid],
  ])('keeps the command id "%s" caused by %s', (commandId, causationId) => {
    const { commandId: stored, causationId: cause } = storedOf(by({ commandId, causationId }))
    expect([stored, cause]).toEqual([commandId, causationId ?? null])
  })

  test.each([['2024-02-28T08:00:00.000Z'], ['2024-02-28T08:00:00Z'], ['']])(
    'keeps the instant "%s" of the actor',
    (actorTime) => expect(storedOf(by({ at: actorTime })).at).toBe(actorTime),
  )

  test('has customers that are read without the rest', () => {
    const stored = createHistoryColumns()
    const [several, one, none] = [line, { ...bare, customerId: 'acme' }, bare].map((each) =>
      stored.add(at('17@3', ''), each, []),
    )
    expect([several, one, none].map((number) => stored.customerOf(number ?? 0))).toEqual([
      ['acme', 'beta'],
      'acme',
      null,
    ])
  })

  test.each([['000017'], ['17@3'], [''], [' 1'], ['1e3'], ['-0'], ['9007199254740993']])(
    'keeps position "%s"',
    (text) => {
      expect(storedOf(at(text, instant)).position).toBe(text)
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
    expect(storedOf(at('1', text)).recordedAt).toBe(text)
  })

  test('is found after thousands of others', () => {
    const [stored, links] = [createHistoryColumns(), createLinks()]
    let last = none
    for (let number = 0; number < 5_000; number += 1) {
      const topic = number % 2 === 0 ? `t${number}` : null
      last = links.add(stored.add(at(String(number), instant), { changes: [], topic }, []), last)
    }
    expect(links.count(last)).toBe(5_000)
    let [link, number] = [last, 4_999]
    while (link !== none) {
      expect(stored.at(links.lineOf(link)).topic).toBe(number % 2 === 0 ? `t${number}` : null)
      link = links.before(link)
      number -= 1
    }
    expect(number).toBe(-1)
  })
})

describe('a link', () => {
  test('is the home link if it is the first of its line', () => {
    const links = createLinks()
    const acme = links.add(0, none)
    const anna = links.add(0, none)
    const again = links.add(1, acme)
    expect([acme, anna, again].map(links.isHome)).toEqual([true, false, true])
    expect([...linksUpTo(links, again)]).toEqual([acme, again])
    expect([...linksUpTo(links, none)]).toEqual([])
  })
})

test('an instant is a number only if it is formatted as the same text', () => {
  expect(millisecondsOf(instant)).toBe(Date.parse(instant))
  expect(millisecondsOf('2024-02-30T00:00:00.000Z')).toBeNaN()
  expect(millisecondsOf('2024-01-31T23:59:59.999Z')).toBe(Date.parse('2024-01-31T23:59:59.999Z'))
})
