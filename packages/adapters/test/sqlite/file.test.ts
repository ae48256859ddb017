import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sqlite } from '@clientele/adapters/sqlite'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOfOpening, newStream, opened, rightOf } from './events.js'
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
