import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { jsonOf } from '../../src/log/json.js'

const anything = fc.anything({ withDate: true, withMap: true, withSet: true, withNullPrototype: true, maxDepth: 4 })

const objectsIn = (value: unknown): readonly object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(objectsIn)] : []

describe('a value as JSON', () => {
  test.prop([anything])('equals its parsed text', (value) => {
    const json = jsonOf(value)
    if (json !== null) expect(json.value).toStrictEqual(JSON.parse(json.text))
  })

  test.prop([fc.jsonValue()])('has the same text as JSON.stringify, and the same value', (value) => {
    expect(jsonOf(value)?.text).toBe(JSON.stringify(value))
  })

  test.prop([fc.jsonValue()])('shares nothing with the original value', (value) => {
    const mine = new Set(objectsIn(value))
    expect(objectsIn(jsonOf(value)?.value).filter((one) => mine.has(one))).toEqual([])
  })

  test('omits undefined, like JSON', () => {
    expect(jsonOf({ a: undefined, b: [{ c: undefined }] })).toEqual({ text: '{"b":[{}]}', value: { b: [{}] } })
  })

  test('keeps a field named __proto__ as a field', () => {
    const value: unknown = JSON.parse('{"__proto__":{"admin":true},"a":1}')
    const json = jsonOf(value)
    expect(json?.text).toBe('{"__proto__":{"admin":true},"a":1}')
    expect(json?.value).toStrictEqual(value)
    expect(Object.getPrototypeOf(json?.value)).toBe(Object.prototype)
  })

  test('equals its text even if a getter returns different values', () => {
    let times = 0
    const value = Object.defineProperty({}, 'a', { enumerable: true, get: () => (times += 1) })
    const json = jsonOf(value)
    expect(json?.value).toEqual(JSON.parse(json?.text ?? ''))
  })

  test('does not exist for a cycle, a bigint, a function, undefined, and a getter that throws', () => {
    const cycle: { self?: object } = {}
    cycle.self = cycle
    const throwing = Object.defineProperty({}, 'a', { enumerable: true, get: () => JSON.parse('') as unknown })
    for (const unserializable of [cycle, 1n, { a: 1n }, () => 1, undefined, throwing])
      expect(jsonOf(unserializable)).toBeNull()
  })
})
