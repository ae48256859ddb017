import { readCommand } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { exactRecordOf, listOf, nullable, optional, personal, recordOf, text } from '../../src/kernel/input/codec.js'
import { harmlessText, problemsOf, shownText } from '../../src/kernel/input/problem.js'

const of = (codec: t.Mixed, value: unknown) => {
  const decoded = codec.decode(value)
  return isLeft(decoded) ? problemsOf(decoded.left) : []
}

describe('a text in a failure', () => {
  test('is shown unless it may be personal', () => {
    for (const value of ['', 'tomorrow', '2024-02-30', 'a_b:c.d', 'x'.repeat(40), '123456']) {
      expect([harmlessText(value), shownText(value)]).toEqual([value, JSON.stringify(value)])
    }
    for (const value of ['x'.repeat(41), 'a b', 'a@b', '1234567', 'é', 'a\n'])
      expect([harmlessText(value), shownText(value)]).toEqual([
        `a text of ${value.length} characters`,
        `a text of ${value.length} characters`,
      ])
  })
})

describe('a problem', () => {
  const Thing = recordOf('Thing', {
    name: text,
    secret: optional(personal(text, 'personId')),
    inner: optional(exactRecordOf('Inner', { city: nullable(text) })),
    all: optional(listOf(text)),
  })
  test('has its path, the expected and the actual value', () => {
    expect(of(Thing, { name: 7 })).toEqual([{ path: 'name', expected: 'Text', actual: '7' }])
    expect(of(Thing, {})).toEqual([{ path: 'name', expected: 'Text', actual: 'nothing' }])
    expect(of(Thing, { name: 'a', inner: { city: true } })).toEqual([
      { path: 'inner.city', expected: 'Text | null', actual: 'true' },
    ])
    expect(of(Thing, { name: 'a', all: ['a', {}, null] })).toEqual([
      { path: 'all.1', expected: 'Text', actual: 'an object' },
      { path: 'all.2', expected: 'Text', actual: 'null' },
    ])
    expect(of(Thing, [])).toMatchObject([{ path: '', actual: 'a list' }])
    expect(of(Thing, 'text')).toMatchObject([{ path: '', actual: '"text"' }])
    expect(of(Thing, null)).toMatchObject([{ path: '', actual: 'null' }])
  })
  test('with a personal value does not contain it', () => {
    for (const [value, actual] of [
      [7, 'a number'],
      [true, 'a boolean'],
      ['\u0000', 'a string'],
      [[], 'a list'],
    ])
      expect(of(Thing, { name: 'a', secret: value })).toEqual([{ path: 'secret', expected: 'Text', actual }])
  })
  test('is reported once per path, for at most a hundred paths', () => {
    expect(
      of(
        listOf(text),
        Array.from({ length: 150 }, () => 7),
      ),
    ).toHaveLength(100)
    expect(of(t.union([text, t.number]), null)).toHaveLength(1)
  })
})

describe('a value from outside', () => {
  const problems = (value: unknown) => {
    const read = readCommand(value)
    return isLeft(read) ? read.left : null
  }
  test('is a command with a name and data', () => {
    expect(problems(null)).toMatchObject({
      error: 'MalformedCommand',
      problems: [{ path: '', expected: 'a command {type, data}', actual: 'null' }],
    })
    expect(problems({ type: 7, data: {} })).toMatchObject({ problems: [{ path: 'type', actual: '7' }] })
    expect(problems({ type: 'ArchiveCustomer' })).toMatchObject({ problems: [{ path: 'data', actual: 'nothing' }] })
    expect(problems({ type: 'ArchiveCustomer', data: [] })).toMatchObject({
      problems: [{ path: 'data', actual: 'a list' }],
    })
  })
  test('must be an existing command', () => {
    expect(problems({ type: 'toString', data: {} })).toEqual({
      error: 'MalformedCommand',
      problems: [{ path: 'type', expected: 'the name of a command', actual: '"toString"' }],
    })
    expect(problems({ type: 'ArchiveCustomer', data: { customerId: 'acme' } })).toBeNull()
  })
  test('must have exactly one of several fields', () => {
    const about = (data: object) => problems({ type: 'ToggleResponsible', data: { employeeId: 'anna', ...data } })
    expect([about({ customerId: 'a' }), about({ projectId: 'b' })]).toEqual([null, null])
    for (const data of [{}, { customerId: 'a', projectId: 'b' }])
      expect(about(data)).toMatchObject({ problems: [{ path: '', expected: 'exactly one of customerId, projectId' }] })
  })
})
