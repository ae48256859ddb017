import { openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { event as eventOf, served, storeOn } from './serving.js'

const registerOn = async (connectionString: string) => {
  const crm = await openClientele({ store: eventstoredb({ connectionString }) })
  onTestFinished(() => crm.close())
  return crm
}

// Run with `CLIENTELE_AT_ONCE` for more, such as 30,000.
const many = Number(process.env.CLIENTELE_AT_ONCE ?? 3_000)

test('thousands of concurrent commands are all accepted, and a subscription continues meanwhile', {
  timeout: 120_000 + 20 * many,
}, async () => {
  const server = await served()
  const crm = await registerOn(server.connectionString())
  const received = new Set<string>()
  crm.subscribe('heard', (events) => {
    for (const { stream } of events) received.add(stream)
  })
  const registering = Array.from({ length: many }, (_, n) =>
    crm.execute({ type: 'RegisterCustomer', data: { customerId: `c${n}`, name: `Customer ${n} Oy` } }, { by: 'anna' }),
  )
  const answers = await Promise.all(registering)
  const receivedMeanwhile = received.size
  expect(answers.filter(isRight)).toHaveLength(many)
  expect(receivedMeanwhile).toBeGreaterThan(500)
  await expect.poll(() => received.size, { timeout: 20_000 + 2 * many }).toBeGreaterThanOrEqual(many)
})

test('queued calls fail immediately when the server is away', { timeout: 60_000 }, async () => {
  const server = await served()
  const store = await storeOn(server, { appendTimeout: 500, patience: 2_000 })
  server.faults.add({ rpc: 'append', kind: 'refuse', times: 1_000_000 })
  const startedAt = performance.now()
  const batches = Array.from({ length: 1_000 }, (_, n) => ({
    writes: [{ stream: `thing-${n}`, expected: 'noStream', events: [eventOf()] }] as const,
    unchanged: [],
    noneSince: [],
  }))
  const answers = await Promise.all(batches.map((batch) => store.append(batch)()))
  expect(answers.every((answer) => !isRight(answer) && answer.left.error === 'StoreUnavailable')).toBe(true)
  // At most two timeouts: that of the appends, and that of the reads that check the log afterwards.
  expect(performance.now() - startedAt).toBeLessThan(8_000)
  server.faults.clear()
  expect(
    isRight(
      await store.append({
        writes: [{ stream: 'after-1', expected: 'noStream', events: [eventOf()] }],
        unchanged: [],
        noneSince: [],
      })(),
    ),
  ).toBe(true)
})
