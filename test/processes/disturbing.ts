import { setTimeout as pause } from 'node:timers/promises'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type SerializedBatch, serializeBatch } from '../../packages/adapters/src/stores/numbered-log/serialized.js'
import { layoutOf, valuesOf } from '../../packages/adapters/src/stores/postgres/appending/group-rows.js'
import { createTransaction } from '../../packages/adapters/src/stores/sqlite/appending/transaction.js'
import type { Connection } from '../../packages/adapters/src/stores/sqlite/driver/connection.js'
import { loadDriver } from '../../packages/adapters/src/stores/sqlite/driver/load.js'
import { connect } from '../../packages/adapters/src/stores/sqlite/file/file.js'
import { retryWhileLocked } from '../../packages/adapters/src/stores/sqlite/retry-while-locked.js'
import { streamNames } from '../../packages/adapters/src/stores/sqlite/rows.js'
import { recordingTime } from '../../packages/adapters/src/timing/clock.js'
import { withClient } from '../../packages/adapters/test/postgres/schemas.js'
import { newStream, opened, rightOf } from '../../packages/adapters/test/sqlite/events.js'
import type { EventStoreDbServer } from '../servers/eventstoredb/server.mjs'
import { type Durable, sourceAt } from './durable.js'

/** Disturbances that run until `isOver`; they report to `keep` the streams they appended to. */
export type Disturbance = { isOver: boolean; readonly keep: (stream: string) => void }

const random = (below: number): number => Math.floor(Math.random() * below)

const serialized = (stream: string): SerializedBatch => {
  const batch = serializeBatch(newStream(stream))
  if (isLeft(batch)) throw new Error('refused')
  return batch.right
}

type Held = { append(batch: SerializedBatch): unknown; end(way: 'commit' | 'rollback'): unknown }

// Appends in a transaction that it keeps open for a moment, and commits every third.
const keepRollingBack = async (name: string, fire: Disturbance, begin: () => Promise<Held>): Promise<void> => {
  for (let n = 0; !fire.isOver; n += 1) {
    const stream = `${name}-${n}`
    const openTransaction = await begin()
    await openTransaction.append(serialized(stream))
    await pause(random(15))
    await openTransaction.end(n % 3 === 0 ? 'commit' : 'rollback')
    if (n % 3 === 0) fire.keep(stream)
    await pause(random(30))
  }
}

const patience = 30_000

const connectTo = async (file: string): Promise<Connection> =>
  connect(await loadDriver(), { file, synchronous: 'full', patience, maxBytes: null })

const rollingBackInFile = async (file: string, name: string, fire: Disturbance): Promise<void> => {
  const connection = await connectTo(file)
  const transaction = createTransaction(connection, streamNames(connection), recordingTime({}))
  await keepRollingBack(name, fire, async () => {
    await retryWhileLocked(patience, transaction.begin)
    return { append: transaction.append, end: (way) => transaction[way]() }
  })
  connection.close()
}

// A read transaction that stays open until the end, and always sees the same.
const readingInFile = async (file: string, fire: Disturbance): Promise<void> => {
  const connection = await connectTo(file)
  const count = connection.prepare<[]>('select count(*) from events').pluck()
  connection.exec('begin')
  const before = count.get()
  while (!fire.isOver) await pause(20)
  if (count.get() !== before) throw new Error('A transaction saw what was committed after it began.')
  connection.exec('rollback')
  connection.close()
}

const rollingBackInPostgres = (url: string, name: string, fire: Disturbance): Promise<void> =>
  withClient((client) => {
    const parameters = Array.from({ length: 19 }, (_, index) => `$${index + 1}`).join()
    return keepRollingBack(name, fire, async () => {
      await client.query('begin')
      return {
        append: (batch) =>
          client.query(`select clientele.append(${parameters})`, [
            ...valuesOf(layoutOf([batch])),
            null,
            '10000ms',
            null,
            null,
          ]),
        end: (way) => client.query(way),
      }
    })
  }, url)

// A transaction that has written, reads our tables and stays open until the end.
const openInPostgres = (url: string, fire: Disturbance): Promise<void> =>
  withClient(async (client) => {
    await client.query('begin isolation level repeatable read')
    await client.query('create temporary table elsewhere as select count(*) as found from clientele.events')
    while (!fire.isOver) await pause(20)
    await client.query('rollback')
  }, url)

const failures = [
  { rpc: 'append', kind: 'loseAnswer' },
  { rpc: 'append', kind: 'refuse' },
  { rpc: 'append', kind: 'cancel' },
  { rpc: 'read', kind: 'cancel', after: 40 },
  { rpc: 'subscribe', kind: 'cancel', after: 3 },
] as const

// One at a time: if faults accumulated while writers wait before a retry, no retry would succeed.
const failing = async ({ faults }: EventStoreDbServer, fire: Disturbance): Promise<void> => {
  for (let n = 0; !fire.isOver; n += 1) {
    faults.clear()
    faults.add(failures[n % failures.length] ?? failures[0])
    await pause(20 + random(60))
  }
  faults.clear()
}

// Writes to another program's streams on the same server: no prefix is the start of another.
const writingBeside = async (url: string, fire: Disturbance): Promise<void> => {
  const store = await opened(await sourceAt(url.replace('prefix=', 'prefix=beside_')))
  for (let n = 0; !fire.isOver; n += 1) {
    rightOf(await store.append(newStream(`beside-${n}`))())
    await pause(random(10))
  }
  await store.close()
}

/** Disturbs a store until the end: with transactions that stay open or are rolled back, and lost answers. */
export const disturb = (durable: Durable, fire: Disturbance): readonly Promise<void>[] => {
  const { kind, url } = durable
  if ('server' in durable)
    return [durable.server === 'given' ? writingBeside(url, fire) : failing(durable.server, fire)]
  if (kind === 'PostgreSQL')
    return [openInPostgres(url, fire), ...['p', 'q'].map((name) => rollingBackInPostgres(url, name, fire))]
  return [readingInFile(durable.file, fire), ...['p', 'q'].map((name) => rollingBackInFile(durable.file, name, fire))]
}
