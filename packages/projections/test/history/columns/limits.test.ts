import { Origin } from '@clientele/domain'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { createHistoryColumns } from '../../../src/history/columns/history-columns.js'
import { isWithin, type LineLimits } from '../../../src/history/limits.js'
import type { HistoryEntry, Line, Personal, RecordedChange } from '../../../src/history/line.js'
import { acme, logOf } from '../../log.js'

const [registered] = logOf(acme)
if (registered === undefined) throw new Error('nothing happened')

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057'
const other = '01890a5d-ac96-774b-bcce-b302099a8058'

const instant = fc.constantFrom(
  '2024-03-15T10:20:30.405Z',
  '2024-03-15T10:20:30.406Z',
  '2024-03-15T10:20:31.000Z',
  '2024-03-16T00:00:00.000Z',
  '2024-03-15T10:20:30Z',
  'yesterday',
  '',
)
const text = fc.constantFrom('', 'a', 'b', '\u0001yes')
const persons = fc.constantFrom<readonly string[]>([], ['p'], ['p', 'q'])
const reasons = fc.option(fc.oneof(text, fc.record<Personal>({ text: fc.option(text), whose: persons })))
const change = fc.record<RecordedChange>({ field: text, old: fc.option(text), new: fc.option(text), whose: persons })
const plain = change.map(({ whose: _, ...rest }): RecordedChange => rest)
const position = fc.constantFrom('0', '17', '000017', '17@3', '', '-1', '1.5', '9007199254740991', '9007199254740993')
const id = fc.constantFrom(
  uuid,
  `${uuid}.0`,
  `${uuid}.12`,
  `${uuid}.012`,
  `${other}.12`,
  uuid.toUpperCase(),
  'row 7',
  '',
)

const line = fc.record<Line>({
  changes: fc.array(fc.oneof(change, plain), { maxLength: 3 }),
  effectiveDate: fc.constantFrom(null, '2024-02-29'),
  topic: reasons,
  on: reasons,
  customerId: fc.constantFrom(null, undefined, 'acme', ['acme', 'beta']),
})

const recorded = fc.record({
  position,
  recordedAt: instant,
  type: fc.constantFrom('CustomerRegistered', 'CustomerArchived'),
  metadata: fc.record({
    by: fc.constantFrom('anna', 'bertil'),
    at: instant,
    commandId: id,
    correlationId: fc.option(id, { nil: undefined }),
    causationId: fc.option(id, { nil: undefined }),
    reason: fc.option(text, { nil: undefined }),
    origin: fc.constantFrom(undefined, ...Origin.values),
  }),
})

const noted = fc.record({ recorded, line, reasonOf: persons })
type Noted = typeof noted extends fc.Arbitrary<infer One> ? One : never

const isPersonal = (one: unknown): one is Personal => typeof one === 'object' && one !== null
const textIn = (one: Line['topic']): string | null => (isPersonal(one) ? one.text : (one ?? null))
const listed = (whose: readonly string[]): readonly string[] | null => (whose.length === 0 ? null : whose)
const personsOf = (one: Line['topic']): readonly string[] | null => (isPersonal(one) ? listed(one.whose) : null)

const entryOf = ({
  recorded: { metadata, ...event },
  line: { changes, effectiveDate, topic, on, customerId },
  reasonOf,
}: Noted) =>
  ({
    ...event,
    at: metadata.at,
    by: metadata.by,
    effectiveDate: effectiveDate ?? null,
    topic: textIn(topic),
    topicOf: personsOf(topic),
    on: textIn(on),
    onOf: personsOf(on),
    changes,
    customerId: customerId ?? null,
    reason: metadata.reason ?? null,
    reasonOf: listed(reasonOf),
    commandId: metadata.commandId,
    correlationId: metadata.correlationId ?? null,
    causationId: metadata.causationId ?? null,
    origin: metadata.origin ?? 'direct',
  }) as HistoryEntry

const storedOf = (all: readonly Noted[]) => {
  const stored = createHistoryColumns()
  const numbers = all.map((one) =>
    stored.add({ ...registered, ...one.recorded } as typeof registered, one.line, one.reasonOf),
  )
  return { stored, numbers }
}

const history = fc.array(noted, { maxLength: 6 })

describe('stored lines', () => {
  test.prop([history], { numRuns: 600 })('are read as written, whatever the lines around them', (all) => {
    const { stored, numbers } = storedOf(all)
    expect(numbers).toEqual(all.map((_, number) => number))
    expect(stored.size).toBe(all.length)
    expect(numbers.map(stored.at)).toEqual(all.map(entryOf))
    expect(numbers.map(stored.customerOf)).toEqual(all.map((one) => entryOf(one).customerId))
  })

  const limits = fc.record<LineLimits>({
    from: fc.oneof(fc.constant(''), instant),
    end: fc.option(instant),
    types: fc.constantFrom(null, ['CustomerArchived'], ['CustomerArchived', 'CustomerRegistered'], ['Unknown'], []),
    actor: fc.constantFrom(null, 'anna', 'nobody'),
  })

  test.prop([history, limits], { numRuns: 600 })(
    'are within limits of time, type and actor, each inclusive but for the end',
    (all, sought) => {
      const { stored, numbers } = storedOf(all)
      const { from, end, types, actor } = sought
      const expected = all.map(({ recorded: { recordedAt, type, metadata } }) => {
        const isInTime = recordedAt >= from && (end === null || recordedAt < end)
        return isInTime && (types === null || types.includes(type)) && (actor === null || actor === metadata.by)
      })
      expect(numbers.map(stored.within(sought))).toEqual(expected)
      expect(all.map((one) => isWithin(entryOf(one), sought))).toEqual(expected)
    },
  )

  test('are read completely, however many there are', () => {
    const stored = createHistoryColumns()
    const count = 2 * 1_024 + 2
    const lineAt = (at: number): Line => ({
      changes: [{ field: `f${at}`, old: null, new: `n${at}` }],
      topic: at % 3 === 0 ? `t${at}` : null,
      customerId: at % 2 === 0 ? `c${at}` : null,
    })
    const numbers = Array.from({ length: count }, (_, at) => stored.add(registered, lineAt(at), []))
    const wrong = numbers.filter((number, at) => {
      const { changes, topic, customerId } = stored.at(number)
      const isSame = JSON.stringify({ changes, topic, customerId }) === JSON.stringify(lineAt(at))
      return number !== at || !isSame || stored.customerOf(number) !== customerId
    })
    expect(wrong).toEqual([])
  })
})
