import { type Clientele, openClientele, projection } from '@clientele/adapters'
import { memorySnapshots } from '@clientele/adapters/snapshots'
import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { expect, test } from 'vitest'
import { onEveryStore } from '../stores.js'
import { registerDirectory } from './register.js'

/** Counts the events of each stream, as the given version of the projection. */
const perStream = (version: number) =>
  projection({
    version,
    initial: 0,
    keysOf: ({ stream }) => (stream.startsWith('customer-') ? stream : null),
    apply: (count) => count + 1,
    codec: t.number,
  })

const countedIn = async (crm: Clientele): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>()
  for await (const batch of crm.events())
    for (const { stream } of batch)
      if (stream.startsWith('customer-')) counts.set(stream, (counts.get(stream) ?? 0) + 1)
  return counts
}

onEveryStore('projections of the host', (make) => {
  test('match the log after an import, after writes of other registers, and when loaded from snapshots', {
    timeout: 120_000,
  }, async () => {
    const [store, snapshots] = [make(), memorySnapshots()]
    const options = { store, snapshots, snapshotEvery: 1 }
    const crm = await openClientele({ ...options, projections: { counts: perStream(1) } })
    await crm.import(registerDirectory('northwind'), { by: 'tester', today: '2026-11-22' })
    expect(new Map(crm.projections.counts.entries())).toEqual(await countedIn(crm))
    await crm.close()

    const other = await openClientele({ store })
    await other.execute({ type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme' } })
    await other.close()

    for (const version of [1, 2]) {
      const again = await openClientele({ ...options, projections: { counts: perStream(version) } })
      expect(again.projections.counts.get('customer-acme')).toBe(1)
      expect(new Map(again.projections.counts.entries())).toEqual(await countedIn(again))
      const rebuilt = await again.rebuild()
      expect(isRight(rebuilt) && rebuilt.right.equal).toBe(true)
      await again.close()
    }
  })
})
