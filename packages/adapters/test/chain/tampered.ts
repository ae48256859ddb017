import { sqlite } from '@clientele/adapters/sqlite'
import type { EventStore, NewEvent, StoreSource, Verification, VerifyOptions } from '@clientele/domain'
import Database from 'better-sqlite3'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { expect } from 'vitest'
import { newSchema, url, withClient } from '../postgres/schemas.js'
import { event, rightOf } from '../sqlite/events.js'
import { temporaryFile } from '../sqlite/temporary.js'

/** Runs SQL statements on the tables of a store from outside; tables have their short names, such as `events`. */
type Tamper = (statements: readonly string[]) => Promise<void>

/** A store whose tables can be changed from outside, as by the owner of the machine. */
export type Tamperable = {
  readonly source: StoreSource
  readonly tamper: Tamper
  remove(): Promise<void>
}

const tables = ['streams', 'events', 'chain']

const dropTriggers = tables
  .flatMap((table) => ['update', 'delete'].map((change) => `drop trigger if exists ${table}_no_${change};`))
  .join('')

const ofSqlite = async (): Promise<Tamperable> => {
  const { file, remove } = await temporaryFile()
  return {
    source: sqlite({ file, synchronous: 'normal' }),
    tamper: async (statements) => {
      const database = new Database(file)
      database.pragma('foreign_keys = off')
      database.exec(dropTriggers)
      for (const statement of statements) database.exec(statement)
      database.close()
    },
    remove,
  }
}

const ofPostgres = async (): Promise<Tamperable> => {
  const { name, source, drop } = newSchema()
  return {
    source: source(),
    tamper: (statements) =>
      withClient(async (client) => {
        await client.query(`set search_path to "${name}"`)
        for (const table of tables) await client.query(`alter table ${table} disable trigger all`)
        for (const statement of statements) await client.query(statement)
      }),
    remove: drop,
  }
}

/** The stores whose tables can be changed by SQL. */
export const tamperable: readonly (readonly [string, () => Promise<Tamperable>])[] = [
  ['sqlite', ofSqlite],
  ...(url === '' ? [] : ([['postgres', ofPostgres]] as const)),
]

/** The streams of each append, and the number of events for each: twelve events of four streams. */
const appends: readonly (readonly (readonly [stream: string, expected: number | 'noStream', count: number])[])[] = [
  [['a-1', 'noStream', 1]],
  [['a-2', 'noStream', 2]],
  [
    ['a-1', 0, 2],
    ['b-1', 'noStream', 1],
  ],
  [['a-2', 1, 1]],
  [['b-1', 0, 2]],
  [['a-1', 2, 1]],
  [['b-2', 'noStream', 1]],
  [['a-2', 2, 1]],
]

/** Appends the events of the log of these tests, one append after the other. */
export const fill = async (store: EventStore): Promise<void> => {
  let count = 0
  const next = (): NewEvent => {
    count += 1
    return event({ number: count })
  }
  for (const streams of appends) {
    const writes = streams.map(([stream, expected, size]) => {
      const [first, ...rest] = Array.from({ length: size }, next)
      return { stream, expected, events: [first ?? next(), ...rest] as const }
    })
    if (isNonEmpty(writes)) rightOf(await store.append({ writes, unchanged: [], noneSince: [] })())
  }
}

/** Returns the result of verifying a store. */
export const verified = async (store: EventStore, options: VerifyOptions = {}): Promise<Verification> => {
  const answer = await store.chain?.verify(options)()
  if (answer === undefined) throw new Error('The store has no chain.')
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
  return answer.right
}

/** Returns the result of sealing a store. */
export const sealed = async (store: EventStore): Promise<Verification> => {
  const answer = await store.chain?.seal()()
  if (answer?._tag !== 'Right') throw new Error(JSON.stringify(answer))
  return answer.right
}

/** Asserts that a store is verified up to an event. */
export const expectSound = async (store: EventStore, position: string): Promise<void> =>
  expect(await verified(store)).toMatchObject({ ok: true, events: Number(position), head: { position } })
