import assert from 'node:assert/strict'
import type { EventStore, LeaseStore } from '@clientele/domain'
import type { CaseDefinition } from '../case.js'
import { fill } from '../writing.js'
import { all } from './observing.js'

const name = "Mails & more 'quoted' 東京"

const long = 60_000
const short = 150

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const leasesOf = ({ subscriptions }: EventStore): LeaseStore => {
  if (subscriptions.leases === null) return assert.fail('the store declares leases and has none')
  return subscriptions.leases
}

/** The cases of what stores save for subscriptions. */
export const keeping: readonly CaseDefinition[] = [
  {
    name: 'a checkpoint is kept by name, for every handle',
    run: async ({ store, another }) => {
      const { checkpoints } = store.subscriptions
      const others = (await another()).subscriptions.checkpoints
      assert.equal(await checkpoints.load(name), null)
      await checkpoints.save(name, { position: '1', eventId: 'one' })
      await others.save('another', { position: '7', eventId: null })
      await others.save(name, { position: '2', eventId: 'two' })
      for (const from of [checkpoints, others]) {
        assert.deepEqual({ ...(await from.load(name)) }, { position: '2', eventId: 'two' })
        assert.deepEqual({ ...(await from.load('another')) }, { position: '7', eventId: null })
      }
    },
  },
  {
    name: 'a checkpoint is there after opening again',
    needs: ({ durable }) => durable,
    run: async ({ store, reopen }) => {
      await store.subscriptions.checkpoints.save(name, { position: '3', eventId: 'three' })
      const again = await reopen()
      assert.deepEqual({ ...(await again.subscriptions.checkpoints.load(name)) }, { position: '3', eventId: 'three' })
    },
  },
  {
    name: 'checkpoints are no events of the log',
    run: async ({ store }) => {
      const events = await fill(store, 'a-1', 2)
      for (const { position, id } of events) await store.subscriptions.checkpoints.save(name, { position, eventId: id })
      assert.equal((await all(store)).length, 2)
      const last = events.at(-1)
      assert.deepEqual(await store.head()(), {
        _tag: 'Right',
        right: { position: last?.position, eventId: last?.id },
      })
    },
  },
  {
    name: 'a name has one holder at a time, which may renew, and another once it has let go',
    needs: ({ leases }) => leases,
    run: async ({ store, another }) => {
      const [one, two] = [leasesOf(store), leasesOf(await another())]
      assert.equal(await one.hold(name, 'one', long), true)
      assert.equal(await two.hold(name, 'two', long), false)
      assert.equal(await one.hold(name, 'one', long), true)
      assert.equal(await two.hold('another', 'two', long), true)
      await two.release(name, 'two')
      assert.equal(await two.hold(name, 'two', long), false)
      await one.release(name, 'one')
      assert.equal(await two.hold(name, 'two', long), true)
      assert.equal(await one.hold(name, 'one', long), false)
    },
  },
  {
    name: 'a lease that is over is free, and not before',
    needs: ({ leases }) => leases,
    run: async ({ store, another }) => {
      const [one, two] = [leasesOf(store), leasesOf(await another())]
      const began = performance.now()
      assert.equal(await one.hold(name, 'one', short), true)
      while (!(await two.hold(name, 'two', long))) await pause(5)
      assert.ok(performance.now() - began >= short - 5, 'it was taken over before its time')
      assert.equal(await one.hold(name, 'one', short), false)
    },
  },
  {
    name: 'of many that want a name at once one gets it',
    needs: ({ leases }) => leases,
    run: async ({ store, another }) => {
      const [one, two] = [leasesOf(store), leasesOf(await another())]
      const holders = Array.from({ length: 16 }, (_, index) => `holder ${index}`)
      const answers = await Promise.all(
        holders.map((holder, index) => (index % 2 === 0 ? one : two).hold(name, holder, long)),
      )
      assert.equal(answers.filter((isHeld) => isHeld).length, 1)
    },
  },
]
