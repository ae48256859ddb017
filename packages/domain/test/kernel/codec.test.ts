import { fc, test } from '@fast-check/vitest'
import * as t from 'io-ts'
import { describe, expect } from 'vitest'
import {
  eitherOf,
  exactRecordOf,
  idOf,
  listOf,
  nullable,
  optional,
  partialOf,
  recordOf,
  text,
} from '../../src/kernel/input/codec.js'
import { schemaOf } from '../../src/kernel/input/json-schema.js'
import { problemsOf } from '../../src/kernel/input/problem.js'
import { isCalendarDate } from '../../src/kernel/values/calendar-date.js'

const fields = {
  id: idOf('Id'),
  note: optional(nullable(text)),
  inner: exactRecordOf('Inner', { city: nullable(text) }),
}
const codec = recordOf('Thing', fields)

const strange = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(' a', '', '\u0000', '\u007f', '\u0085', '\ud800', '😀', 'a\nb', null, undefined, 1, [], {}),
)

const thing = fc.record(
  { id: strange, note: strange, inner: fc.oneof(strange, fc.record({ city: strange }, { requiredKeys: [] })) },
  { requiredKeys: [] },
)

describe('the type guard of a codec', () => {
  test.prop([fc.oneof(thing, strange)])('accepts what decodes', (value) => {
    expect(codec.is(value)).toBe(codec.decode(value)._tag === 'Right')
  })

  test.prop([fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 })])(
    'a day exists if the calendar of the runtime has it',
    (year, month, day) => {
      const written = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
      const parsed = Date.parse(`${written}T00:00:00Z`)
      const exists = !Number.isNaN(parsed) && new Date(parsed).toISOString().slice(0, 10) === written
      expect(isCalendarDate(written)).toBe(exists)
    },
  )
})

describe('the fast decoder', () => {
  const City = exactRecordOf('City', { city: nullable(text) })
  const quick = eitherOf('changes', listOf(City), partialOf(['name', 'phone'], nullable(text)))
  const plain = t.union(
    [
      t.readonlyArray(City, 'City[]'),
      t.partial({ name: t.union([text, t.null], 'Text | null'), phone: nullable(text) }),
    ],
    'changes',
  )
  const record = fc.dictionary(fc.constantFrom('name', 'phone', 'city', '__proto__'), strange)

  test.prop([fc.oneof(strange, record, fc.array(fc.oneof(record, strange)))])(
    'has the same results as the plain one',
    (value) => {
      const [one, other] = [quick.decode(value), plain.decode(value)]
      expect(one._tag).toBe(other._tag)
      expect(quick.is(value)).toBe(plain.is(value))
      if (one._tag === 'Right' && other._tag === 'Right') expect(one.right).toEqual(other.right)
      if (one._tag === 'Left' && other._tag === 'Left') expect(problemsOf(one.left)).toEqual(problemsOf(other.left))
    },
  )
})

test('the schema of a union allows any of its members, that of an intersection requires all', () => {
  expect(schemaOf(t.union([t.string, t.number]), 'closed')).toEqual({
    anyOf: [schemaOf(t.string, 'closed'), schemaOf(t.number, 'closed')],
  })
  const both = [t.type({ one: t.string }), t.type({ two: t.string })] as const
  expect(schemaOf(t.intersection([both[0], both[1]]), 'closed')).toEqual({
    allOf: both.map((one) => schemaOf(one, 'open')),
  })
})

test('a value that is not a JSON object is not a record, even without required fields', () => {
  const loose = exactRecordOf('Loose', { city: optional(text) })
  for (const value of [new Date(0), new Map(), new Set(), /x/])
    expect([loose.is(value), loose.decode(value)._tag]).toEqual([false, 'Left'])
  expect(loose.decode(Object.create(null))._tag).toBe('Right')
})
