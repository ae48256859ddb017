import { openClientele } from '@clientele/adapters'
import { postgresCheckpoints } from '@clientele/adapters/postgres'
import { right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { onPostgres, schemaOfTest, url } from '../postgres/schemas.js'
import { employee, executed, positionsIn, positionsOf, until } from './registers.js'

onPostgres('two registers on PostgreSQL', () => {
  const newSchema = schemaOfTest()

  test('follow each other, and a subscription gets events of both and continues after a restart', async () => {
    const schema = newSchema()
    const checkpoints = postgresCheckpoints({ connectionString: url, schema: schema.name })
    const north = await openClientele({ store: schema.source() })
    const south = await openClientele({ store: schema.source() })
    const seen: string[] = []
    const subscribe = () =>
      south.subscribe('mails', (events) => void seen.push(...positionsOf(events)), { checkpoints })
    const before = subscribe()
    const many = (name: string): readonly object[] => Array.from({ length: 40 }, (_, n) => employee(`${name}${n}`))
    await Promise.all([executed(north, ...many('n')), executed(south, ...many('s'))])
    await until(() => seen.length === 80)
    await before.close()
    const last = await executed(north, employee('last'))
    expect(await south.caughtUp(last)).toMatchObject(right({ position: last }))
    const after = subscribe()
    await until(() => seen.length === 81)
    await after.close()
    expect(seen).toEqual(await positionsIn(north))
    expect(north.register.dump()).toEqual(south.register.dump())
    for (const one of [north, south, checkpoints]) await one.close()
  })
})
