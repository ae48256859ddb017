import { type Metadata, type RecordedEvent, readEvent } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { upcast } from '../src/upcasts.js'

const metadata: Metadata = { by: 'anna', at: '2024-03-15T08:00:00.000Z', commandId: 'c-1' }

const recorded = (differing: Partial<Record<keyof RecordedEvent, unknown>>): RecordedEvent =>
  Object.assign(
    {
      id: '6f0f4b1e-0000-4000-8000-000000000001',
      stream: 'customerGroups',
      revision: 3,
      position: '4',
      recordedAt: metadata.at,
      type: 'CustomerGroupRenamed',
      schemaVersion: 1,
      data: { groupId: 'g', from: 'Old', to: 'New' },
      metadata,
    },
    differing,
  )

describe('an event of a known type', () => {
  const place = { error: 'EventUnreadable', stream: 'customerGroups', revision: 3, type: 'CustomerGroupRenamed' }

  test('of a newer version is reported as such, even if its data looks valid', () =>
    expect(readEvent(recorded({ schemaVersion: 3 }))).toEqual({
      _tag: 'Left',
      left: {
        ...place,
        problems: [
          {
            path: 'schemaVersion',
            expected: 'at most 1, the newest version this program knows: update @clientele/clientele',
            actual: '3',
          },
        ],
      },
    }))

  test.each([0, -1, 0.5, Number.NaN])('of an impossible version, %s, is unreadable', (schemaVersion) =>
    expect(readEvent(recorded({ schemaVersion }))).toMatchObject({
      left: { ...place, problems: [{ path: 'schemaVersion', expected: 'a whole number, at least 1' }] },
    }),
  )

  test.each([
    ['null', null, 'metadata'],
    ['a list', [], 'metadata.by'],
    ['without its actor', { ...metadata, by: undefined }, 'metadata.by'],
    ['with a number for the time', { ...metadata, at: 7 }, 'metadata.at'],
    ['without a command', { by: 'anna', at: metadata.at }, 'metadata.commandId'],
  ])('with invalid metadata, %s, is unreadable, and the problem shows nothing of it', (_, invalid, path) => {
    const read = readEvent(recorded({ metadata: invalid }))
    expect(read).toMatchObject({ left: { ...place, problems: [{ path }] } })
    expect(JSON.stringify(read)).not.toContain('anna')
  })

  test('that is valid is known, and so is one with additional metadata of an older program', () => {
    expect(isRight(readEvent(recorded({})))).toBe(true)
    expect(readEvent(recorded({ metadata: { ...metadata, more: 1 } }))).toMatchObject({
      right: { type: 'CustomerGroupRenamed', metadata: { more: 1 } },
    })
  })
})

test('an event of an unknown type is skipped, whatever its version and metadata', () =>
  expect(readEvent(recorded({ type: 'FromTheFuture', schemaVersion: 9, metadata: null }))).toMatchObject({
    right: null,
  }))

describe('upcasting', () => {
  const steps = [(data: unknown) => [data, 2], (data: unknown) => [data, 3]]

  test.each([
    [1, [['x', 2], 3]],
    [2, ['x', 3]],
    [3, 'x'],
  ])('converts data of version %i by the steps after it', (version, data) =>
    expect(upcast(steps, version, 'x')).toMatchObject({ right: data }),
  )

  test('to a version before the last step is refused', () =>
    expect(upcast(steps, 4, 'x')).toMatchObject({
      left: { path: 'schemaVersion', expected: expect.stringContaining('at most 3'), actual: '4' },
    }))

  test('by a step that throws is a problem that shows nothing of the data', () => {
    const throwing = (data: unknown): unknown => {
      throw new Error(`no name in ${data}`)
    }
    expect(upcast([throwing], 1, 'Siiri')).toEqual({
      _tag: 'Left',
      left: { path: 'data', expected: 'data of version 1 that its upcasters accept', actual: 'other data' },
    })
  })
})
