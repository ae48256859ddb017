import { setTimeout as pause } from 'node:timers/promises'
import type { EventStore, RecordedEvent } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { all, newStream, opened, rightOf } from '../../packages/adapters/test/sqlite/events.js'
import { type Child, isBuilt, startChild } from './children.js'
import { type Disturbance, disturb } from './disturbing.js'
import { type Durable, onEveryDurableStore, sourceAt } from './durable.js'
import { eventsUnderLoad, report, timeout } from './sizes.js'

type Acknowledged = Map<string, number>

const follow = async (store: EventStore): Promise<readonly string[]> => {
  const seen: string[] = []
  for await (const events of store.subscribe()) {
    for (const { id } of events) seen.push(id)
    if (events.some(({ stream }) => stream === 'last-1')) return seen
  }
  return seen
}

const poll = async (store: EventStore): Promise<readonly string[]> => {
  const seen: RecordedEvent[] = []
  while (seen.at(-1)?.stream !== 'last-1') {
    for await (const events of store.readAll({ after: seen.at(-1)?.position ?? null })) seen.push(...events)
    await pause(5)
  }
  return seen.map(({ id }) => id)
}

const keepAcknowledged = ({ lines }: Child, acknowledged: Acknowledged): void => {
  for (const line of lines) {
    const [, stream = '', count] = line.split(' ')
    acknowledged.set(stream, Number(count))
  }
}

const countedIn = (log: readonly RecordedEvent[]): Acknowledged => {
  const counts: Acknowledged = new Map()
  for (const { stream } of log) counts.set(stream, (counts.get(stream) ?? 0) + 1)
  return counts
}

// Positions on event store servers have gaps, because they are places in a file.
const expectInOrder = (log: readonly RecordedEvent[], durable: Durable): void => {
  const positions = log.map(({ position }) => position)
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length)
  expect(new Set(positions).size).toBe(log.length)
  if (!('server' in durable)) expect(positions).toEqual(log.map((_, index) => String(index + 1)))
}

describe.skipIf(!isBuilt)('under fire (needs the build)', () => {
  onEveryDurableStore('processes that write while others roll back', (make) => {
    test('every reader sees every event once, in one order', { timeout }, async () => {
      const startedAt = performance.now()
      const durable = await make()
      const source = await sourceAt(durable.url)
      const handles = [await opened(source), await opened(source), await opened(source)] as const
      const acknowledged: Acknowledged = new Map()
      const fire: Disturbance = { isOver: false, keep: (stream) => void acknowledged.set(stream, 1) }
      const readers = [...handles.map(follow), poll(handles[0])]
      const disturbers = disturb(durable, fire)
      const share = String(Math.ceil(eventsUnderLoad / 2))
      const writers = ['x', 'y'].map((name) => startChild('./worker.mjs', 'append', durable.url, name, share))
      expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0])
      fire.isOver = true
      await Promise.all(disturbers)
      rightOf(await handles[0].append(newStream('last-1'))())
      fire.keep('last-1')
      for (const writer of writers) keepAcknowledged(writer, acknowledged)

      const log = await all(handles[1])
      const ids = log.map(({ id }) => id)
      expect(ids.length).toBeGreaterThan(eventsUnderLoad)
      expect(countedIn(log)).toEqual(acknowledged)
      expectInOrder(log, durable)
      for (const seen of await Promise.all(readers)) expect(seen).toEqual(ids)
      for (const handle of handles) await handle.close()
      report(
        `${durable.kind}: ${log.length} events under fire in ${Math.round((performance.now() - startedAt) / 1000)} s`,
      )
    })
  })
})
