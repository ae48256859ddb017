import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { memorySnapshots } from '@clientele/adapters/snapshots'
import { type EventStore, failureError, type StoreSource } from '@clientele/domain'
import { map } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

/** A store whose log cannot be read, and whether it was closed. */
const unreadable = (error: Error, closed: string[]): StoreSource => ({
  name: 'unreadable',
  open: async () =>
    map(
      (store: EventStore): EventStore => ({
        ...store,
        readAll: () => {
          throw error
        },
        close: async () => {
          closed.push('store')
          throw new Error('it does not close either')
        },
      }),
    )(await memory().open()),
})

test.each([
  ['a failure of the store', failureError({ error: 'StoreUnavailable', problem: 'away' })],
  ['an unexpected error', new TypeError('unforeseen')],
])('a register that fails to open for %s releases all its resources and says why', async (_, error) => {
  const closed: string[] = []
  const snapshots = { ...memorySnapshots(), close: async () => void closed.push('snapshots') }
  await expect(openClientele({ store: unreadable(error, closed), snapshots })).rejects.toThrow(error.message)
  expect(closed).toEqual(['snapshots', 'store'])
})

test.each([0, -1, 1.5, Number.NaN])('does not open with a limit of %s stream states', async (cachedStreams) => {
  await expect(openClientele({ store: memory(), cachedStreams })).rejects.toThrow('cachedStreams')
})
