import assert from 'node:assert/strict'
import type { EventStore, StoreCapabilities, Verification, VerifyOptions } from '@clientele/domain'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import type { CaseDefinition } from '../case.js'
import { accepted, batchOf, fill, write } from '../writing.js'

const needs = ({ seals }: StoreCapabilities): boolean => seals !== undefined

const chainOf = ({ chain }: EventStore): NonNullable<EventStore['chain']> =>
  chain ?? assert.fail('The store declares that it seals events, and has no chain.')

const verifyStore = async (store: EventStore, options: VerifyOptions = {}): Promise<Verification> => {
  const answer = await chainOf(store).verify(options)()
  return isLeft(answer) ? assert.fail(`not verified: ${JSON.stringify(answer.left)}`) : answer.right
}

const isSound = async (store: EventStore, events: number): Promise<Verification> => {
  const found = await verifyStore(store)
  assert.deepEqual({ ok: found.ok, events: found.events, first: found.first }, { ok: true, events, first: undefined })
  return found
}

/** The cases of hash chains. */
export const sealing: readonly CaseDefinition[] = [
  {
    name: 'an empty log is sound, and has no head',
    needs,
    run: async ({ store }) => {
      assert.equal((await isSound(store, 0)).head, null)
      assert.deepEqual(await chainOf(store).head()(), { _tag: 'Right', right: null })
    },
  },
  {
    name: 'what is appended is sealed, by whichever handle',
    needs,
    run: async ({ store, another }) => {
      const other = await another()
      await accepted(store, batchOf(write('a-1', 'noStream')))
      await accepted(other, batchOf(write('a-1', 0), write('b-1', 'noStream')))
      await accepted(store, batchOf(write('b-1', 0)))
      assert.deepEqual((await isSound(store, 4)).head, (await isSound(other, 4)).head)
    },
  },
  {
    name: 'appends at the same time are sealed',
    needs,
    run: async ({ store, another }) => {
      const stores = [store, await another()]
      const appends = Array.from({ length: 20 }, (_, index) =>
        accepted(stores[index % 2] ?? store, batchOf(write(`a-${index}`, 'noStream'), write(`b-${index}`, 'noStream'))),
      )
      await Promise.all(appends)
      await isSound(store, 40)
    },
  },
  {
    name: 'a retry seals nothing twice',
    needs,
    run: async ({ store }) => {
      const batch = batchOf(write('a-1', 'noStream'))
      await accepted(store, batch)
      await accepted(store, batch)
      await isSound(store, 1)
    },
  },
  {
    name: 'a head is held by the log that went on, and by no other',
    needs,
    run: async ({ store, other }) => {
      await fill(store, 'a-1', 3)
      const { head } = await isSound(store, 3)
      assert.deepEqual(await chainOf(store).head()(), { _tag: 'Right', right: head })
      await accepted(store, batchOf(write('a-2', 'noStream')))
      assert.equal((await verifyStore(store, { against: head })).ok, true)
      const elsewhere = await other()
      await fill(elsewhere, 'a-1', 4)
      assert.equal((await verifyStore(elsewhere, { against: head })).ok, false)
    },
  },
  {
    name: 'verifying goes on behind a head',
    needs,
    run: async ({ store, reopen }) => {
      await fill(store, 'a-1', 3)
      const { head } = await isSound(store, 3)
      await accepted(store, batchOf(write('a-1', 2)))
      const again = await reopen()
      const all = await isSound(again, 4)
      assert.deepEqual(await verifyStore(again, { from: head }), { ...all, events: 1 })
    },
  },
  {
    name: 'sealing what is sealed changes nothing',
    needs,
    run: async ({ store }) => {
      await fill(store, 'a-1', 3)
      const before = await isSound(store, 3)
      assert.deepEqual(await chainOf(store).seal()(), { _tag: 'Right', right: before })
    },
  },
  {
    name: 'tells of its progress, and stops when the signal is aborted',
    needs,
    run: async ({ store }) => {
      await fill(store, 'a-1', 3)
      let told = 0
      const { head } = await verifyStore(store, {
        onProgress: (events, reached) => {
          told = events
          assert.notEqual(reached, null)
        },
      })
      assert.equal(told, 3)
      assert.notEqual(head, null)
      assert.deepEqual(await chainOf(store).verify({ signal: AbortSignal.abort() })(), left({ error: 'Cancelled' }))
    },
  },
  {
    name: 'a closed store answers that it is closed',
    needs,
    run: async ({ store }) => {
      const chain = chainOf(store)
      await store.close()
      const answers = [await chain.head()(), await chain.verify()(), await chain.seal()()]
      for (const answer of answers) assert.deepEqual(answer, left({ error: 'StoreClosed' }))
    },
  },
]
