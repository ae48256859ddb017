import { setTimeout as pause } from 'node:timers/promises'
import type { EventStore, NewEvent, RecordedEvent } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { type SealedBatch, sealedBatch } from '../../src/event-log/sealed.js'
import { layoutOf, valuesOf } from '../../src/postgres/layout.js'
import { all, event, newStream, opened } from '../sqlite/events.js'
import { onPostgres, type Schema, schemaOfTest, withClient } from './schemas.js'

const least = Number(process.env.CLIENTELE_FIRE_EVENTS ?? 20_000)

const random = (below: number): number => Math.floor(Math.random() * below)

type Fire = { kept: number; isOver: boolean }

const eventsOf = (count: number): readonly [NewEvent, ...NewEvent[]] => [
  event(),
  ...Array.from({ length: count - 1 }, () => event()),
]

// Every fifth append is refused, so that what is refused lies between what is kept.
const keepAppending = async (store: EventStore, name: string, fire: Fire): Promise<void> => {
  for (let n = 0; fire.kept < least; n += 1) {
    const events = eventsOf(1 + random(5))
    const writes = [{ stream: `${name}-${n}`, expected: n % 5 === 4 ? 7 : ('noStream' as const), events }] as const
    const answer = await store.append({ writes, unchanged: [], noneSince: [] })()
    if (answer._tag === 'Right') fire.kept += events.length
    else expect(answer.left.error).toBe('ConcurrencyConflict')
  }
}

const sealed = (stream: string): SealedBatch => {
  const batch = sealedBatch(newStream(stream))
  if (isLeft(batch)) throw new Error('refused')
  return batch.right
}

// Takes positions in a transaction it holds open for a moment, and gives them back or keeps them.
const keepRollingBack = (schema: Schema, name: string, fire: Fire): Promise<void> =>
  withClient(async (client) => {
    const parameters = Array.from({ length: 17 }, (_, index) => `$${index + 1}`).join()
    for (let n = 0; !fire.isOver; n += 1) {
      const isKept = n % 3 === 0
      await client.query('begin')
      const values = [...valuesOf(layoutOf([sealed(`${name}-${n}`)])), null, '10000ms']
      await client.query(`select "${schema.name}".append(${parameters})`, values)
      await pause(random(15))
      await client.query(isKept ? 'commit' : 'rollback')
      if (isKept) fire.kept += 1
      await pause(random(30))
    }
  })

// A transaction that has written, reads our tables and never ends as long as the fire burns.
const holdOpen = (schema: Schema, fire: Fire): Promise<void> =>
  withClient(async (client) => {
    await client.query('begin isolation level repeatable read')
    await client.query(`create temporary table elsewhere as select count(*) as found from "${schema.name}".events`)
    while (!fire.isOver) await pause(20)
    await client.query('rollback')
  })

const follow = async (store: EventStore): Promise<readonly string[]> => {
  const seen: string[] = []
  for await (const events of store.subscribe()) {
    seen.push(...events.map(({ id }) => id))
    if (events.some(({ stream }) => stream === 'last-1')) return seen
  }
  return seen
}

const poll = async (store: EventStore): Promise<readonly RecordedEvent[]> => {
  const seen: RecordedEvent[] = []
  while (seen.at(-1)?.stream !== 'last-1') {
    for await (const events of store.readAll({ after: seen.at(-1)?.position ?? null })) seen.push(...events)
    await pause(5)
  }
  return seen
}

onPostgres('under fire', () => {
  const schema = schemaOfTest()

  test('every reader sees every event once, in one order without gaps', { timeout: 600_000 }, async () => {
    const shared = schema()
    const handles = await Promise.all([0, 1, 2, 3].map(() => opened(shared.source())))
    const [first] = handles
    if (first === undefined) throw new Error('no handle')
    const fire: Fire = { kept: 0, isOver: false }
    const subscribers = handles.map(follow)
    const poller = poll(first)
    const others = [holdOpen(shared, fire), keepRollingBack(shared, 'p', fire), keepRollingBack(shared, 'q', fire)]
    const writers = handles.flatMap((store, handle) =>
      Array.from({ length: 8 }, (_, n) => keepAppending(store, `w${handle}x${n}`, fire)),
    )
    await Promise.all(writers)
    fire.isOver = true
    await Promise.all(others)
    await first.append(newStream('last-1'))()

    const log = await all(first)
    const ids = log.map(({ id }) => id)
    expect(log.map(({ position }) => Number(position))).toEqual(log.map((_, index) => index + 1))
    expect(ids.length).toBe(fire.kept + 1)
    expect(new Set(ids).size).toBe(ids.length)
    for (const seen of await Promise.all(subscribers)) expect(seen).toEqual(ids)
    expect((await poller).map(({ id }) => id)).toEqual(ids)
    for (const handle of handles) await handle.close()
  })

  test('a transaction that stays open elsewhere holds up neither readers nor writers', async () => {
    const shared = schema()
    const store = await opened(shared.source({ patience: 500 }))
    const fire: Fire = { kept: 0, isOver: false }
    await store.append(newStream('a-0'))()
    const held = holdOpen(shared, fire)
    await pause(50)
    for (let n = 1; n <= 50; n += 1) expect((await store.append(newStream(`a-${n}`))())._tag).toBe('Right')
    expect((await all(store)).length).toBe(51)
    fire.isOver = true
    await held
    await store.close()
  })

  test('a writer that keeps the log locked is waited for, then named', async () => {
    const shared = schema()
    const store = await opened(shared.source({ patience: 300 }))
    await withClient(async (client) => {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(hashtextextended('clientele "${shared.name}"', 0))`)
      expect(await store.append(newStream('a-1'))()).toMatchObject({
        left: { error: 'StoreUnavailable', problem: expect.stringContaining('locked') },
      })
      expect(await all(store)).toEqual([])
      await client.query('rollback')
    })
    expect((await store.append(newStream('a-1'))())._tag).toBe('Right')
    await store.close()
  })
})
