import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import {
  accept,
  command,
  event,
  givenIdOf,
  hostDecision,
  hostStreams,
  PersonId,
  personal,
  text,
  write,
} from '@clientele/domain'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ownEventStoreDb } from '../../../test/servers/own-event-store-db.js'
import { newDatabase, onPostgres } from '../../adapters/test/postgres/schemas.js'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await at.remove()
})

const given = async (store: string): Promise<void> => {
  const commands = [
    { type: 'RegisterContact', data: { personId: 'maria', lastName: 'Marttinen', email: 'mm@marks.example' } },
    { type: 'RegisterContact', data: { personId: 'olli', lastName: 'Ollikainen' } },
    { type: 'ErasePerson', data: { personId: 'maria' } },
  ]
  const input = commands.map((command) => `${JSON.stringify(command)}\n`).join('')
  expect(await at.run(`execute --store ${store}`, { input })).toMatchObject({ code: 0 })
}

const withMasterKey = (): void => {
  vi.stubEnv('CLIENTELE_MASTER_KEY', randomBytes(32).toString('base64'))
}

const bytesOf = (file: string): Promise<string> => readFile(join(at.directory, file), 'latin1')

describe('encrypting an unencrypted register', () => {
  it('copies it without the texts of erased persons, with equal views', async () => {
    await given('sqlite:a.db')
    withMasterKey()
    expect(await at.json('encrypt --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ equal: true, there: 0 })
    const bytes = await bytesOf('b.db')
    expect(['Marttinen', 'mm@marks.example', 'Ollikainen'].filter((text) => bytes.includes(text))).toEqual([])
    const { out } = await at.run('events --store sqlite:b.db')
    expect(out).toContain('Ollikainen')
    expect(out).not.toContain('Marttinen')
    expect(await at.json('copy --from sqlite:b.db --to sqlite:c.db')).toMatchObject({ equal: true })
    expect(await bytesOf('c.db')).not.toContain('Ollikainen')
  })

  it('refuses a target that holds the events in clear already, and the register itself under another name', async () => {
    await given('sqlite:a.db')
    expect(await at.json('copy --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ equal: true })
    await symlink(join(at.directory, 'a.db'), join(at.directory, 'linked.db'))
    withMasterKey()
    for (const name of ['./a.db', 'linked.db']) {
      const same = await at.run(`encrypt --from sqlite:a.db --to sqlite:${name}`)
      expect(same).toMatchObject({ code: 1, err: expect.stringContaining('name the same store') })
    }
    const inClear = await at.run('encrypt --from sqlite:a.db --to sqlite:b.db')
    expect(inClear).toMatchObject({ code: 1, err: expect.stringContaining('in clear') })
    expect(await at.json('encrypt --from sqlite:a.db --to sqlite:c.db')).toMatchObject({ equal: true })
    expect(await at.json('encrypt --from sqlite:a.db --to sqlite:c.db')).toMatchObject({ equal: true, copied: 0 })
    const copied = await at.run('copy --from sqlite:c.db --to sqlite:b.db')
    expect(copied).toMatchObject({ code: 1, err: expect.stringContaining('in clear') })
  })

  it('needs a master key, and a register that is not encrypted yet', async () => {
    await given('sqlite:a.db')
    const without = await at.run('encrypt --from sqlite:a.db --to sqlite:b.db')
    expect(without).toMatchObject({ code: 1, err: expect.stringContaining('CLIENTELE_MASTER_KEY') })
    withMasterKey()
    await given('sqlite:c.db')
    const twice = await at.run('encrypt --from sqlite:c.db --to sqlite:d.db')
    expect(twice).toMatchObject({ code: 1, out: '', err: expect.stringContaining('encrypted') })
  })
})

describe('an encrypted register', () => {
  it('is refused without its master key, even if only the log remains, and can be read with it', async () => {
    withMasterKey()
    await given('sqlite:a.db')
    expect((await at.run('events --store sqlite:a.db')).out).toContain('Ollikainen')
    expect((await at.run('contacts --store sqlite:a.db')).out).toContain('Ollikainen')
    vi.unstubAllEnvs()
    for (const line of ['events', 'contacts', 'stats'])
      expect(await at.run(`${line} --store sqlite:a.db`)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('master key'),
      })
    await rm(join(at.directory, 'a.db.keys'))
    expect(await at.run('contacts --store sqlite:a.db')).toMatchObject({ code: 1, out: '' })
  })
})

describe('the keys of an encrypted register', () => {
  it('are stored where --keys says, and other keys cannot read the register', async () => {
    withMasterKey()
    await given('sqlite:a.db --keys sqlite:apart.keys')
    expect(existsSync(join(at.directory, 'a.db.keys'))).toBe(false)
    expect((await at.run('contacts --store sqlite:a.db --keys sqlite:apart.keys')).out).toContain('Ollikainen')
    expect(await at.run('contacts --store sqlite:a.db --keys sqlite:others.keys')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('key store that belongs to it'),
    })
    const copying = 'copy --from sqlite:a.db --from-keys sqlite:apart.keys --to sqlite:b.db --to-keys sqlite:b.apart'
    expect(await at.json(copying)).toMatchObject({ equal: true })
    expect((await at.run('events --store sqlite:b.db --keys sqlite:b.apart')).out).toContain('Ollikainen')
  })

  it('are refused in another place', async () => {
    await given('sqlite:a.db')
    for (const keys of ['kept', 'mysql://localhost/keys', 'sqlite:'])
      expect(await at.run(`contacts --store sqlite:a.db --keys ${keys}`)).toMatchObject({ code: 2, out: '' })
  })
})

const importing = async (store: string) => {
  await mkdir(join(at.directory, 'in'), { recursive: true })
  await writeFile(join(at.directory, 'in', 'contacts.csv'), 'personId,lastName,email\nnew,New,mm@marks.example\n')
  return at.run(`import in --store ${store}`)
}

const maria = { personId: 'maria', lastName: 'Marttinen' }
const GiftId = givenIdOf('GiftId')
const GiftGiven = event('GiftGiven', { personId: PersonId, wish: personal(text, 'personId') })
const GiveGift = command('GiveGift', { giftId: GiftId, personId: PersonId, wish: text })
const gift = hostStreams('gift', {
  events: { GiftGiven },
  initial: { given: false },
  evolve: {
    GiftGiven: () => (state) => {
      state.given = true
    },
  },
})

const giveGift = hostDecision({
  command: GiveGift,
  streams: [gift],
  reads: ({ giftId }) => ({ state: gift(giftId) }),
  decide: (_, { giftId, personId, wish }) => accept(write(gift(giftId), GiftGiven({ personId, wish }))),
})

describe('a copy of an encrypted register', () => {
  it.each(['copy', 'encrypt'])('made by %s omits the addresses of erased persons, like the register', async (by) => {
    if (by === 'copy') withMasterKey()
    await given('sqlite:a.db')
    if (by === 'encrypt') withMasterKey()
    expect(await at.json(`${by} --from sqlite:a.db --to sqlite:b.db`)).toMatchObject({ equal: true })
    expect(await at.json(`copy --from sqlite:b.db --to sqlite:c.db`)).toMatchObject({ equal: true })
    for (const store of ['sqlite:b.db', 'sqlite:c.db'])
      expect(await importing(store)).toMatchObject({ code: 1, err: expect.stringContaining('who was erased') })
  })

  it('encrypts the personal fields of the events of a host again, whose types the command line does not know', async () => {
    withMasterKey()
    const open = (file: string) =>
      openClientele({ store: sqlite({ file: join(at.directory, file) }), decisions: [giveGift] })
    const crm = await open('a.db')
    const data = { giftId: 'g', personId: 'maria', wish: 'marked-wish' }
    expect(await crm.executeUnknown({ type: 'GiveGift', data })).toMatchObject({ _tag: 'Right' })
    expect(await crm.executeUnknown({ type: 'RegisterContact', data: maria })).toMatchObject({ _tag: 'Right' })
    await crm.close()
    expect(await at.json('copy --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ equal: true })
    expect(await bytesOf('b.db')).not.toContain('marked-wish')
    const copy = await open('b.db')
    const recorded = async () => JSON.stringify((await copy.personDataExport('maria'))?.recorded)
    expect(await recorded()).toContain('marked-wish')
    expect(await copy.executeUnknown({ type: 'ErasePerson', data: { personId: 'maria' } })).toMatchObject({
      _tag: 'Right',
    })
    expect(await recorded()).not.toContain('marked-wish')
    await copy.close()
  })

  it('continues if both hold events in clear from the time before the master key', async () => {
    const old = JSON.stringify({ type: 'RegisterContact', data: { personId: 'old', lastName: 'Ollikainen' } })
    expect(await at.run('execute --store sqlite:a.db', { input: old })).toMatchObject({ code: 0 })
    expect(await at.json('copy --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ equal: true })
    withMasterKey()
    const input = JSON.stringify({ type: 'RegisterContact', data: { personId: 'new', lastName: 'Nieminen' } })
    expect(await at.run('execute --store sqlite:a.db', { input })).toMatchObject({ code: 0 })
    expect(await at.json('copy --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ equal: true, copied: 1 })
    expect(await bytesOf('b.db')).not.toContain('Nieminen')
  })

  it('answers a repeated command like the register, and refuses its id for another', async () => {
    withMasterKey()
    const line = (name: string) =>
      JSON.stringify({ type: 'RegisterCustomer', data: { customerId: 'acme', name }, commandId: 'sent-twice' })
    expect(await at.run('execute --store sqlite:a.db', { input: line('Acme') })).toMatchObject({ code: 0 })
    expect(await at.json('copy --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ equal: true })
    for (const store of ['sqlite:a.db', 'sqlite:b.db']) {
      expect(await at.run(`execute --store ${store}`, { input: line('Acme') })).toMatchObject({ code: 0 })
      expect(await at.run(`execute --store ${store}`, { input: line('Beta') })).toMatchObject({ code: 1 })
    }
  })
})

describe('a copy of an encrypted register that stays in use', () => {
  const line = (name: string) =>
    JSON.stringify({ type: 'RegisterCustomer', data: { customerId: 'acme', name }, commandId: 'sent-twice' })
  const answers = async (store: string): Promise<readonly number[]> => {
    const codes: number[] = []
    for (const name of ['Acme', 'Beta'])
      codes.push((await at.run(`execute --store ${store}`, { input: line(name) })).code)
    return codes
  }

  it('answers commands and omits addresses like the register, even if copying was interrupted', async () => {
    withMasterKey()
    await at.run('execute --store sqlite:a.db', { input: line('Acme') })
    await given('sqlite:a.db')
    const stopping = new AbortController()
    stopping.abort()
    const stopped = await at.run('copy --from sqlite:a.db --to sqlite:b.db', { signal: stopping.signal })
    expect(stopped.code).not.toBe(0)
    expect(await answers('sqlite:b.db')).toEqual([0, 1])
    expect(await importing('sqlite:b.db')).toMatchObject({ code: 1, err: expect.stringContaining('who was erased') })
  })

  it('refuses to be copied into with other keys, and does not change', async () => {
    await at.run('execute --store sqlite:a.db', { input: line('Acme') })
    await given('sqlite:a.db')
    withMasterKey()
    for (const name of ['b', 'c'])
      expect(await at.json(`encrypt --from sqlite:a.db --to sqlite:${name}.db`)).toMatchObject({ equal: true })
    const copied = await at.run('copy --from sqlite:b.db --to sqlite:c.db')
    expect(copied).toMatchObject({ code: 1, err: expect.stringContaining('with keys of its own') })
    expect(await answers('sqlite:c.db')).toEqual([0, 1])
    expect(await importing('sqlite:c.db')).toMatchObject({ code: 1, err: expect.stringContaining('who was erased') })
  })
})

describe('an encrypted register in EventStoreDB', () => {
  it('needs a location for its keys, and stores them where --keys says', async () => {
    const server = await ownEventStoreDb()
    try {
      const { connectionString, prefix } = server.options
      const store = `${connectionString}${connectionString.includes('?') ? '&' : '?'}prefix=${prefix ?? 'keys'}`
      withMasterKey()
      const without = await at.run(`contacts --store ${store}`)
      expect(without).toMatchObject({ code: 1, err: expect.stringContaining('--keys sqlite:FILE') })
      await given(`${store} --keys sqlite:apart.keys`)
      expect((await at.run(`contacts --store ${store} --keys sqlite:apart.keys`)).out).toContain('Ollikainen')
    } finally {
      await server.stop()
    }
  })
})

onPostgres('an encrypted register in PostgreSQL', () => {
  it('stores its keys in its schema, or in a file', async () => {
    const database = await newDatabase()
    try {
      withMasterKey()
      await given(database.url)
      expect((await at.run(`contacts --store ${database.url}`)).out).toContain('Ollikainen')
      const copying = `copy --from ${database.url} --to sqlite:b.db --to-keys ${database.url}`
      expect(await at.json(copying)).toMatchObject({ equal: true })
      vi.unstubAllEnvs()
      expect(await at.run(`contacts --store ${database.url}`)).toMatchObject({
        code: 1,
        err: expect.stringContaining('CLIENTELE_MASTER_KEY'),
      })
    } finally {
      await database.drop()
    }
  })
})

describe('an import into an encrypted register', () => {
  it('does not restore the address of an erased person, and accepts the other rows', async () => {
    withMasterKey()
    await given('sqlite:a.db')
    await mkdir(join(at.directory, 'data'))
    const rows = ['personId,lastName,email', 'again,Marttinen,MM@marks.example', 'new,Nieminen,nn@marks.example']
    await writeFile(join(at.directory, 'data', 'contacts.csv'), `${rows.join('\n')}\n`)
    const dry = await at.run('import data --store sqlite:a.db --dry-run')
    expect(dry).toMatchObject({ code: 1, err: expect.stringContaining('belongs to a person who was erased') })
    const imported = await at.run('import data --store sqlite:a.db')
    expect(imported).toMatchObject({ code: 1, err: expect.stringContaining('belongs to a person who was erased') })
    expect(imported.err + imported.out).not.toContain('marks.example')
    const { out } = await at.run('contacts --store sqlite:a.db')
    expect(out).toContain('Nieminen')
    expect(out).not.toContain('Marttinen')
  })
})
