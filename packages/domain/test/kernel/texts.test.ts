import { describe, expect, test } from 'vitest'
import {
  exactlyOne,
  exactRecordOf,
  foldCase,
  idOf,
  integer,
  nonBlank,
  nonBlankFields,
  nullable,
  oneOf,
  optional,
  partialOf,
  personal,
  recordOf,
  sameName,
  text,
  whoseField,
} from '../../src/kernel/input/codec.js'

const Id = idOf('ThingId')

describe('an id', () => {
  test('has one to two hundred characters and no outer spaces', () => {
    for (const id of ['a', 'x'.repeat(200), 'a b']) expect(Id.is(id)).toBe(true)
    for (const id of ['', 'x'.repeat(201), ' a', 'a ', 'a\n', 7, null]) expect(Id.is(id)).toBe(false)
  })
  test('has its name in the domain', () => expect(Id.name).toBe('ThingId'))
})

describe('a text', () => {
  test('has at most ten thousand characters, with line breaks and tabs', () => {
    for (const value of ['', ' ', 'x'.repeat(10_000), 'a\n\r\tb', 'Äiti', '😀']) expect(text.is(value)).toBe(true)
    for (const value of [
      'x'.repeat(10_001),
      'a\u0000',
      'a\u007f',
      'a\u0085',
      'a\u009b',
      'a\n\u0007',
      '\ud800',
      '\n\ud800',
      7,
      null,
    ])
      expect(text.is(value)).toBe(false)
  })
})

describe('numbers and choices', () => {
  test('are whole and exactly countable', () => {
    for (const value of [0, -1, Number.MAX_SAFE_INTEGER]) expect(integer.is(value)).toBe(true)
    for (const value of [0.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN, '1']) expect(integer.is(value)).toBe(false)
  })
  test('are one of a few texts, listed in the problem', () => {
    const Size = oneOf('Size', ['small', 'large'])
    expect([Size.is('small'), Size.is('large'), Size.is('huge'), Size.is(null)]).toEqual([true, true, false, false])
    expect(Size.values).toEqual(['small', 'large'])
  })
  test('may be null if declared', () => {
    expect([nullable(text).is(null), nullable(text).is('a'), nullable(text).is(undefined)]).toEqual([true, true, false])
    expect(nullable(text).name).toBe('Text | null')
  })
})

describe('names', () => {
  test('are equal ignoring outer spaces, case and accents', () => {
    expect(sameName(' Acme ', 'ACME')).toBe(true)
    expect(sameName('Straße', 'STRASSE')).toBe(true)
    expect(sameName('Caf\u00e9', 'Cafe\u0301')).toBe(true)
    expect(sameName('Acme Oy', '\u200eAc\u200bme\u00a0Oy\ufeff')).toBe(true)
    expect(sameName('Acme', 'Acme Oy')).toBe(false)
    expect(foldCase(' \u0130 ')).toBe(foldCase('\u0130'))
  })
})

describe('blank texts', () => {
  test('count as missing, and others are trimmed', () => {
    expect([nonBlank(' a '), nonBlank(' '), nonBlank(''), nonBlank(null), nonBlank(7)]).toEqual([
      'a',
      null,
      null,
      null,
      null,
    ])
    expect(nonBlankFields({ a: ' x', b: ' ', c: null, d: undefined })).toEqual({ a: 'x' })
  })
})

describe('a record', () => {
  const Thing = recordOf('Thing', { id: Id, note: optional(text) })
  const Exact = exactRecordOf('Exact', { id: Id, note: optional(text) })
  const right = (value: unknown) => ({ _tag: 'Right', right: value })

  test('keeps unknown fields, or drops them', () => {
    expect(Thing.decode({ id: 'a', more: 1 })).toEqual(right({ id: 'a', more: 1 }))
    expect(Exact.decode({ id: 'a', more: 1 })).toEqual(right({ id: 'a' }))
    expect(Exact.decode({ id: 'a', note: 'n' })).toEqual(right({ id: 'a', note: 'n' }))
  })
  test('requires the fields that are not optional', () => {
    for (const codec of [Thing, Exact]) {
      for (const value of [{ id: 'a' }, { id: 'a', note: undefined }, { id: 'a', note: 'n' }])
        expect([codec.is(value), codec.decode(value)._tag]).toEqual([true, 'Right'])
      for (const value of [{}, { note: 'n' }, { id: undefined }, { id: 'a', note: null }, [], null, 'a', undefined])
        expect([codec.is(value), codec.decode(value)._tag]).toEqual([false, 'Left'])
    }
  })
  test('may be empty if all fields are optional', () => {
    const Part = partialOf(['a', 'b'], text)
    for (const value of [{}, { a: 'x' }, { b: undefined }, { c: 1 }])
      expect([Part.is(value), Part.decode(value)._tag]).toEqual([true, 'Right'])
    expect([Part.is({ a: 1 }), Part.decode({ b: null })._tag]).toEqual([false, 'Left'])
  })
  test('may require exactly one of some fields; null counts as missing', () => {
    const One = exactlyOne(['id', 'note'], exactRecordOf('One', { id: optional(nullable(Id)), note: optional(text) }))
    for (const value of [{ id: 'a' }, { note: 'n' }, { id: null, note: 'n' }])
      expect([One.is(value), One.decode(value)._tag]).toEqual([true, 'Right'])
    for (const value of [{}, { id: null }, { id: 'a', note: 'n' }, { id: 7 }])
      expect([One.is(value), One.decode(value)._tag]).toEqual([false, 'Left'])
    expect(One.name).toBe('exactly one of id, note')
  })
  test('knows which subject a field is about', () => {
    expect(whoseField(personal(text, 'personId'))).toBe('personId')
    expect(whoseField(text)).toBeNull()
    expect(whoseField(optional(personal(text, 'stream')))).toBe('stream')
  })
})
