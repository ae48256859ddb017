import { openClientele } from '@clientele/adapters'
import { postgresCheckpoints } from '@clientele/adapters/postgres'
import { postgresSnapshots } from '@clientele/adapters/snapshots'
import type { Checkpoint } from '@clientele/domain'
import { expect, onTestFinished, test } from 'vitest'
import { onPostgres, schemaOfTest, sql, url } from '../postgres/schemas.js'

const at = (position: string): Checkpoint => ({ position, eventId: `event ${position}` })

onPostgres('the tables of subscriptions in PostgreSQL', () => {
  const newSchema = schemaOfTest()

  const checkpointsIn = (schema: string, connectionString: string = url) => {
    const checkpoints = postgresCheckpoints({ connectionString, schema })
    onTestFinished(checkpoints.close)
    return checkpoints
  }

  /** The address for a role with these grants (`$` is the schema). */
  const addressOf = async (schema: string, ...grants: readonly string[]): Promise<string> => {
    const role = `role_${schema}`
    await sql(`create role "${role}"`)
    onTestFinished(async () => void (await sql(`drop owned by "${role}" cascade; drop role "${role}"`)))
    for (const grant of grants) await sql(`grant ${grant.replaceAll('$', `"${schema}"`)} to "${role}"`)
    const address = new URL(url)
    address.searchParams.set('options', `-c role=${role}`)
    return address.href
  }

  test('are created by the first of many concurrent ones, and nobody fails', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { name } = newSchema()
      const all = Array.from({ length: 8 }, () => checkpointsIn(name))
      expect(await Promise.all(all.map((checkpoints) => checkpoints.load('mails')))).toEqual(all.map(() => null))
    }
  })

  test('are created by a role with only CREATE on the schema, and so are those of snapshots', async () => {
    const { name } = newSchema()
    await sql(`create schema "${name}"`)
    const address = await addressOf(name, 'usage, create on schema $')
    const checkpoints = checkpointsIn(name, address)
    await checkpoints.save('mails', at('1'))
    expect(await checkpoints.load('mails')).toEqual(at('1'))
    const snapshots = postgresSnapshots({ connectionString: address, schema: name })
    expect(await snapshots.latest({ version: 'any' })()).toMatchObject({ right: null })
    await snapshots.close()
  })

  test('are used by a role that may read and write them, and refused by name to any other', async () => {
    const { name } = newSchema()
    await checkpointsIn(name).save('mails', at('1'))
    const writing = 'select, insert, update, delete on $.checkpoints, $.leases'
    const allowed = checkpointsIn(name, await addressOf(name, 'usage on schema $', writing))
    await allowed.save('mails', at('2'))
    expect(await allowed.load('mails')).toEqual(at('2'))
    const { name: other } = newSchema()
    await sql(`create schema "${other}"`)
    const refused = checkpointsIn(other, await addressOf(other, 'usage on schema $'))
    await expect(refused.load('mails')).rejects.toMatchObject({
      failure: { error: 'StoreUnavailable', problem: expect.stringContaining('grant') },
    })
  })

  test('with positions only are upgraded, and a position saved there by an older program is read', async () => {
    const { name } = newSchema()
    await sql(
      `create schema "${name}"; create table "${name}".checkpoints (name text primary key, position text not null)`,
    )
    const older = (position: string) =>
      sql(`insert into "${name}".checkpoints (name, position) values ('mails', '${position}')
        on conflict (name) do update set position = excluded.position`)
    await older('3')
    const checkpoints = checkpointsIn(name)
    expect(await checkpoints.load('mails')).toEqual({ position: '3', eventId: null })
    await checkpoints.save('mails', at('4'))
    await older('5')
    expect(await checkpoints.load('mails')).toEqual({ position: '5', eventId: null })
    await checkpoints.save('mails', at('6'))
    expect(await checkpoints.load('mails')).toEqual(at('6'))
  })

  test('that the role may not create are reported in the health of the subscription', async () => {
    const schema = newSchema()
    await (await openClientele({ store: schema.source() })).close()
    const reading = ['usage on schema $', 'select on $.events, $.streams, $.migrations']
    const crm = await openClientele({
      store: schema.source({ connectionString: await addressOf(schema.name, ...reading) }),
    })
    const subscription = crm.subscribe('mails', () => {})
    await expect
      .poll(() => subscription.status(), { timeout: 10_000 })
      .toMatchObject({ state: 'retrying', failure: { problem: expect.stringContaining('grant') } })
    await crm.close()
  })
})
