import { commands, type Definition, type EventType, events, readCommand, readEvent } from '@clientele/domain'
import { commandTypes, dataFor, recordFor } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const eventTypes = Object.keys(events) as readonly EventType[]

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const recordedAt = '2024-03-15T08:00:00.000Z'

const read = (type: string, data: unknown) =>
  readEvent({
    id: '00000000-0000-7000-8000-000000000001',
    type,
    schemaVersion: 1,
    data,
    metadata: { by: 'host', at: recordedAt, commandId: 'command' },
    stream: 'stream-1',
    revision: 0,
    position: '1',
    recordedAt,
  })

const withUnknown = (data: object): object => ({ ...data, addedByANewerWriter: { kept: ['as', 1, null] } })

describe('every message can be stored and read: encode, JSON, decode', () => {
  for (const type of eventTypes) {
    const { fields, codec } = events[type] as unknown as Definition
    test.prop([recordFor(fields, { pools: {} })], runs(20))(`event ${type}, including unknown fields`, (data) => {
      const stored = throughJson(codec.encode(withUnknown(data)))
      const known = read(type, stored)
      expect(isRight(known) && known.right?.data).toEqual(throughJson(withUnknown(data)))
    })
  }

  for (const type of commandTypes) {
    const { fields, codec } = commands[type] as unknown as Definition
    test.prop([dataFor(type, { pools: {} })], runs(20))(`command ${type}, which has no unknown fields`, (data) => {
      const stored = throughJson(codec.encode(data))
      const decoded = readCommand({ type, data: stored })
      const again = readCommand({ type, data: withUnknown(stored as object) })
      expect(isRight(decoded) && decoded.right.data).toEqual(throughJson(data))
      expect(isRight(again) ? [] : again.left.problems.map(({ path }) => path)).toEqual(['addedByANewerWriter'])
      expect(Object.keys(fields)).not.toContain('addedByANewerWriter')
    })
  }

  test.prop([fc.constantFrom(...eventTypes), fc.anything()], runs(200))(
    'any other stored value is refused or read, never throws',
    (type, data) => {
      expect(['Left', 'Right']).toContain(read(type, data)._tag)
    },
  )
})
