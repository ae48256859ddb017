import { join } from 'node:path'
import { withoutPassword } from '@clientele/adapters/internal'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { newCertificate } from '../../../test/servers/certificate.js'
import { served } from '../../adapters/test/eventstoredb/serving.js'
import { newDatabase, onPostgres, sql, url } from '../../adapters/test/postgres/schemas.js'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.remove())

const reading = async (store: string): Promise<string> => {
  const { code, out, err } = await at.run(['customers', '--store', store])
  expect([code, out]).toEqual([1, ''])
  expect(err).not.toMatch(/secret|guessed|\n\s+at /)
  return err
}

const anna = { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } }

test('a file of a newer version is distinguished from one of another program', async () => {
  await at.run('execute --store sqlite:newer.db')
  const file = new Sqlite(join(at.directory, 'newer.db'))
  file.pragma('user_version = 99')
  file.close()
  expect(await reading('sqlite:newer.db')).toMatch(/newer version.*update/i)
})

test.each([
  'mysql://anna:secret@localhost/crm',
  'MySQL://anna:secret@localhost/crm',
  'mongodb+srv://anna:secret@localhost',
  'jdbc:mysql://anna:se@secret@localhost',
  'mysql:anna:secret@localhost',
  'host=localhost user=anna password=secret',
  'crm.db',
  'http://localhost',
  'postgres',
  '',
])(
  'the address of an unknown kind of store (%j) is refused with the known kinds, without the password',
  async (store) => {
    const { code, err } = await at.run(['customers', '--store', store])
    expect(code).toBe(2)
    expect(err).toMatch(/sqlite:FILE|must not be empty/)
    expect(err).not.toContain('secret')
  },
)

test('an address in the wrong place is reported without the password', async () => {
  for (const line of [
    'customers mysql://anna:se@secret@h',
    'rebuild --snapshots MySQL://anna:secret@h --store memory:',
  ]) {
    const { code, err } = await at.run(line)
    expect(code).toBe(2)
    expect(err).not.toContain('secret')
  }
})

test.each([
  ['postgres://anna:secret@host/crm', 'postgres://anna:***@host/crm'],
  ['POSTGRES://anna:p@ss@host:5432/crm', 'POSTGRES://anna:***@host:5432/crm'],
  ['esdb+discover://admin:secret@host?tls=true', 'esdb+discover://admin:***@host?tls=true'],
  ['mongodb+srv://anna:se/cr:et@host', 'mongodb+srv://anna:***@host'],
  ['postgres://anna@corp:secret@host', 'postgres://anna@corp:***@host'],
  ['postgres://host/crm?user=anna&password=secret&x=1', 'postgres://host/crm?user=anna&password=***&x=1'],
  ['postgres://anna@host:5432/crm', 'postgres://anna@host:5432/crm'],
  ['sqlite:of:anna@home.db', 'sqlite:of:anna@home.db'],
  ['C:\\anna@home', 'C:\\anna@home'],
])('%s is shown as %s', (address, printed) => {
  expect(withoutPassword(address)).toBe(printed)
})

onPostgres('a PostgreSQL', () => {
  const changed = (change: (address: URL) => void): string => {
    const address = new URL(url)
    change(address)
    return address.href
  }

  test('without the database is reported', async () => {
    const store = changed((address) => {
      address.pathname = '/no_such_database'
    })
    expect(await reading(store)).toBe('The database does not exist: create it, or give another one.\n')
  })

  test('with another password for the user is reported', async () => {
    await sql("drop role if exists stranger; create role stranger login password 'right'")
    onTestFinished(async () => void (await sql('drop role if exists stranger')))
    const store = changed((address) => {
      address.username = 'stranger'
      address.password = 'guessed'
    })
    expect(await reading(store)).toMatch(/right user and password/)
  })

  test('is shown without the password wherever the store is named', async () => {
    const { url: address, drop } = await newDatabase()
    onTestFinished(drop)
    const store = address.replace('clientele@', 'clientele:p%40secret@')
    const shown = store.replace('p%40secret', '***')
    const demo = ['demo', '--store', store, '--out', 'out']
    const ran = [await at.run(demo), await at.run(demo), await at.run(['stats', '--store', store])]
    for (const { code, out } of ran) {
      expect(code).toBe(0)
      expect(out).not.toContain('secret')
      expect(out).toContain(shown)
    }
    await at.run('execute --store sqlite:other.db', { input: JSON.stringify(anna) })
    const { err } = await at.run(['copy', '--from', 'sqlite:other.db', '--to', store])
    expect(err).toContain(`${shown} holds other events`)
  })

  test('without TLS is reported if TLS is requested', async () => {
    expect(await reading(changed((address) => address.searchParams.set('sslmode', 'verify-full')))).toMatch(/no TLS/)
  })

  test('with an unknown host name is reported', async () => {
    expect(await reading('postgres://anna:secret@nowhere.invalid/crm')).toMatch(/host of PostgreSQL is not known/)
  })
})

describe('an EventStoreDB', () => {
  const secured = async (): Promise<{ readonly store: string; readonly authority: string }> => {
    const certificate = newCertificate()
    onTestFinished(certificate.remove)
    return { store: (await served({ tls: certificate })).connectionString(), authority: certificate.authority }
  }

  test('whose certificate is not trusted, or that refuses the password, is reported', async () => {
    const { store, authority } = await secured()
    expect(await reading(store)).toMatch(/certificate of the server is not trusted.*tlsCAFile/)
    expect(await reading(`${store.replace('changeit', 'guessed')}&tlsCAFile=${authority}`)).toMatch(/check the user/)
  })

  test('without TLS is reported if TLS is requested', async () => {
    const store = (await served()).connectionString().replace('127.0.0.1', 'localhost').replace('tls=false', 'tls=true')
    expect(await reading(store)).toMatch(/speaks no TLS/)
  })

  // The command retries for ten seconds.
  test('that does not run is reported', async () => {
    expect(await reading('esdb://anna:secret@127.0.0.1:1?tls=false')).toMatch(/is not reached.*see that it runs/)
  })
})
