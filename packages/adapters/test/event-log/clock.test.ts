import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { Instant, StoreSource } from '@clientele/domain'
import { afterAll, describe, expect, test } from 'vitest'
import { newSchema, onPostgres } from '../postgres/schemas.js'
import { all, newStream, opened, rightOf } from '../sqlite/events.js'
import { type Temporary, temporaryFile } from '../sqlite/temporary.js'

type Options = { readonly clock?: () => Instant; readonly maxClockSkew?: number }

/** Opens the same events with a given clock. */
type Source = (options?: Options) => StoreSource

const day = 86_400_000

const after = (milliseconds: number): Instant => new Date(Date.now() + milliseconds).toISOString()

const by =
  (milliseconds: number): (() => Instant) =>
  () =>
    after(milliseconds)

const append = async (source: StoreSource, stream: string) => {
  const store = await opened(source)
  try {
    return await store.append(newStream(stream))()
  } finally {
    await store.close()
  }
}

const ahead = { left: { error: 'ClockAhead' } }

const testClock = (name: string, make: () => Promise<Source>): void => {
  describe(`a clock ${name}`, () => {
    test('that is ten years ahead is refused once, and affects no other recording times', async () => {
      const source = await make()
      rightOf(await append(source(), 'a-1'))
      expect(await append(source({ clock: by(10 * 365 * day) }), 'b-1')).toMatchObject(ahead)
      const { events } = rightOf(await append(source(), 'c-1'))
      expect(Math.abs(Date.parse(events[0].recordedAt) - Date.now())).toBeLessThan(60_000)
    })

    test('that is ahead up to the limit is accepted', async () => {
      const source = await make()
      rightOf(await append(source({ clock: by(day / 2) }), 'a-1'))
      expect(await append(source({ clock: by(2 * day) }), 'b-1')).toMatchObject(ahead)
      rightOf(await append(source({ clock: by(2 * day), maxClockSkew: 3 * day }), 'c-1'))
      expect(await append(source({ clock: by(20 * 365 * day), maxClockSkew: 3 * day }), 'd-1')).toMatchObject(ahead)
    })

    test('works after years without events, and may be set back', async () => {
      const source = await make()
      rightOf(await append(source({ clock: by(-4 * 365 * day) }), 'a-1'))
      rightOf(await append(source(), 'b-1'))
      rightOf(await append(source({ clock: by(-day) }), 'c-1'))
      const store = await opened(source())
      const times = (await all(store)).map(({ recordedAt }) => recordedAt)
      expect(times).toEqual([...times].sort())
      await store.close()
    })

    test('in a log with future times works, and moves them no further', async () => {
      const source = await make()
      const [future] = rightOf(
        await append(source({ clock: by(10 * 365 * day), maxClockSkew: Number.POSITIVE_INFINITY }), 'a-1'),
      ).events
      const [next] = rightOf(await append(source(), 'b-1')).events
      expect(next.recordedAt).toBe(future.recordedAt)
      expect(await append(source({ clock: by(11 * 365 * day) }), 'c-1')).toMatchObject(ahead)
    })

    test('that is ahead still returns the receipts of stored commands', async () => {
      const source = await make()
      const [store, other] = [await opened(source()), await opened(source({ clock: by(10 * 365 * day) }))]
      const batch = newStream('a-1')
      const first = rightOf(await store.append(batch)())
      expect(rightOf(await other.append(batch)()).events).toEqual(first.events)
      await store.close()
      await other.close()
    })
  })
}

test('a memory store whose clock is ten years ahead refuses once, and affects no other recording times', async () => {
  let lead = 0
  const store = await opened(memory({ clock: () => after(lead) }))
  rightOf(await store.append(newStream('a-1'))())
  lead = 10 * 365 * day
  expect(await store.append(newStream('b-1'))()).toMatchObject(ahead)
  lead = 0
  const { events } = rightOf(await store.append(newStream('c-1'))())
  expect(Math.abs(Date.parse(events[0].recordedAt) - Date.now())).toBeLessThan(60_000)
})

describe('in a file', () => {
  const temporary: Temporary[] = []
  afterAll(async () => {
    for (const { remove } of temporary) await remove()
  })
  testClock('of SQLite', async () => {
    const file = await temporaryFile()
    temporary.push(file)
    return (options = {}) => sqlite({ file: file.file, ...options })
  })
})

onPostgres('on a server', () => {
  const drops: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const drop of drops) await drop()
  })
  testClock('of PostgreSQL', async () => {
    const schema = newSchema()
    drops.push(schema.drop)
    return (options = {}) => schema.source(options)
  })
})
