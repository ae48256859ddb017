import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { served } from '../../adapters/test/eventstoredb/serving.js'
import { newDatabase, onPostgres } from '../../adapters/test/postgres/schemas.js'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.remove())

const commands = (...ids: readonly string[]): string =>
  ids
    .map((customerId) => JSON.stringify({ type: 'RegisterCustomer', data: { customerId, name: customerId } }))
    .join('\n')

describe('copy', () => {
  it('copies every event with its time, and confirms that the views are equal', async () => {
    await at.run('execute --store sqlite:a.db', { input: commands('acme', 'beta') })
    const copied = await at.run('copy --from sqlite:a.db --to sqlite:b.db --json')
    expect(JSON.parse(copied.out)).toEqual({ copied: 2, there: 0, equal: true, differences: [] })
    const [a, b] = [await at.run('events --store sqlite:a.db'), await at.run('events --store sqlite:b.db')]
    expect(b.out).toBe(a.out)
  })

  it('continues where it stopped', async () => {
    await at.run('execute --store sqlite:a.db', { input: commands('acme') })
    await at.run('copy --from sqlite:a.db --to sqlite:b.db')
    await at.run('execute --store sqlite:a.db', { input: commands('beta') })
    const again = await at.run('copy --from sqlite:a.db --to sqlite:b.db')
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining('Copied 1 events, 1 were there already.') })
    expect((await at.run('events --store sqlite:b.db')).out.trim().split('\n')).toHaveLength(2)
  })

  it('refuses a target with other events, and does not change it', async () => {
    await at.run('execute --store sqlite:a.db', { input: commands('acme') })
    await at.run('execute --store sqlite:b.db', { input: commands('acme') })
    const before = await at.run('events --store sqlite:b.db')
    const copied = await at.run('copy --from sqlite:a.db --to sqlite:b.db')
    expect(copied).toMatchObject({ code: 1, out: '' })
    expect(copied.err).toContain('holds other events')
    expect(await at.run('events --store sqlite:b.db')).toEqual(before)
  })

  it('needs two different stores, of which the first exists', async () => {
    expect(await at.run('copy --from sqlite:a.db')).toMatchObject({ code: 2 })
    expect(await at.run('copy --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ code: 1 })
    await at.run('execute --store sqlite:a.db', { input: commands('acme') })
    expect(await at.run('copy --from sqlite:a.db --to sqlite:a.db')).toMatchObject({ code: 1 })
  })

  it('closes the source store if the target does not open', async () => {
    await at.run('execute --store sqlite:a.db', { input: commands('acme') })
    expect(await at.run('copy --from sqlite:a.db --to sqlite:no/such/b.db')).toMatchObject({ code: 1, out: '' })
    expect(existsSync(join(at.directory, 'a.db'))).toBe(true)
    expect(existsSync(join(at.directory, 'a.db-wal'))).toBe(false)
  })
})

const onServer = (address: () => Promise<string>): void => {
  it('copies to it, continues where it stopped, and copies back', async () => {
    const store = await address()
    await at.run('demo --store sqlite:a.db --out out')
    const { events } = (await at.json('stats --store sqlite:a.db')) as { events: number }
    const unchanged = { copied: 0, there: events, equal: true, differences: [] }
    expect(await at.json(`copy --from sqlite:a.db --to ${store}`)).toEqual({ ...unchanged, copied: events, there: 0 })
    expect(await at.json(`copy --from sqlite:a.db --to ${store}`)).toEqual(unchanged)
    await at.run('execute --store sqlite:a.db', { input: commands('acme') })
    expect(await at.json(`copy --from sqlite:a.db --to ${store}`)).toEqual({ ...unchanged, copied: 1 })
    expect(await at.json(`copy --from ${store} --to sqlite:b.db`)).toEqual({
      ...unchanged,
      copied: events + 1,
      there: 0,
    })
    expect(await at.json(`copy --from ${store} --to sqlite:a.db`)).toEqual({ ...unchanged, there: events + 1 })
  })
}

onPostgres('copy to and from PostgreSQL', () =>
  onServer(async () => {
    const { url, drop } = await newDatabase()
    onTestFinished(drop)
    return url
  }),
)

describe('copy to and from EventStoreDB', () => onServer(async () => (await served()).connectionString()))
