import { join } from 'node:path'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { EventStore, NewEvent, RecordedEvent, StoreSource } from '@clientele/domain'
import { fc, test } from '@fast-check/vitest'
import { isLeft, map } from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import { eventId, newCommandId } from '../../src/event-id.js'
import { silentLogger } from '../../src/logger.js'
import { createFollower, type Follower } from '../../src/runtime/follower.js'
import { directoryOfTest, until } from './registers.js'

const directory = directoryOfTest()
const clock = (): string => new Date().toISOString()

type Process = { readonly store: EventStore; readonly follower: Follower; readonly seen: string[] }

const processOn = async (source: StoreSource): Promise<Process> => {
  const opened = await source.open()
  if (isLeft(opened)) return expect.fail(JSON.stringify(opened.left))
  const seen: string[] = []
  const store = opened.right
  const follower = createFollower(
    store,
    [(events) => seen.push(...events.map(({ position }) => position))],
    silentLogger,
  )
  return { store, follower, seen }
}

const registered = (commandId: string): NewEvent => ({
  id: eventId(commandId, 0),
  type: 'EmployeeRegistered',
  schemaVersion: 1,
  data: { employeeId: commandId, name: 'Somebody' },
  metadata: { by: 'test', at: clock(), commandId },
})

const append = async ({ store, follower }: Process): Promise<void> => {
  const commandId = newCommandId(clock)
  const write = { stream: `employee-${commandId}`, expected: 'noStream', events: [registered(commandId)] } as const
  const appended = await store.append({ writes: [write], unchanged: [], noneSince: [] })()
  if (isLeft(appended)) return expect.fail(JSON.stringify(appended.left))
  await follower.observe(appended.right)
}

const all = async ({ store }: Process): Promise<readonly string[]> => {
  const positions: string[] = []
  for await (const events of store.readAll()) positions.push(...events.map(({ position }) => position))
  return positions
}

type Step = { readonly who: 0 | 1; readonly does: 'append' | 'leave' | 'catchUp' | 'follow' | 'wait' | 'breathe' }

const steps = fc.array(
  fc.record<Step>({
    who: fc.constantFrom(0, 1),
    does: fc.constantFrom('append', 'append', 'append', 'leave', 'catchUp', 'follow', 'wait', 'breathe'),
  }),
  { maxLength: 60 },
)

const actions = (releases: (() => void)[]) => ({
  append,
  leave: async () => releases.pop()?.(),
  catchUp: (process: Process) => process.follower.catchUp(),
  follow: async ({ follower }: Process) => releases.push(follower.follow()),
  wait: () => new Promise((resolve) => setTimeout(resolve, 3)),
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
})

type Batches = AsyncIterable<readonly RecordedEvent[]>

const late = async function* (batches: Batches): AsyncGenerator<readonly RecordedEvent[]> {
  for await (const batch of batches) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
    yield batch
  }
}

/** A store whose events arrive late, so that other work can happen first. */
const slow = (source: StoreSource): StoreSource => ({
  name: 'slow',
  open: async () =>
    map((store: EventStore): EventStore => {
      const subscribe: EventStore['subscribe'] = (options) => {
        const subscription = store.subscribe(options)
        return { [Symbol.asyncIterator]: () => late(subscription), close: subscription.close }
      }
      return { ...store, subscribe, readAll: (options) => late(store.readAll(options)) }
    })(await source.open()),
})

const sources: readonly (readonly [string, () => StoreSource])[] = [
  ['memory', () => memory()],
  ['slow', () => slow(memory())],
  ['sqlite', () => sqlite({ file: join(directory(), 'crm.db'), synchronous: 'normal' })],
]

describe.each(sources)('with appends, reads, starts and stops of following in any order (%s)', (_, sourceOf) => {
  test.prop([steps], { numRuns: 40 })('every event is applied once and in order', async (walk) => {
    const source = sourceOf()
    const [north, south] = [await processOn(source), await processOn(source)]
    const releases: [(() => void)[], (() => void)[]] = [[north.follower.follow()], [south.follower.follow()]]
    const done = walk.map(({ who, does }, index) => {
      const action = actions(releases[who])[does]
      const run = (): Promise<unknown> => action(who === 0 ? north : south)
      return index % 3 === 0 ? run() : new Promise((resolve) => setImmediate(() => run().then(resolve, resolve)))
    })
    await Promise.all(done)
    const log = await all(north)
    for (const process of [north, south]) {
      process.follower.follow()
      await until(() => process.seen.length >= log.length)
      expect(process.seen).toEqual(log)
      await process.store.close()
    }
  })
})
