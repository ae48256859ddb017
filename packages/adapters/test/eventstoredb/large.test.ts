import { openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import type { AppendBatch } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { batchOfCommands, commandIdOf, commandsIn, common } from './of-commands.js'
import { all, event, newStream, rightOf, served, storeOn, until } from './serving.js'

/** The default maximum size of one append, in bytes. */
const usual = { maxAppendSize: 1024 * 1024 }

const text = (characters: number): string => '"'.repeat(characters)

const batchOf = (streams: number, events: number, characters: number): AppendBatch => {
  const writes = Array.from({ length: streams }, (_, n) => {
    const [first = event(), ...rest] = Array.from({ length: events }, () => event({ text: text(characters) }))
    return { stream: `thing-${n}`, expected: 'noStream', events: [first, ...rest] } as const
  })
  return isNonEmpty(writes) ? { writes, unchanged: [], noneSince: [] } : expect.fail('An append needs a stream.')
}

const idsOf = ({ writes }: AppendBatch): readonly string[] => writes.flatMap(({ events }) => events.map(({ id }) => id))

const notesOn = ({ log }: EventStoreDbServer): number => log.streams.get('clienteleIntents')?.events.length ?? 0

describe('a batch that is too large for one append', () => {
  test.each([
    ['many streams', batchOf(200, 2, 4_000)],
    ['streams of many events each', batchOf(3, 150, 4_000)],
    ['one stream', batchOf(1, 400, 4_000)],
  ])('is stored completely and recognised again: %s', { timeout: 60_000 }, async (_, batch) => {
    const server = await served(usual)
    const store = await storeOn(server)
    const { events } = rightOf(await store.append(batch)())
    expect(events.map(({ id }) => id)).toEqual(idsOf(batch))
    expect(rightOf(await store.append(batch)()).events.map(({ id }) => id)).toEqual(idsOf(batch))
    expect((await all(await storeOn(server))).map(({ id }) => id)).toEqual(idsOf(batch))
  })

  test('is stored completely and recognised again: of many commands that write to one stream', {
    timeout: 60_000,
  }, async () => {
    const server = await served({ maxAppendSize: 600 * 1024 })
    const [store, batch] = [await storeOn(server), batchOfCommands(150, { text: text(4_000) })]
    const { events } = rightOf(await store.append(batch)())
    expect(events.map(({ id }) => id)).toEqual(idsOf(batch))
    expect(rightOf(await store.append(batch)())).toEqual({ events, after: null })
    const shown = await all(await storeOn(server))
    expect(shown.length).toBe(events.length)
    expect(commandsIn(shown, common)).toEqual(Array.from({ length: 150 }, (_, n) => commandIdOf(n)))
  })

  // The notes of the intent come first: a process that stops during them has written no events.
  test.each([0, 1, 2, 3, 4, 5, 9, 20])(
    'is stored completely or not at all if the process is killed after %d appends',
    { timeout: 60_000 },
    async (skip) => {
      const server = await served(usual)
      const batch = batchOf(30, 2, 20_000)
      const store = await storeOn(server, { appendTimeout: 1_000, patience: 2_000 })
      server.faults.add({ rpc: 'append', kind: 'ignore', skip, times: 1_000 })
      expect((await store.append(batch)())._tag).toBe('Left')
      await store.close()
      server.faults.clear()
      const stored = (await all(await storeOn(server))).map(({ id }) => id)
      const notes = server.log.streams.get('clienteleIntents')?.events ?? []
      const isAnnounced = notes.length > 0 && notes.some(({ type }) => type === 'AppendFinished')
      expect(stored).toEqual(isAnnounced ? idsOf(batch) : [])
      if (skip === 20) expect(isAnnounced).toBe(true)
      if (skip < 5) expect(isAnnounced).toBe(false)
    },
  )
})

test('the stream of intents stays small in a long-running process', { timeout: 60_000 }, async () => {
  const server = await served()
  const store = await storeOn(server)
  for (let n = 0; n < 400; n += 1) {
    const writes = [newStream(`a-${n}`).writes[0], newStream(`b-${n}`).writes[0]] as const
    rightOf(await store.append({ writes, unchanged: [], noneSince: [] })())
  }
  await until(() => server.log.streams.has('$$clienteleIntents'), 10_000)
  expect(notesOn(server)).toBeGreaterThan(700)
  const [last] = server.log.streams.get('$$clienteleIntents')?.events.slice(-1) ?? []
  expect(JSON.parse(Buffer.from(last?.data ?? []).toString('utf8')).$tb).toBeGreaterThan(490)
  expect((await all(await storeOn(server))).length).toBe(800)
})

test('a group of 5,000 customers is deleted on a server with default settings', { timeout: 120_000 }, async () => {
  const server = await served(usual)
  const crm = await openClientele({ store: eventstoredb({ connectionString: server.connectionString() }) })
  onTestFinished(() => crm.close())
  const execute = async (type: string, data: object): Promise<void> => {
    const answer = await crm.executeUnknown({ type, data }, { by: 'anna' })
    expect(isRight(answer) ? null : answer.left).toBeNull()
  }
  await execute('RegisterEmployee', { employeeId: 'anna', name: 'Anna Aalto', admin: true })
  await execute('CreateCustomerGroup', { groupId: 'g', name: 'Group' })
  const registering = Array.from({ length: 5_000 }, (_, n) =>
    execute('RegisterCustomer', { customerId: `c${n}`, name: `Customer ${n} Oy`, groupId: 'g' }),
  )
  await Promise.all(registering)
  expect(crm.views.customersOfGroup({ groupId: 'g' })).toHaveLength(5_000)
  await execute('DeleteCustomerGroup', { groupId: 'g' })
  expect(crm.views.customersOfGroup({ groupId: 'g' })).toHaveLength(0)
})
