import { eventstoredb } from '@clientele/adapters/eventstoredb'
import type { AppendBatch, EventStore } from '@clientele/domain'
import { expect, onTestFinished, test } from 'vitest'
import { newCertificate } from '../../../../test/servers/certificate.js'
import { opened } from '../sqlite/events.js'
import { all, newStream, type Options, pause, rightOf, served, storeOn, until } from './serving.js'

const append = (store: EventStore, batch: AppendBatch) => store.append(batch)()

const quick: Options = { appendTimeout: 600, patience: 5_000 }

const streams = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `a-${n}`)

const appendAll = async (store: EventStore, names: readonly string[]): Promise<void> => {
  for (const answer of await Promise.all(names.map((name) => append(store, newStream(name))))) rightOf(answer)
}

const namesIn = async (store: EventStore): Promise<readonly string[]> =>
  (await all(store)).map(({ stream }) => stream).sort()

test('appends at once share one call, which ends with the store', async () => {
  const server = await served()
  const store = await storeOn(server)
  server.faults.add({ rpc: 'append', kind: 'late', milliseconds: 200, times: 20 })
  const appending = appendAll(store, streams(20))
  await pause(100)
  // The other one is the subscription.
  expect(server.openCalls()).toBe(2)
  await appending
  await store.close()
  await until(() => server.openCalls() === 0)
})

test('a call that ends without answers is begun again', async () => {
  const server = await served()
  const store = await storeOn(server, quick)
  await append(store, newStream('b-1'))
  server.faults.add({ rpc: 'append', kind: 'closeCleanly', skip: 5 })
  await appendAll(store, streams(10))
  expect(await namesIn(store)).toEqual([...streams(10), 'b-1'])
})

test('a call that gives no more answers is given up, and a later append has a new one', async () => {
  const certificate = newCertificate()
  onTestFinished(() => certificate.remove())
  const server = await served({ tls: certificate, password: null })
  // Without a user, no append can have a call of its own.
  const connectionString = `${server.connectionString()}&tlsCAFile=${certificate.authority}`
  const store = await opened(eventstoredb({ connectionString, ...quick }))
  onTestFinished(() => store.close())
  server.faults.add({ rpc: 'append', kind: 'freeze' })
  await appendAll(store, streams(5))
  expect(await namesIn(store)).toEqual(streams(5))
})

test('an error of one call ends no append to another server, and its late answer harms nobody', async () => {
  const servers = [await served(), await served()] as const
  const [one, other] = [await storeOn(servers[0], quick), await storeOn(servers[1])]
  await Promise.all([append(one, newStream('b-1')), append(other, newStream('b-1'))])
  servers[0].faults.add({ rpc: 'append', kind: 'late', milliseconds: 300 })
  servers[1].faults.add({ rpc: 'append', kind: 'late', milliseconds: 500 })
  const since = performance.now()
  const slow = append(other, newStream('a-1')).then(() => performance.now() - since)
  const late = append(one, newStream('a-1'))
  await pause(50)
  servers[0].faults.add({ rpc: 'append', kind: 'loseAnswer' })
  rightOf(await append(one, newStream('a-2')))
  rightOf(await late)
  // A second attempt would have been answered at once.
  expect(await slow).toBeGreaterThan(480)
  await pause(300)
  expect(await namesIn(one)).toEqual(['a-1', 'a-2', 'b-1'])
})
