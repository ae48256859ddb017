import { memory } from '@clientele/adapters/memory'
import { postgresSnapshots } from '@clientele/adapters/snapshots'
import { snapshotConformance } from '@clientele/testing/conformance'
import { expect, test } from 'vitest'
import { newSchema, onPostgres, sql, url } from '../postgres/schemas.js'
import { answers, remembering, round, session } from './register.js'

onPostgres('snapshots in postgres', () => {
  const make = async () => {
    const { name: schema, drop } = newSchema()
    return { schema, open: () => postgresSnapshots({ connectionString: url, schema }), dispose: drop }
  }

  for (const { name, run } of snapshotConformance(make)) test(name, run)

  test('that were altered are skipped, and reported', async () => {
    const { schema, open, dispose } = await make()
    const { logger, warnings } = remembering()
    const store = memory()
    const options = () => ({ store, snapshots: open(), snapshotEvery: 10, logger })
    await session(options(), (crm) => round(crm, 1))
    await sql(`update "${schema}".snapshot_lines set line = overlay(line placing 'x' from 20) where nr = 3`)
    expect(await session(options(), answers)).toEqual(await session({ store }, answers))
    expect(warnings.length).toBe(1)
    await dispose()
  })
})

test('snapshots in a schema with an invalid name are refused', async () => {
  const store = postgresSnapshots({ connectionString: 'postgres://127.0.0.1:1/x', schema: 'a"; drop schema public' })
  expect(await store.purge()()).toMatchObject({ left: { error: 'StoreUnavailable' } })
})
