import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { generateRegister } from '@clientele/adapters/generating'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { atLeast, type Benchmark, type Figure } from './figure.js'
import { contest, perSecond, runConcurrently, timeOf } from './measuring.js'
import { inProportion } from './registers.js'
import { withEventStoreDb } from './servers.js'

const concurrency = 100

/** Appends events of the size of ours, 100 per append, four appends at a time. */
const appendAll = async (client: EventStoreDBClient, run: string, events: number): Promise<number> => {
  const eventOf = () => {
    const metadata = { by: 'import', at: new Date().toISOString(), commandId: randomUUID() }
    const data = { customerId: `c${events}`, name: 'A customer of some length Oy', groupId: 'g12', salesperson: null }
    return jsonEvent({ type: 'CustomerRegistered', data, metadata })
  }
  let sent = 0
  await runConcurrently(Math.ceil(events / concurrency), 4, async () => {
    sent += 1
    await client.appendToStream(`plain${run}-${randomUUID()}`, Array.from({ length: concurrency }, eventOf))
  })
  return sent * concurrency
}

const readWhole = async (client: EventStoreDBClient): Promise<number> => {
  let count = 0
  for await (const { event } of client.readAll()) if (event !== undefined) count += 1
  return count
}

const measured = async (connectionString: string, source: string, size: string): Promise<readonly Figure[]> => {
  const client = EventStoreDBClient.connectionString(connectionString)
  let made = 0
  const newRun = (): string => {
    made += 1
    return `import${Date.now().toString(36)}_${made}`
  }
  const stores = (prefix: string) => ({ store: eventstoredb({ connectionString, prefix }), follow: false })
  const imported = async (prefix: string): Promise<number> => {
    const crm = await openClientele(stores(prefix))
    const outcome = await crm.import(source, { today: '2026-11-22' })
    await crm.close()
    if (outcome._tag === 'Left' || outcome.right.rejected > 0)
      throw new Error('The generated register was not imported.')
    return outcome.right.events
  }
  const first = newRun()
  const events = await imported(first)
  const importing = await contest({
    ours: () => imported(newRun()),
    floor: () => appendAll(client, newRun(), events),
    rounds: 3,
    isWarm: true,
  })
  const opened = async (): Promise<number> => {
    const crm = await openClientele(stores(first))
    crm.views.responsibilityMatrix({ asOf: '2026-11-22' })
    await crm.close()
    return 1
  }
  const opening = await contest({
    ours: opened,
    floor: async () => {
      await readWhole(client)
      return 1
    },
    rounds: 5,
  })
  const whole = await readWhole(client)
  const took = await timeOf(() => readWhole(client))
  await client.dispose()
  return [
    {
      what: `EventStoreDB, import / appends of ${concurrency} events, four at a time`,
      ratio: importing.ratio,
      spread: importing.spread,
      target: atLeast(0.2),
      ours: perSecond(importing.ours, 'events'),
      floor: perSecond(importing.floor, 'events'),
      size,
    },
    {
      what: 'EventStoreDB, opening with the first question / reading the log',
      ratio: opening.ratio,
      spread: opening.spread,
      target: atLeast(0.8),
      ours: `${(1000 / opening.ours).toFixed(0)} ms`,
      floor: `${(1000 / opening.floor).toFixed(0)} ms`,
      size: `${whole} events in the log, ${events} of them the register's; one more read ${took.toFixed(0)} ms`,
    },
  ]
}

export const importEventStoreDb: Benchmark = {
  name: 'import-eventstoredb',
  about: 'the import of a register directory into EventStoreDB, and opening it, against the client as it is',
  run: async ({ full, directory }) => {
    const scale = inProportion(full ? 10_000 : 1_000)
    const source = join(directory, 'source')
    await generateRegister(source, { ...scale, seed: 1 })
    return withEventStoreDb((connectionString) => measured(connectionString, source, `${scale.customers} customers`))
  },
}
