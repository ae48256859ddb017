import { sqlite } from '@clientele/adapters/sqlite'
import type { LeaseStore } from '@clientele/domain'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newSchema, onPostgres, sql } from '../postgres/schemas.js'
import { opened } from '../sqlite/events.js'
import { temporaryFile } from '../sqlite/temporary.js'

const hour = 3_600_000
const tenYears = 10 * 365 * 24 * hour

/** Leases, and a function that moves the expiry of all of them by milliseconds. */
type Place = { readonly leases: LeaseStore; move(milliseconds: number): Promise<unknown> }

const inFile = async (): Promise<Place> => {
  const { file, remove } = await temporaryFile()
  const store = await opened(sqlite({ file }))
  onTestFinished(async () => {
    await store.close()
    await remove()
  })
  return {
    leases: store.subscriptions.leases as LeaseStore,
    move: async (milliseconds) => {
      const connection = new Database(file)
      connection.prepare('update leases set until = until + ?').run(milliseconds)
      connection.close()
    },
  }
}

const inSchema = async (): Promise<Place> => {
  const { name, source, drop } = newSchema()
  const store = await opened(source())
  onTestFinished(async () => {
    await store.close()
    await drop()
  })
  return {
    leases: store.subscriptions.leases as LeaseStore,
    move: (milliseconds) =>
      sql(`update "${name}".leases set until = until + ${milliseconds} * interval '1 millisecond'`),
  }
}

const promises = (make: () => Promise<Place>): void => {
  test('one taken by a clock ten years ahead does not keep its name for ten years', async () => {
    const { leases, move } = await make()
    expect(await leases.hold('mails', 'one', 1_000)).toBe(true)
    await move(tenYears)
    expect(await leases.hold('mails', 'other', 1_000)).toBe(true)
    expect(await leases.hold('mails', 'one', 1_000)).toBe(false)
  })

  test('one for an hour keeps its name', async () => {
    const { leases, move } = await make()
    expect(await leases.hold('mails', 'one', 1_000)).toBe(true)
    await move(hour)
    expect(await leases.hold('mails', 'other', 1_000)).toBe(false)
    expect(await leases.hold('mails', 'one', 1_000)).toBe(true)
  })

  test('one for an unlimited time lasts for a day', async () => {
    const { leases, move } = await make()
    expect(await leases.hold('mails', 'one', tenYears)).toBe(true)
    expect(await leases.hold('mails', 'other', 1_000)).toBe(false)
    await move(-25 * hour)
    expect(await leases.hold('mails', 'other', 1_000)).toBe(true)
  })
}

describe('a lease in a file', () => promises(inFile))
onPostgres('a lease in a schema', () => promises(inSchema))
