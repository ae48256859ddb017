import { openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import type { Benchmark, Figure } from './figure.js'
import { atOnce, contest, type Lap, perSecond } from './measuring.js'
import { withEventStoreDb } from './servers.js'
import { events, executed, growingIds, populated, traffic } from './traffic.js'

/** Appends to a stream of its own per customer, by the client as it is. */
const byHand = (client: EventStoreDBClient, customers: number): (() => Promise<unknown>) => {
  const next = events({ customers, seed: 1, newId: growingIds() })
  return () => {
    const { stream, id, type, data, metadata } = next()
    return client.appendToStream(`plain-${stream}`, jsonEvent({ id, type, data: { ...data }, metadata }))
  }
}

const measured = async (connectionString: string, full: boolean): Promise<readonly Figure[]> => {
  const [customers, laps] = full ? [5_000, 2_000] : [200, 24]
  const client = EventStoreDBClient.connectionString(connectionString)
  const insert = byHand(client, customers)
  const size = `${customers} customers, laps of ${laps}`
  const figure = async (what: string, ours: Lap, floor: Lap): Promise<Figure> => {
    const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: 5 })
    const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'events') }
    return { what: `EventStoreDB, ${what}`, ratio, spread, target: null, ...shown, size }
  }
  const next = traffic(customers, 1)
  const figures: Figure[] = []
  for (const appendMode of full ? (['unary', 'batch'] as const) : (['unary'] as const)) {
    const name = appendMode === 'unary' ? '' : ' in batch mode'
    const store = eventstoredb({ connectionString, appendMode })
    const crm = figures.length === 0 ? await populated(store, customers) : await openClientele({ store, follow: false })
    const one = () => executed(crm, next())
    const [alone, many] = [() => atOnce(laps, 1, one), () => atOnce(laps * 2, 64, one)]
    figures.push(
      await figure(`one after another${name} / appendToStream`, alone, () => atOnce(laps, 1, insert)),
      await figure(`64 at a time${name} / appendToStream, as many`, many, () => atOnce(laps * 2, 64, insert)),
    )
    await crm.close()
  }
  await client.dispose()
  return figures
}

export const commandsEventStoreDb: Benchmark = {
  name: 'commands-eventstoredb',
  about: 'commands on the server for tests of EventStoreDB, in a process of its own, against the client as it is',
  run: ({ full }) => withEventStoreDb((connectionString) => measured(connectionString, full)),
}
