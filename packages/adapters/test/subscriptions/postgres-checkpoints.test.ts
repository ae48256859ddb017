import { postgresCheckpoints } from '@clientele/adapters/postgres'
import type { Checkpoint } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { onPostgres, schemaOfTest, url } from '../postgres/schemas.js'

const at = (position: string): Checkpoint => ({ position, eventId: `event ${position}` })

onPostgres('checkpoints in PostgreSQL', () => {
  const newSchema = schemaOfTest()

  test('are stored by name, also for others and after closing', async () => {
    const { name: schema } = newSchema()
    const options = { connectionString: url, schema }
    const [one, two] = [postgresCheckpoints(options), postgresCheckpoints(options)]
    expect(await one.load('a')).toBe(null)
    await one.save('a', at('1'))
    await two.save('a', at('2'))
    await two.save("b'; --", { position: '3', eventId: null })
    expect([await one.load('a'), await one.load("b'; --")]).toEqual([at('2'), { position: '3', eventId: null }])
    await one.close()
    await two.close()
    await two.close()
    await expect(two.load('a')).rejects.toMatchObject({ failure: { error: 'StoreClosed' } })
  })

  test('keep the schema usable for the events, whichever is created first', async () => {
    const schema = newSchema()
    const checkpoints = postgresCheckpoints({ connectionString: url, schema: schema.name })
    await checkpoints.save('a', at('1'))
    const store = await schema.source().open()
    if (isLeft(store)) expect.fail(JSON.stringify(store.left))
    expect(await checkpoints.load('a')).toEqual(at('1'))
    await checkpoints.close()
    await store.right.close()
  })

  test('say what is wrong with a missing server', async () => {
    const away = postgresCheckpoints({ connectionString: 'postgres://127.0.0.1:1/none', patience: 50 })
    await expect(away.load('a')).rejects.toMatchObject({ failure: { error: 'StoreUnavailable' } })
    await away.close()
  })
})
