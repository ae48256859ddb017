import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryKeys, sqliteKeys } from '@clientele/adapters/keys'
import { type KeyStoreHarnessFactory, keyStoreConformance } from '@clientele/testing/conformance'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

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
