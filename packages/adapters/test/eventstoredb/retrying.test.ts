import type { AppendBatch, NewEvent } from '@clientele/domain'
import { expect, test } from 'vitest'
import { all, clientOn, event, rightOf, served, storeOn } from './serving.js'

const asOfVersion01 = ({ id, type, schemaVersion, metadata }: NewEvent, part: string) => ({
  id,
  type,
  contentType: 'application/json' as const,
  data: {},
  metadata: { ...metadata, schemaVersion: String(schemaVersion), part },
})

test('commands stored by version 0.1 are recognised when repeated', async () => {
  const server = await served()
  const [client, store] = [clientOn(server), await storeOn(server)]
  const [a, b] = [event(), event()]
  await client.appendToStream('a-1', [asOfVersion01(a, '0/2')])
  await client.appendToStream('b-1', [asOfVersion01(b, '1/2')])
  const batch: AppendBatch = {
    writes: [
      { stream: 'a-1', expected: 'noStream', events: [a] },
      { stream: 'b-1', expected: 'noStream', events: [b] },
    ],
    unchanged: [],
    noneSince: [],
  }
  expect(rightOf(await store.append(batch)()).events).toEqual(await all(store))
  expect((await all(store)).length).toBe(2)
})
