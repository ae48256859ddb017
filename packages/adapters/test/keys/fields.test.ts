import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { eventCatalogue, events, personalTexts, type RecordedEvent, type Whose, whoseField } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { decryptEvent, encryptEvent } from '../../src/keys/encrypted-event.js'

type Marked = { readonly type: string; readonly field: string; readonly whose: Whose; readonly codec: t.Mixed }

/** Every personal field of every event; new fields are tested automatically. */
const fields: readonly Marked[] = Object.entries(events).flatMap(([type, definition]) =>
  Object.entries(definition.fields).flatMap(([field, codec]) => {
    const subjectField = whoseField(codec)
    return subjectField === null ? [] : [{ type, field, whose: subjectField, codec }]
  }),
)

const golden = (type: string): { readonly stream: string; readonly data: object } =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../../../test/golden/${type}.v1.json`, import.meta.url)), 'utf8'))

const withMarks = (value: unknown, mark: string): unknown => {
  if (typeof value === 'string') return mark
  if (Array.isArray(value)) return value.map((one) => withMarks(one, mark))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [field, field === 'field' ? one : withMarks(one, mark)]),
  )
}

/** A value of the field with the mark in each of its texts. */
const marked = ({ codec, field }: Marked, data: object, mark: string): unknown => {
  const candidates = [
    withMarks(Reflect.get(data, field), mark),
    mark,
    [mark],
    { email: mark },
    { capturedAt: mark, source: mark },
  ]
  const found = candidates.find((one) => one != null && JSON.stringify(one).includes(mark) && codec.is(one))
  if (found === undefined) throw new Error(`no value of ${field} holds a text`)
  return found
}

const named: { readonly [W in Whose]: object } = {
  stream: {},
  personId: { personId: 'p1' },
  employeeId: { employeeId: 'e1' },
  personIds: { personIds: ['p1'] },
  links: { links: { personIds: ['p1', 'p2'] } },
}

const recordedWith = (one: Marked, mark: string): RecordedEvent => {
  const { stream, data } = golden(one.type)
  return {
    id: '0193b1a0-0000-7000-8000-000000000001',
    stream,
    revision: 0,
    position: '1',
    type: one.type,
    schemaVersion: eventCatalogue.schemaVersionOf(one.type),
    data: { ...data, ...named[one.whose], [one.field]: marked(one, data, mark) },
    metadata: { by: 'anna', at: '2026-01-05T09:00:00.000Z', commandId: 'c' },
    recordedAt: '2026-01-05T09:00:00.000Z',
  }
}

describe('every personal field of every event', () => {
  test('is found', () => expect(fields.length).toBeGreaterThan(30))

  test.each(fields.map((one) => [`${one.type}.${one.field}`, one] as const))('%s is encrypted', (_, one) => {
    const mark = 'marked text'
    const event = recordedWith(one, mark)
    const texts = personalTexts(event)
    const subjects = new Set(texts.flatMap((text) => text.subjects))
    const keys = new Map([...subjects].map((subject) => [subject, randomBytes(32)]))
    const stored = { ...event, ...encryptEvent(event, texts, keys) }
    expect(JSON.stringify(stored)).not.toContain(mark)
    expect(isLeft(eventCatalogue.readEvent(stored))).toBe(false)
    expect(decryptEvent(stored, keys)).toEqual(event)
    const erased = decryptEvent(stored, new Map([...subjects].map((subject) => [subject, 'destroyed' as const])))
    expect(JSON.stringify(erased)).not.toContain(mark)
    expect(isLeft(eventCatalogue.readEvent(erased))).toBe(false)
    expect(personalTexts(erased)).toEqual([])
    expect(() => decryptEvent({ ...stored, id: 'another' }, keys)).toThrow()
    expect(() => decryptEvent(stored, new Map())).toThrow()
  })
})
