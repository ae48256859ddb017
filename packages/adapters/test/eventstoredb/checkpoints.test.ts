import { openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import type { ReadAllOptions } from '@clientele/domain'
import { expect, onTestFinished, test } from 'vitest'
import { clientOn, newStream, served, storeOn } from './serving.js'

const at = (position: string) => ({ position, eventId: `event ${position}` })

test('streams of checkpoints are reserved, and never appear in the log', async () => {
  const store = await storeOn(await served())
  const { checkpoints } = store.subscriptions
  expect(await store.append(newStream('a-1'))()).toMatchObject({ _tag: 'Right' })
  const head = await store.head()()
  for (let n = 0; n < 30; n += 1) await checkpoints.save('mails', at(`${n}`))
  expect(await store.append(newStream('clienteleCheckpoint-mails'))()).toMatchObject({
    left: { error: 'AppendRefused' },
  })
  const streams = async (options: ReadAllOptions): Promise<readonly string[]> => {
    const found: string[] = []
    for await (const events of store.readAll(options)) found.push(...events.map(({ stream }) => stream))
    return found
  }
  expect(await streams({})).toEqual(['a-1'])
  expect(await streams({ categories: ['clienteleCheckpoint'] })).toEqual([])
  expect(await streams({ types: ['SubscriptionCheckpoint'] })).toEqual([])
  expect(await store.head()()).toEqual(head)
  for await (const events of store.readStream('clienteleCheckpoint-mails')) expect(events).toEqual([])
  expect(await checkpoints.load('mails')).toEqual(at('29'))
})

test('names of maximum length, in any script, each have a checkpoint', async () => {
  const { checkpoints } = (await storeOn(await served())).subscriptions
  const names = ['東京'.repeat(100), '🙂'.repeat(100), `${'🙂'.repeat(99)}é`, 'it\'s "quoted"; --/?#%', '$all', 'a b']
  for (const [index, name] of names.entries()) await checkpoints.save(name, at(`${index}`))
  for (const [index, name] of names.entries()) expect(await checkpoints.load(name)).toEqual(at(`${index}`))
})

test('an invalid checkpoint stops the subscription with an error instead of delivering all events again', async () => {
  const server = await served()
  const crm = await openClientele({ store: eventstoredb({ connectionString: server.connectionString() }) })
  onTestFinished(() => crm.close())
  await crm.execute({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } })
  const foreign = {
    id: crypto.randomUUID(),
    type: 'Note',
    contentType: 'application/json',
    data: { text: 'x' },
  } as const
  await clientOn(server).appendToStream('clienteleCheckpoint-mails', [{ ...foreign, metadata: {} }])
  const given: unknown[] = []
  const subscription = crm.subscribe('mails', (events) => void given.push(...events))
  expect(await subscription.stopped).toMatchObject({ error: 'StoreUnreadable' })
  expect(given).toEqual([])
})
