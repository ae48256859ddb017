import { failureError } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import {
  actualOf,
  isBadRequest,
  isMissingStream,
  isTransient,
  storeFailureOf,
  violationsOf,
} from '../../src/stores/eventstoredb/client/failure.js'
import { isAfter, placeOf, positionOf } from '../../src/stores/eventstoredb/log/position.js'

const error = (facts: object): Error => Object.assign(new Error('secret value'), facts)

test.each([
  [{ type: 'unavailable', code: 14 }, 'StoreUnavailable', true],
  [{ code: 14 }, 'StoreUnavailable', true],
  [{ code: 1 }, 'StoreUnavailable', true],
  [{ type: 'cancelled' }, 'StoreUnavailable', true],
  [{ type: 'deadline-exceeded' }, 'StoreUnavailable', true],
  [{ type: 'timeout' }, 'StoreUnavailable', true],
  [{ type: 'not-leader' }, 'StoreUnavailable', true],
  [{ type: 'unknown', code: 13 }, 'StoreUnavailable', true],
  [{}, 'StoreUnavailable', true],
  [{ type: 'access-denied' }, 'StoreUnavailable', false],
  [{ code: 16 }, 'StoreUnavailable', false],
  [{ type: 'maximum-append-size-exceeded' }, 'AppendRefused', false],
  [{ type: 'unknown', code: 8 }, 'AppendRefused', false],
  [{ type: 'stream-deleted' }, 'StoreUnreadable', false],
])('%j of a client is %s, without its text; retried: %s', (facts, name, again) => {
  const failure = storeFailureOf(error(facts))
  expect(failure.error).toBe(name)
  expect(JSON.stringify(failure)).not.toContain('secret')
  expect(isTransient(error(facts))).toBe(again)
})

test('a thrown value that is not an error is unavailable; one with a failure is that failure', () => {
  for (const thrown of ['text', null, undefined, 7]) expect(storeFailureOf(thrown).error).toBe('StoreUnavailable')
  expect(storeFailureOf(failureError({ error: 'StoreClosed' }))).toEqual({ error: 'StoreClosed' })
})

test.each([
  [error({ type: 'deadline-exceeded' }), '(deadline-exceeded)'],
  [
    Object.assign(new Error('secret: connect ECONNREFUSED 127.0.0.1:2113'), { code: 14 }),
    '(unavailable, ECONNREFUSED)',
  ],
  [error({ type: 'unknown', code: 13 }), '(internal)'],
  [error({ type: 'Secret' }), '(unknown)'],
])('an unreachable server is reported with the kind of problem: %j', (thrown, words) => {
  expect(storeFailureOf(thrown)).toMatchObject({ problem: expect.stringContaining(words) })
  expect(JSON.stringify(storeFailureOf(thrown))).not.toMatch(/secret/i)
})

test('a position unknown to the server is unreadable', () => {
  const unknown = Object.assign(new Error('2 UNKNOWN: Unexpected ReadAllResult: InvalidPosition'), { type: 'unknown' })
  expect(storeFailureOf(unknown).error).toBe('StoreUnreadable')
  expect(isTransient(unknown)).toBe(false)
})

test('a missing stream is distinguished', () => {
  expect(isMissingStream(error({ type: 'stream-not-found' }))).toBe(true)
  expect(isMissingStream(error({ code: 5 }))).toBe(false)
})

describe('the actual revision of a stream', () => {
  test.each([
    [{ actualVersion: 3n }, 3],
    [{ actualVersion: 'no_stream' }, 'noStream'],
    [{ actualVersion: -1n }, 'noStream'],
    [{ actualState: 3n }, 3],
    [{ actualState: 'no_stream' }, 'noStream'],
  ])('is read from %o', (facts, actual) => {
    expect(actualOf(error({ type: 'wrong-expected-version', ...facts }))).toBe(actual)
  })

  test('is not read from other errors', () => {
    expect(actualOf(error({ type: 'unavailable' }))).toBe(null)
  })
})

describe('the actual revisions of streams checked together', () => {
  test('are read from the violations', () => {
    const violations = [
      { checkIndex: 0, streamName: 'a-1', expectedState: 'no_stream', actualState: 3n },
      { checkIndex: 2, streamName: 'b-1', expectedState: 1n, actualState: 'no_stream' },
      { checkIndex: 3, streamName: 'c-1', expectedState: 1n, actualState: -5n },
    ]
    const violated = error({ type: 'append-consistency-violation', violations })
    expect([...(violationsOf(violated) ?? [])]).toEqual([
      ['a-1', 3],
      ['b-1', 'noStream'],
      ['c-1', 'noStream'],
    ])
    expect(isTransient(violated)).toBe(false)
  })

  test('are not read from other errors', () => {
    expect(violationsOf(error({ type: 'unavailable' }))).toBe(null)
    expect(violationsOf(error({ type: 'append-consistency-violation' }))).toEqual(new Map())
  })
})

test('a request that the server rejects is distinguished, and not repeated', () => {
  for (const facts of [{ type: 'invalid-argument' }, { type: 'unknown', code: 3 }]) {
    expect(isBadRequest(error(facts))).toBe(true)
    expect(isTransient(error(facts))).toBe(false)
  }
  expect(isBadRequest(error({ type: 'unknown', code: 12 }))).toBe(false)
  expect(isTransient(error({ type: 'unknown', code: 12 }))).toBe(false)
})

test.each([
  ['14 UNAVAILABLE: No connection established. Last error: self-signed certificate', 'tlsCAFile'],
  ['14 UNAVAILABLE: unable to verify the first certificate', 'tlsCAFile'],
  ['14 UNAVAILABLE: SSL routines:tls_validate_record_header:wrong version number', 'tls=false'],
])('a TLS problem is recognised by its text and not retried: %s', (message, remedy) => {
  const trouble = Object.assign(new Error(message), { type: 'unavailable' })
  expect(storeFailureOf(trouble)).toMatchObject({ problem: expect.stringContaining(remedy) })
  expect(isTransient(trouble)).toBe(false)
})

describe('a position', () => {
  test('keeps both numbers, even beyond safe integers', () => {
    const place = { commit: 2n ** 62n + 1n, prepare: 2n ** 62n }
    expect(placeOf(positionOf(place))).toEqual({ _tag: 'Right', right: place })
  })

  test.each(['', 'x', '1', '1/', '/1', '-1/1', '1.5/1', '1/1/1', ' 1/1', `${'9'.repeat(20)}/1`])(
    'cannot be %j',
    (position) => expect(placeOf(position)._tag).toBe('Left'),
  )

  test('is compared by commit, then by prepare', () => {
    const [a, b] = [
      { commit: 2n, prepare: 1n },
      { commit: 2n, prepare: 2n },
    ]
    expect([isAfter(b, a), isAfter(a, b), isAfter(a, a), isAfter(a, 'start')]).toEqual([true, false, false, true])
  })
})
