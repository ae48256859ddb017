import { right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { exactRecordOf, optional, recordOf, text } from '../../src/kernel/input/codec.js'
import { Instant } from '../../src/kernel/values/instant.js'

const codec = recordOf('Visit', {
  at: Instant,
  place: exactRecordOf('Place', { city: text }),
  note: optional(text),
})

test('decoding a record converts its fields, and returns the same object if nothing changes', () => {
  const visit = { at: '2024-03-15T08:00:00.000Z', place: { city: 'Turku' }, note: 'late' }
  expect(codec.decode({ ...visit, at: '2024-03-15T10:00+02:00' })).toEqual(right(visit))
  expect(codec.decode({ ...visit, place: { city: 'Turku', floor: 3 } })).toEqual(right(visit))
  const decoded = codec.decode(visit)
  expect(decoded._tag === 'Right' && decoded.right === visit).toBe(true)
})
