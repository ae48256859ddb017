import type { AppendBatch } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { expect, test } from 'vitest'
import { eventIds } from '../../src/event-id.js'
import { newSchema, onPostgres } from './schemas.js'

/** An append to this many new streams. */
const appendTo = (streams: number): AppendBatch => {
  const commandId = `append ${streams}`
  const idOf = eventIds(commandId)
  const metadata = { by: 'anna', at: '2026-01-01T00:00:00.000Z', commandId }
  const writes = Array.from({ length: streams }, (_, n) => ({
    stream: `thing-${streams}.${n}`,
    expected: 'noStream' as const,
    events: [{ id: idOf(n), type: 'Happened', schemaVersion: 1, data: { n }, metadata }] as const,
  }))
  return isNonEmpty(writes) ? { writes, unchanged: [], noneSince: [] } : expect.fail('An append needs a stream.')
}

onPostgres('an append to PostgreSQL', () => {
  test('costs linearly more with the number of its streams', { timeout: 60_000 }, async () => {
    const { source, drop } = newSchema()
    const opened = await source().open()
    if (isLeft(opened)) expect.fail(opened.left.error)
    const store = opened.right
    const timeFor = async (batch: AppendBatch): Promise<number> => {
      const began = performance.now()
      expect((await store.append(batch)())._tag).toBe('Right')
      return performance.now() - began
    }
    try {
      await timeFor(appendTo(10))
      const few = Math.min(await timeFor(appendTo(1_000)), await timeFor(appendTo(1_001)))
      // It would be 256 times as long if every stream were compared with every other.
      expect((await timeFor(appendTo(16_000))) / few).toBeLessThan(80)
    } finally {
      await store.close()
      await drop()
    }
  })
})
