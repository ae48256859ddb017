import { randomBytes } from 'node:crypto'
import { link, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { sqliteKeys } from '@clientele/adapters/keys'
import { sqliteSnapshots } from '@clientele/adapters/snapshots'
import { sqlite, sqliteCheckpoints } from '@clientele/adapters/sqlite'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { all, failureOfOpening, newStream, opened, rightOf } from './events.js'
import { type Temporary, temporaryFile } from './temporary.js'

let temporary: Temporary

beforeEach(async () => {
  temporary = await temporaryFile()
})
afterEach(() => temporary.remove())

const withDatabase = (change: (database: Database.Database) => void): void => {
  const database = new Database(temporary.file)
  change(database)
  database.close()
}

const createOurs = async (): Promise<void> => {
  const store = await opened(sqlite({ file: temporary.file }))
  rightOf(await store.append(newStream('a-1'))())
  await store.close()
}

const severalNames = { error: 'StoreUnavailable', problem: expect.stringContaining('hard links') }

describe('a file with several names', () => {
  test('is refused under each of them if they are hard links, until the others are removed', async () => {
    const other = `${temporary.file}.other`
    await createOurs()
    await link(temporary.file, other)
    const [before, files] = [await readFile(other), await readdir(dirname(other))]
    for (const file of [temporary.file, other])
      expect(await failureOfOpening(sqlite({ file }))).toMatchObject(severalNames)
    expect([await readFile(other), await readdir(dirname(other))]).toEqual([before, files])
    await rm(temporary.file)
    const store = await opened(sqlite({ file: other }))
    expect((await all(store)).length).toBe(1)
    await store.close()
  })

  test('is refused as a store of keys, checkpoints or snapshots too', async () => {
    const file = `${temporary.file}.one`
    await writeFile(file, '')
    await link(file, `${file}.other`)
    expect(await sqliteKeys({ file }).open()).toMatchObject({ left: severalNames })
    await expect(sqliteCheckpoints({ file }).load('reader')).rejects.toMatchObject({ failure: severalNames })
    expect(await sqliteSnapshots({ file }).purge()()).toMatchObject({ left: severalNames })
  })

  test('has one file of keys, whichever symbolic link opens or creates it', async () => {
    const [first, second] = [`${temporary.file}.first`, `${temporary.file}.second`]
    await symlink(basename(temporary.file), first)
    await symlink(basename(first), second)
    const keys = { masterKey: randomBytes(32).toString('base64') }
    for (const [nr, file] of [second, temporary.file, first].entries()) {
      const crm = await openClientele({ store: sqlite({ file }), keys })
      for (let known = 0; known < nr; known += 1)
        expect(await crm.personDataExport(`p${known}`)).toMatchObject({ records: [{ lastName: 'Marttinen' }] })
      const personId = `p${nr}`
      const registered = await crm.execute({ type: 'RegisterContact', data: { personId, lastName: 'Marttinen' } })
      expect(registered).toMatchObject({ _tag: 'Right' })
      await crm.close()
    }
    const names = await readdir(dirname(temporary.file))
    expect(names.filter((name) => name.endsWith('.keys'))).toEqual([`${basename(temporary.file)}.keys`])
  })
})

describe('a foreign file', () => {
  test.each(['hello', 'x'.repeat(20_000)])('is refused and not changed if it is text', async (text) => {
    await writeFile(temporary.file, text)
    expect(await failureOfOpening(sqlite({ file: temporary.file }))).toMatchObject({
      error: 'StoreUnreadable',
      problem: expect.stringContaining('give another file'),
    })
    expect(await readFile(temporary.file, 'utf8')).toBe(text)
  })

  test('is refused and not changed if it is the database of another program', async () => {
    withDatabase((database) => database.exec('create table accounts (id integer)'))
    const before = await readFile(temporary.file)
    expect(await failureOfOpening(sqlite({ file: temporary.file }))).toMatchObject({
      error: 'StoreUnreadable',
      problem: expect.stringContaining('another program'),
    })
    expect(await readFile(temporary.file)).toEqual(before)
  })

  test('is refused if only its application id is foreign', async () => {
    withDatabase((database) => database.pragma('application_id = 7'))
    expect(await failureOfOpening(sqlite({ file: temporary.file }))).toMatchObject({ error: 'StoreUnreadable' })
  })

  test.each([
    ['no tables', ''],
    ['other tables', 'create table accounts (id integer)'],
  ])('is refused by name if it has our application id and %s', async (_, sql) => {
    await createOurs()
    withDatabase((database) => {
      database.exec('drop table events; drop table streams; drop table chain')
      database.exec(sql)
    })
    expect(await failureOfOpening(sqlite({ file: temporary.file }))).toMatchObject({
      error: 'StoreUnreadable',
      problem: expect.stringContaining('restore it from a backup'),
    })
  })

  test.each([
    ['too long', 'x'.repeat(300), 'too long'],
    ['with a NUL', 'a\0b', 'character'],
    ['in a file', 'hello/crm.db', 'opened'],
  ])('is refused with what to do if its name is %s', async (_, name, words) => {
    await writeFile(join(dirname(temporary.file), 'hello'), 'hello')
    expect(await failureOfOpening(sqlite({ file: join(dirname(temporary.file), name) }))).toMatchObject({
      error: 'StoreUnavailable',
      problem: expect.stringMatching(new RegExp(`${words}|does not exist`)),
    })
  })

  test('is refused if a newer version wrote it', async () => {
    await createOurs()
    withDatabase((database) => database.pragma('user_version = 2'))
    expect(await failureOfOpening(sqlite({ file: temporary.file }))).toMatchObject({
      error: 'StoreUnreadable',
      problem: expect.stringContaining('update @clientele/clientele'),
    })
  })

  test('is refused if it is damaged', async () => {
    await createOurs()
    const bytes = await readFile(temporary.file)
    await writeFile(temporary.file, Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 0x55)]))
    expect(await failureOfOpening(sqlite({ file: temporary.file }))).toMatchObject({ error: 'StoreUnreadable' })
  })
})

describe('an impossible file', () => {
  test('in a directory that does not exist is unavailable', async () => {
    const file = join(dirname(temporary.file), 'missing', 'crm.db')
    expect(await failureOfOpening(sqlite({ file }))).toMatchObject({
      error: 'StoreUnavailable',
      problem: expect.stringContaining('create it'),
    })
  })

  test('because it is a directory is unavailable', async () => {
    await mkdir(temporary.file)
    expect(await failureOfOpening(sqlite({ file: temporary.file }))).toMatchObject({ error: 'StoreUnavailable' })
  })

  test('because it is memory is unavailable', async () => {
    expect(await failureOfOpening(sqlite({ file: ':memory:' }))).toMatchObject({ error: 'StoreUnavailable' })
  })
})

describe('our file', () => {
  test('is created from an empty one', async () => {
    await writeFile(temporary.file, '')
    await createOurs()
    expect(await failureOfOpening(sqlite({ file: temporary.file }))).toBeNull()
  })

  test.each([
    ['events', "update events set data = '{}'"],
    ['events', 'delete from events'],
    ['streams', "update streams set name = 'b-1'"],
    ['streams', 'delete from streams'],
  ])('refuses to change %s: %s', async (_table, change) => {
    await createOurs()
    withDatabase((database) => expect(() => database.exec(change)).toThrow('never changed'))
  })

  test('never records an event before the previous one, even if the clock is set back', async () => {
    const times = ['2024-03-15T08:00:00.000Z', '2024-03-15T07:00:00.000Z', '2024-03-15T09:00:00.000Z']
    const clock = (): string => times.shift() ?? ''
    const store = await opened(sqlite({ file: temporary.file, clock }))
    for (const stream of ['a-1', 'a-2', 'a-3']) rightOf(await store.append(newStream(stream))())
    const recorded: string[] = []
    for await (const events of store.readAll())
      recorded.push(...events.map(({ recordedAt }) => recordedAt.slice(11, 13)))
    expect(recorded).toEqual(['08', '08', '09'])
    await store.close()
  })
})
