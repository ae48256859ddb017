import { failureError } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { actualOf, isMissingStream, isTransient, storeFailureOf } from '../../src/eventstoredb/failure.js'
import { isAfter, placeOf, positionOf } from '../../src/eventstoredb/position.js'

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
  [{ type: 'stream-deleted' }, 'AppendRefused', false],
])('%j of a client is %s, without its text; worth another try: %s', (facts, name, again) => {
  const failure = storeFailureOf(error(facts))
  expect(failure.error).toBe(name)
  expect(JSON.stringify(failure)).not.toContain('secret')
  expect(isTransient(error(facts))).toBe(again)
})

test('what is no error is unavailable, what carries a failure is that failure', () => {
  for (const thrown of ['text', null, undefined, 7]) expect(storeFailureOf(thrown).error).toBe('StoreUnavailable')
  expect(storeFailureOf(failureError({ error: 'StoreClosed' }))).toEqual({ error: 'StoreClosed' })
})

test('a position the server does not know is unreadable', () => {
  const unknown = Object.assign(new Error('2 UNKNOWN: Unexpected ReadAllResult: InvalidPosition'), { type: 'unknown' })
  expect(storeFailureOf(unknown).error).toBe('StoreUnreadable')
  expect(isTransient(unknown)).toBe(false)
})

test('a stream that is not there is told apart', () => {
  expect(isMissingStream(error({ type: 'stream-not-found' }))).toBe(true)
  expect(isMissingStream(error({ code: 5 }))).toBe(false)
})

describe('where a stream stands instead', () => {
  test.each([
    [{ actualVersion: 3n }, 3],
    [{ actualVersion: 'no_stream' }, 'noStream'],
    [{ actualVersion: -1n }, 'noStream'],
    [{ actualState: 3n }, 3],
    [{ actualState: 'no_stream' }, 'noStream'],
  ])('is read from %o', (facts, actual) => {
    expect(actualOf(error({ type: 'wrong-expected-version', ...facts }))).toBe(actual)
  })

  test('is not asked of other errors', () => {
    expect(actualOf(error({ type: 'unavailable' }))).toBe(null)
  })
})

describe('a position', () => {
  test('keeps both numbers, also those no number of JavaScript holds', () => {
    const place = { commit: 2n ** 62n + 1n, prepare: 2n ** 62n }
    expect(placeOf(positionOf(place))).toEqual({ _tag: 'Right', right: place })
  })

  test.each(['', 'x', '1', '1/', '/1', '-1/1', '1.5/1', '1/1/1', ' 1/1', `${'9'.repeat(20)}/1`])(
    'is never %j',
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
