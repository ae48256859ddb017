import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onPostgres, sql, url } from '../../adapters/test/postgres/schemas.js'
import { type Desk, desk } from './running.js'

const many = 1_200

let at: Desk

const registerMany = async (file: string): Promise<void> => {
  const crm = await openClientele({ store: sqlite({ file, synchronous: 'normal' }) })
  const register = (n: number) =>
    crm.execute({ type: 'RegisterCustomer', data: { customerId: `c${n}`, name: `Customer ${n}` } }, { by: 'anna' })
  await Promise.all(Array.from({ length: many }, (_, n) => register(n)))
  await crm.close()
}

beforeAll(async () => {
  at = await desk()
  await registerMany(join(at.directory, 'clientele.db'))
})

afterAll(() => at.remove())

const asked = 'customers --limit 3 --json'

/** Copies the store with an unreadable first event, so that the log cannot be read from its start. */
const withoutBeginning = (copy: string): void => {
  writeFileSync(join(at.directory, copy), readFileSync(join(at.directory, 'clientele.db')))
  const file = new Sqlite(join(at.directory, copy))
  const triggers = file.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all()
  for (const name of triggers) file.exec(`drop trigger "${String(name)}"`)
  file.exec("update events set data = '{}' where position = 1")
  file.close()
}

const damage = (directory: string): void => {
  for (const name of readdirSync(directory)) {
    const text = readFileSync(join(directory, name), 'utf8')
    writeFileSync(join(directory, name), text.replace('Customer 1"', 'Customer 2"').slice(0, -1))
  }
}

describe('with --snapshots', () => {
  it.each([
    ['a directory', 'views'],
    ['a file of SQLite', 'sqlite:views.db'],
  ])('the second opening reads no events before the snapshot: %s', async (_what, place) => {
    const first = await at.run(`${asked} --snapshots ${place}`)
    expect([first.code, first.err]).toEqual([0, ''])
    withoutBeginning('unreadable.db')
    expect((await at.run(`${asked} --store sqlite:unreadable.db`)).code).toBe(1)
    expect(await at.run(`${asked} --store sqlite:unreadable.db --snapshots ${place}`)).toEqual(first)
  })

  it('a damaged one is reported and skipped, and a new one is saved', async () => {
    const sound = await at.run(`${asked} --snapshots damaged`)
    damage(join(at.directory, 'damaged'))
    const { code, out, err } = await at.run(`${asked} --snapshots damaged`)
    expect([code, out]).toEqual([0, sound.out])
    expect(err).toMatch(/^A snapshot is passed over \(files:.*damaged\): it is damaged.*\n$/)
    expect(await at.run(`${asked} --snapshots damaged`)).toEqual(sound)
  })

  it('commands continue from the snapshot', async () => {
    await at.run(`${asked} --snapshots growing`)
    const input = `${JSON.stringify({ type: 'RegisterCustomer', data: { customerId: 'new', name: 'Aaa' } })}\n`
    const { code, err } = await at.run('execute --by anna --snapshots growing', { input })
    expect([code, err]).toEqual([0, ''])
    expect(await at.json('customers --limit 1 --snapshots growing')).toEqual(await at.json('customers --limit 1'))
  })

  it('a small register saves none', async () => {
    await at.run('execute --store sqlite:small.db --snapshots small')
    expect(readdirSync(join(at.directory, 'small'))).toEqual([])
  })

  it.each(['mysql://anna:secret@x/y', 'sqlite:', 'memory:'])('%j is an invalid location for them', async (place) => {
    const { code, out, err } = await at.run(`${asked} --snapshots ${place}`)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/--snapshots/)
    expect(err).not.toContain('secret')
  })

  it('the help says that they contain names in plain text', async () => {
    for (const command of ['matrix', 'execute x', 'import x', 'demo'])
      expect((await at.run(`${command} --help`)).out.replace(/\s+/g, '')).toMatch(/--snapshots.*holdsnamesinclear/)
  })
})

onPostgres('with --snapshots in PostgreSQL', () => {
  afterAll(() => sql('drop schema if exists clientele_snapshots cascade'))

  it('the second opening reads no events before the snapshot', async () => {
    const first = await at.run(['customers', '--limit', '3', '--json', '--snapshots', url])
    expect([first.code, first.err]).toEqual([0, ''])
    withoutBeginning('unreadable-too.db')
    const store = ['--store', 'sqlite:unreadable-too.db']
    expect(await at.run(['customers', '--limit', '3', '--json', '--snapshots', url, ...store])).toEqual(first)
  })
})
