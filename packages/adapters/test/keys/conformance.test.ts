import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryKeys, sqliteKeys } from '@clientele/adapters/keys'
import { postgresKeys } from '@clientele/adapters/postgres'
import { type KeyStoreHarnessFactory, keyStoreConformance } from '@clientele/testing/conformance'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { newSchema, onPostgres, schemaOfTest, url, withClient } from '../postgres/schemas.js'

const places: { readonly [name: string]: KeyStoreHarnessFactory } = {
  memory: async () => ({ source: memoryKeys(), dispose: async () => {} }),
  SQLite: async () => {
    const directory = await mkdtemp(join(tmpdir(), 'clientele-keys-'))
    return {
      source: sqliteKeys({ file: join(directory, 'crm.db.keys') }),
      dispose: () => rm(directory, { recursive: true, force: true }),
    }
  },
}

onPostgres('keys in PostgreSQL', () => {
  const make: KeyStoreHarnessFactory = async () => {
    const { name, drop } = newSchema()
    return { source: postgresKeys({ connectionString: url, schema: name }), dispose: drop }
  }
  for (const { name, run } of keyStoreConformance(make)) test(name, () => run({ skip: () => {} }))

  const schemaOf = schemaOfTest()
  const opened = async (schema: string) => {
    const store = await postgresKeys({ connectionString: url, schema }).open()
    if (isLeft(store)) throw new Error(store.left.error)
    return store.right
  }

  test('the row of a destroyed key is deleted, and no table holds it', async () => {
    const { name } = schemaOf()
    const store = await opened(name)
    await store.add(
      new Map([
        ['person-1', 'secret-1.'],
        ['person-2', 'secret-2.'],
      ]),
    )()
    await store.destroy(['person-1'])()
    await store.close()
    const rows = await withClient((client) =>
      client.query(
        `select k::text as row from "${name}".keys k union all select d::text from "${name}".destroyed_keys d`,
      ),
    )
    const texts = rows.rows.map(({ row }) => String(row)).join()
    expect(texts).toContain('secret-2.')
    expect(texts).not.toContain('secret-1.')
    expect(rows.rowCount).toBe(2)
  })

  test('a destroyed key stays destroyed, despite concurrent additions', async () => {
    const { name } = schemaOf()
    const [one, other] = [await opened(name), await opened(name)]
    const subjects = Array.from({ length: 40 }, (_, index) => `person-${index}`)
    await Promise.all([
      ...subjects.map((subject) => one.add(new Map([...subjects].reverse().map((each) => [each, `of ${subject}`])))()),
      ...subjects.map((subject) => other.destroy([subject])()),
    ])
    const after = await one.add(new Map(subjects.map((subject) => [subject, 'late'])))()
    expect(after).toEqual(right(new Map(subjects.map((subject) => [subject, null]))))
    await Promise.all([one.close(), other.close()])
  })

  test('invalid names and options are refused', async () => {
    expect(await postgresKeys({ connectionString: url, schema: 'a b' }).open()).toMatchObject({
      left: { error: 'StoreUnavailable' },
    })
    const given: object = { connectionString: url, schemas: 'a' }
    expect(await Reflect.apply(postgresKeys, null, [given]).open()).toMatchObject({
      left: { error: 'MalformedOptions' },
    })
    expect(await postgresKeys({ connectionString: url, schema: schemaOf().name }).exists()).toBe(false)
  })
})

describe.each(Object.entries(places))('keys in %s', (_, make) => {
  for (const { name, run } of keyStoreConformance(make)) test(name, () => run({ skip: () => {} }))
})

test('no byte of a destroyed key is left in the file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-keys-'))
  const file = join(directory, 'crm.db.keys')
  const store = await sqliteKeys({ file }).open()
  if (isLeft(store)) throw new Error(store.left.error)
  const many = new Map(Array.from({ length: 200 }, (_, index) => [`person-${index}`, `secret-${index}.`]))
  await store.right.add(many)()
  await store.right.destroy(['person-117'])()
  expect((await readFile(file)).includes('secret-117.')).toBe(false)
  expect((await readFile(file)).includes('secret-118.')).toBe(true)
  await store.right.close()
  await rm(directory, { recursive: true, force: true })
})

test('a file that is removed or replaced while it is open takes no more keys and gives none', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-keys-'))
  const file = join(directory, 'crm.db.keys')
  const store = await sqliteKeys({ file }).open()
  if (isLeft(store)) throw new Error(store.left.error)
  await rm(file)
  const lost = { left: { error: 'StoreUnavailable', problem: expect.stringContaining('removed or replaced') } }
  expect(await store.right.add(new Map([['person-1', 'secret']]))()).toMatchObject(lost)
  const other = await sqliteKeys({ file }).open()
  expect(await store.right.destroy(['person-1'])()).toMatchObject(lost)
  expect(await store.right.readAll()()).toMatchObject(lost)
  await store.right.close()
  if (!isLeft(other)) await other.right.close()
  await rm(directory, { recursive: true, force: true })
})
