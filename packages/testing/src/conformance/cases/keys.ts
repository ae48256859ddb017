import assert from 'node:assert/strict'
import type { KeyStore, KeyStoreSource, StoreFailure } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Case } from '../case.js'

/** An empty key store; each `open` of its source returns a new handle, as in another process. */
export type FreshKeys = { readonly source: KeyStoreSource; dispose(): Promise<void> }

/** Creates an empty key store for one case. */
export type KeyStoreHarnessFactory = () => Promise<FreshKeys>

type Harness = { readonly store: KeyStore; readonly other: KeyStore; readonly source: KeyStoreSource }

type CaseDefinition = { readonly name: string; readonly run: (harness: Harness) => Promise<void> }

const done = async <A>(task: TaskEither<StoreFailure, A>): Promise<A> => {
  const answer = await task()
  if (isLeft(answer)) assert.fail(JSON.stringify(answer.left))
  return answer.right
}

const keys = (...entries: readonly (readonly [string, string])[]): ReadonlyMap<string, string> => new Map(entries)

const findKeys = async (store: KeyStore, ...subjects: readonly string[]): Promise<object> =>
  Object.fromEntries(await done(store.read(subjects)))

const definitions: readonly CaseDefinition[] = [
  {
    name: 'subjects without a key are missing',
    run: async ({ store }) => {
      await done(store.add(keys(['person-1', 'a'])))
      assert.deepEqual(await findKeys(store, 'person-1', 'person-2'), { 'person-1': 'a' })
    },
  },
  {
    name: 'a subject that has a key keeps it, whoever adds another at the same time',
    run: async ({ store, other }) => {
      const added = await Promise.all([done(store.add(keys(['p', 'a']))), done(other.add(keys(['p', 'b'])))])
      const [one, two] = added.map((stored) => stored.get('p'))
      assert.equal(one, two)
      assert.deepEqual(await findKeys(other, 'p'), { p: one })
    },
  },
  {
    name: 'what was added shows at once to other handles',
    run: async ({ store, other }) => {
      await done(store.add(keys(['p', 'a'], ['q', 'b'])))
      assert.deepEqual(await findKeys(other, 'p', 'q'), { p: 'a', q: 'b' })
      assert.deepEqual(Object.fromEntries(await done(other.readAll())), { p: 'a', q: 'b' })
    },
  },
  {
    name: 'a destroyed key stays destroyed, whatever is added or replaced',
    run: async ({ store, other }) => {
      await done(store.add(keys(['p', 'a'])))
      await done(store.destroy(['p', 'never']))
      assert.equal((await done(other.add(keys(['p', 'b'])))).get('p'), null)
      await done(other.replace(keys(['p', 'c'], ['never', 'd'])))
      assert.deepEqual(await findKeys(store, 'p', 'never'), { p: null, never: null })
      await done(store.destroy(['p']))
      assert.deepEqual(await findKeys(other, 'p'), { p: null })
    },
  },
  {
    name: 'replacing gives a subject another key, or its first',
    run: async ({ store }) => {
      await done(store.add(keys(['p', 'a'], ['q', 'b'])))
      await done(store.replace(keys(['p', 'c'], ['r', 'd'])))
      assert.deepEqual(await findKeys(store, 'p', 'q', 'r'), { p: 'c', q: 'b', r: 'd' })
    },
  },
  {
    name: 'many subjects and any text go',
    run: async ({ store }) => {
      const many = Array.from({ length: 5_000 }, (_, index) => [`person-Ä 名 '"; ${index}`, `key ${index}`] as const)
      await done(store.add(new Map(many)))
      assert.deepEqual(await done(store.read(many.map(([subject]) => subject))), new Map(many))
      assert.deepEqual(await findKeys(store), {})
    },
  },
  {
    name: 'there are keys once one was added',
    run: async ({ store, source }) => {
      await done(store.add(keys(['p', 'a'])))
      assert.equal(await source.exists(), true)
    },
  },
]

const openHarness = async (source: KeyStoreSource): Promise<KeyStore> => {
  const store = await source.open()
  if (isLeft(store)) assert.fail(JSON.stringify(store.left))
  return store.right
}

const caseOf = ({ name, run }: CaseDefinition, make: KeyStoreHarnessFactory): Case => ({
  name,
  run: async () => {
    const { source, dispose } = await make()
    const [store, other] = [await openHarness(source), await openHarness(source)]
    try {
      await run({ store, other, source })
    } finally {
      await store.close()
      await other.close()
      await dispose()
    }
  },
})

/** The requirements of the `KeyStore` port as cases for any test runner, as with `conformance`. */
export const keyStoreConformance = (make: KeyStoreHarnessFactory): readonly Case[] =>
  definitions.map((promised) => caseOf(promised, make))
