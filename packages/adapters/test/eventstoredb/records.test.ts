import { expect, test } from 'vitest'
import { probeMultiStreamAppend } from '../../src/stores/eventstoredb/appending/records.js'
import type { EsdbLikeClient } from '../../src/stores/eventstoredb/client/client.js'
import { clientOn, served } from './serving.js'

const clientThat = async (appendRecords?: EsdbLikeClient['appendRecords']): Promise<EsdbLikeClient> => {
  const client: EsdbLikeClient = clientOn(await served())
  return appendRecords === undefined ? client : Object.assign(client, { appendRecords })
}

const refusing = (facts: object) => clientThat(() => Promise.reject(Object.assign(new Error('refused'), facts)))

test.each([{ type: 'invalid-argument' }, { code: 3 }])(
  'records are used if the server supports them: %j',
  async (facts) => {
    expect(await probeMultiStreamAppend(await refusing(facts), 1_000)).not.toBe(null)
  },
)

test.each([{ type: 'unsupported' }, { code: 12 }])(
  'records are not used if the server does not know them: %j',
  async (facts) => {
    expect(await probeMultiStreamAppend(await refusing(facts), 1_000)).toBe(null)
  },
)

test('records are not used if the client does not know them', async () => {
  expect(await probeMultiStreamAppend(await clientThat(), 1_000)).toBe(null)
})

test('any other error is reported, and a temporary one is retried', async () => {
  await expect(probeMultiStreamAppend(await refusing({ type: 'access-denied' }), 1_000)).rejects.toMatchObject({
    type: 'access-denied',
  })
  const answers = [{ type: 'unavailable' }, { type: 'cancelled' }, { type: 'invalid-argument' }]
  const client = await clientThat(() => Promise.reject(Object.assign(new Error('refused'), answers.shift())))
  expect(await probeMultiStreamAppend(client, 5_000)).not.toBe(null)
  await expect(probeMultiStreamAppend(await refusing({ type: 'unavailable' }), 300)).rejects.toMatchObject({
    failure: { error: 'StoreUnavailable' },
  })
})
