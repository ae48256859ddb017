import assert from 'node:assert/strict'
import type { Mark, Snapshot, SnapshotChunk, SnapshotStore, SnapshotWanted } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Case } from '../case.js'

/** An empty snapshot store; each `open` returns a new handle, as in another process. */
export type FreshSnapshots = { open(): SnapshotStore; dispose(): Promise<void> }

/** Creates an empty snapshot store for one case. */
export type SnapshotHarnessFactory = () => Promise<FreshSnapshots>

type Harness = { readonly store: SnapshotStore; another(): SnapshotStore }

type CaseDefinition = { readonly name: string; readonly run: (harness: Harness) => Promise<void> }

const done = async <E, A>(task: TaskEither<E, A>): Promise<A> => {
  const answer = await task()
  if (isLeft(answer)) assert.fail(JSON.stringify(answer.left))
  return answer.right
}

const markAt = (number: number): Mark => ({
  position: String(number),
  eventId: `event-${number}`,
})

const texts: readonly unknown[] = [
  { text: 'Ä ö 名 😀 "quoted" \\ \n \t \r \u2028 \u0000' },
  [],
  { rows: Array.from({ length: 20_000 }, (_, index) => `row ${index}`) },
]

const chunksOf = (number: number): readonly SnapshotChunk[] =>
  [number, ...texts].map((content, index) => ({ part: `part ${index}`, text: JSON.stringify(content) }))

const snapshot = (number: number, version = 'v1'): Snapshot => ({
  version,
  mark: markAt(number),
  chunks: chunksOf(number),
})

const find = (store: SnapshotStore, wanted: Partial<SnapshotWanted> = {}): Promise<Snapshot | null> =>
  done(store.latest({ version: 'v1', ...wanted }))

const toPlain = (chunks: Iterable<SnapshotChunk>): readonly SnapshotChunk[] =>
  [...chunks].map(({ part, text }) => ({ part, text }))

const assertSame = (found: Snapshot | null, expected: Snapshot | null): void =>
  assert.deepEqual(found && { ...found, chunks: toPlain(found.chunks) }, expected)

const broken = function* (): Iterable<SnapshotChunk> {
  yield* chunksOf(2)
  throw new Error('the writer is gone')
}

const definitions: readonly CaseDefinition[] = [
  {
    name: 'where nothing was saved there is none',
    run: async ({ store }) => assertSame(await find(store), null),
  },
  {
    name: 'what was saved comes back as it was',
    run: async ({ store }) => {
      await done(store.save(snapshot(1)))
      assertSame(await find(store), snapshot(1))
      assertSame(await find(store), snapshot(1))
    },
  },
  {
    name: 'a snapshot without chunks is one',
    run: async ({ store }) => {
      await done(store.save({ ...snapshot(1), chunks: [] }))
      assertSame(await find(store), { ...snapshot(1), chunks: [] })
    },
  },
  {
    name: 'text with line feeds between its values says the same afterwards',
    run: async ({ store }) => {
      const content = { a: [1, 2], b: 'x\ny' }
      await done(store.save({ ...snapshot(1), chunks: [{ part: 'p', text: JSON.stringify(content, null, 2) }] }))
      const [chunk] = [...((await find(store))?.chunks ?? [])]
      assert.deepEqual(JSON.parse(chunk?.text ?? ''), content)
    },
  },
  {
    name: 'the newest is found, by another handle too',
    run: async ({ store, another }) => {
      for (const number of [1, 2, 3]) await done(store.save(snapshot(number)))
      assertSame(await find(store), snapshot(3))
      assertSame(await find(another()), snapshot(3))
    },
  },
  {
    name: 'one of another version is passed over, and it is said',
    run: async ({ store }) => {
      const reasons: string[] = []
      const passedOver = (reason: string) => void reasons.push(reason)
      await done(store.save(snapshot(1)))
      await done(store.save(snapshot(2, 'v2')))
      assertSame(await find(store, { passedOver }), snapshot(1))
      assert.equal(reasons.length, 1)
      assertSame(await find(store, { version: 'v3', passedOver }), null)
      assert.equal(reasons.length, 3)
    },
  },
  {
    name: 'one of which the log does not know the event is passed over',
    run: async ({ store }) => {
      for (const number of [1, 2]) await done(store.save(snapshot(number)))
      const marks: Mark[] = []
      const isKnown = async (mark: Mark) => marks.push(mark) === 2
      assertSame(await find(store, { isKnown }), snapshot(1))
      assert.deepEqual(marks, [markAt(2), markAt(1)])
    },
  },
  {
    name: 'the last two are kept',
    run: async ({ store }) => {
      for (const number of [1, 2, 3, 4]) await done(store.save(snapshot(number)))
      const marks: Mark[] = []
      const isKnown = async (mark: Mark) => marks.push(mark) < 0
      assertSame(await find(store, { isKnown }), null)
      assert.deepEqual(marks, [markAt(4), markAt(3)])
    },
  },
  {
    name: 'a saving that breaks off leaves the one before',
    run: async ({ store, another }) => {
      await done(store.save(snapshot(1)))
      assert.equal((await store.save({ ...snapshot(2), chunks: broken() })())._tag, 'Left')
      assertSame(await find(store), snapshot(1))
      assertSame(await find(another()), snapshot(1))
      await done(store.save(snapshot(3)))
      assertSame(await find(store), snapshot(3))
    },
  },
  {
    name: 'others go first between two chunks',
    run: async ({ store }) => {
      let turns = 0
      let isSaved = false
      const takeTurn = (): void => {
        turns += 1
        if (!isSaved) setImmediate(takeTurn)
      }
      const saving = done(store.save({ ...snapshot(1), chunks: Array.from({ length: 10 }, () => chunksOf(1)).flat() }))
      setImmediate(takeTurn)
      await saving
      isSaved = true
      assert.ok(turns > 3)
    },
  },
  {
    name: 'what is asked together is answered in turn',
    run: async ({ store }) => {
      const saving = [1, 2, 3].map((number) => done(store.save(snapshot(number))))
      const found = find(store)
      await Promise.all(saving)
      assertSame(await found, snapshot(3))
    },
  },
  {
    name: 'two handles may save at the same time',
    run: async ({ store, another }) => {
      const other = another()
      await Promise.all([done(store.save(snapshot(1))), done(other.save(snapshot(2)))])
      const found = await find(store)
      assert.ok(found !== null)
      assertSame(found, snapshot(Number(found.mark.position)))
    },
  },
  {
    name: 'after purging there is none, until one is saved again',
    run: async ({ store, another }) => {
      for (const number of [1, 2]) await done(store.save(snapshot(number)))
      await done(store.purge())
      assertSame(await find(store), null)
      assertSame(await find(another()), null)
      await done(store.save(snapshot(3)))
      assertSame(await find(store), snapshot(3))
    },
  },
  {
    name: 'a store that was closed opens again when it is used',
    run: async ({ store }) => {
      await done(store.save(snapshot(1)))
      await store.close()
      await store.close()
      assertSame(await find(store), snapshot(1))
    },
  },
]

const caseOf = ({ name, run }: CaseDefinition, make: SnapshotHarnessFactory): Case => ({
  name,
  run: async () => {
    const { open, dispose } = await make()
    const handles: SnapshotStore[] = []
    const another = (): SnapshotStore => {
      const store = open()
      handles.push(store)
      return store
    }
    try {
      await run({ store: another(), another })
    } finally {
      for (const store of handles) await store.close()
      await dispose()
    }
  },
})

/**
 * The requirements of the `SnapshotStore` port as cases for any test runner, as with `conformance`. Concurrent calls on
 * one handle are executed in the order of the calls: purged data stays purged, even if a save was running.
 */
export const snapshotConformance = (make: SnapshotHarnessFactory): readonly Case[] =>
  definitions.map((promised) => caseOf(promised, make))
