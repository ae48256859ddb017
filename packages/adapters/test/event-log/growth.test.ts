import type { AppendBatch, NewEvent } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { describe, expect, test } from 'vitest'
import { growthOf } from '../../../../test/growing.js'
import { eventIds } from '../../src/event-id.js'
import { requestOf } from '../../src/stores/eventstoredb/appending/records.js'
import { workOf } from '../../src/stores/eventstoredb/appending/work.js'
import { serializeBatch } from '../../src/stores/numbered-log/serialized.js'

const metadata = { by: 'anna', at: '2026-01-01T00:00:00.000Z', commandId: 'c' }

/** An append that writes twice to each of this many streams. */
const appendTo = (streams: number): AppendBatch => {
  const idOf = eventIds('c')
  const event = (n: number): NewEvent => ({ id: idOf(n), type: 'Happened', schemaVersion: 1, data: { n }, metadata })
  const first = Array.from({ length: streams }, (_, n) => ({
    stream: `thing-${n}`,
    expected: 'noStream' as const,
    events: [event(2 * n)] as const,
  }))
  const second = first.map(({ stream }, n) => ({ stream, expected: 0, events: [event(2 * n + 1)] as const }))
  const unchanged = first.map(({ stream }) => ({ stream: `other-${stream}`, revision: 3 }))
  const writes = [...first, ...second]
  if (!isNonEmpty(writes)) expect.fail('An append needs a stream.')
  return { writes, unchanged, noneSince: [] }
}

/** The growth of the time for 32 times as many streams; it is 1,024 if every stream is compared with every other. */
const growthWith = (work: (batch: AppendBatch) => void): number => {
  const [few, many] = [appendTo(500), appendTo(16_000)]
  return growthOf(
    () => work(few),
    () => work(many),
  )
}

describe('the cost of an append before it is written grows linearly with its streams', () => {
  test('for stores with numbered positions', () => {
    expect(
      growthWith((batch) => {
        const serialized = serializeBatch(batch)
        expect(isLeft(serialized) ? serialized.left : serialized.right.expected).toHaveLength(batch.writes.length)
      }),
    ).toBeLessThan(256)
  })

  test('for EventStoreDB and KurrentDB', () => {
    expect(
      growthWith((batch) => {
        const work = workOf(batch)
        if (isLeft(work)) expect.fail(work.left.error)
        expect(work.right.writes).toHaveLength(batch.writes.length)
        expect(requestOf(work.right)?.checks).toHaveLength(batch.writes.length)
      }),
    ).toBeLessThan(256)
  })
})
