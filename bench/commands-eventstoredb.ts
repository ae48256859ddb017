import type { Clientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { atLeast, type Benchmark, type Figure } from './figure.js'
import { contest, type Lap, numbers, perSecond, runConcurrently } from './measuring.js'
import { peersOf } from './peers.js'
import { withEventStoreDb } from './servers.js'
import { events, executeAccepted, growingIds, populate, traffic } from './traffic.js'

/** Appends to one stream per customer with the bare client, one call each. */
const byHand = (client: EventStoreDBClient, customers: number, run: string): (() => Promise<unknown>) => {
  const next = events({ customers, seed: 1, newId: growingIds() })
  // Credentials on the call make the client append unary.
  const unary = { credentials: { username: 'nobody', password: 'none' } }
  return () => {
    const { stream, id, type, data, metadata } = next()
    return client.appendToStream(`plain${run}-${stream}`, jsonEvent({ id, type, data: { ...data }, metadata }), unary)
  }
}

/** Changes the telephone number of a random customer: a command of the host that reads no other stream. */
const smallChange = (crm: Clientele, customers: number): Change => {
  const below = numbers(2)
  let sent = 0
  return () => {
    sent += 1
    const data = { customerId: `c${below(customers)}`, changes: { phone: `+358 9 ${sent}` } }
    return executeAccepted(crm, { type: 'ChangeCustomerDetails', data }, {})
  }
}

type PhoneChanged = { readonly type: 'PhoneChanged'; readonly data: { readonly phone: string } }

/** The same small change with Emmett, on a client of its own; `null` if it is not installed. */
const byEmmett = async (connectionString: string, customers: number, run: string): Promise<Peer | null> => {
  const peers = await peersOf('eventstoredb')
  if (peers === null) return null
  const { emmett, emmettOnEventStoreDb, driver } = peers
  const client = driver.EventStoreDBClient.connectionString(connectionString)
  const store = emmettOnEventStoreDb.getEventStoreDBEventStore(client)
  const handle = emmett.CommandHandler<{ readonly phone: string | null }, PhoneChanged>({
    evolve: (state, { data }) => ({ ...state, phone: data.phone }),
    initialState: () => ({ phone: null }),
  })
  let sent = 0
  return {
    change: () => {
      sent += 1
      const phone = `+358 9 ${sent}`
      // One after another: two at once on one stream would conflict.
      return handle(store, `emmett${run}-c${sent % customers}`, () => [{ type: 'PhoneChanged', data: { phone } }])
    },
    close: () => client.dispose(),
  }
}

type Change = () => Promise<unknown>

type Peer = { readonly change: Change; readonly close: () => Promise<void> }

const besideEmmett = async (
  small: Change,
  emmett: Peer,
  customers: number,
  laps: number,
): Promise<readonly Figure[]> => {
  const size = `${customers} customers, laps of ${laps}`
  const figure = async (what: string, together: number, count: number): Promise<Figure> => {
    const lap =
      (one: () => Promise<unknown>): Lap =>
      () =>
        runConcurrently(count, together, one)
    const { ratio, spread, ...speeds } = await contest({ ours: lap(small), floor: lap(emmett.change), rounds: 5 })
    const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'commands') }
    return { what: `EventStoreDB, small changes ${what} / Emmett`, ratio, spread, target: atLeast(1), ...shown, size }
  }
  return [await figure('one after another', 1, laps), await figure('64 at a time', 64, laps * 8)]
}

type Ways = {
  readonly name: string
  readonly crm: Clientele
  readonly small: Change
  readonly insert: Change
}

const figuresOf = async (
  { name, crm, small, insert }: Ways,
  customers: number,
  laps: number,
): Promise<readonly Figure[]> => {
  const next = traffic(customers, 1)
  const one: Change = () => executeAccepted(crm, next())
  const size = `${customers} customers, laps of ${laps}`
  const figure = async (what: string, ours: Lap, floor: Lap, least: number): Promise<Figure> => {
    const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: 5 })
    const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'events') }
    return { what: `EventStoreDB, ${what}`, ratio, spread, target: atLeast(least), ...shown, size }
  }
  const alone = (command: Change) => () => runConcurrently(laps, 1, command)
  const many = (command: Change) => () => runConcurrently(laps * 8, 64, command)
  return [
    await figure(`small changes one after another${name} / appendToStream`, alone(small), alone(insert), 0.8),
    await figure(`small changes, 64 at a time${name} / appendToStream, as many`, many(small), many(insert), 0.6),
    await figure(`commands of a day one after another${name} / appendToStream`, alone(one), alone(insert), 0.8),
    await figure(`commands of a day, 64 at a time${name} / appendToStream, as many`, many(one), many(insert), 0.6),
  ]
}

const measured = async (connectionString: string, full: boolean): Promise<readonly Figure[]> => {
  const [customers, laps] = full ? [5_000, 500] : [1_000, 250]
  const client = EventStoreDBClient.connectionString(connectionString)
  // A given server may be used again.
  const run = `bench${Date.now().toString(36)}`
  const insert = byHand(client, customers, run)
  const emmett = await byEmmett(connectionString, customers, run)
  const figures: Figure[] = []
  for (const appendMode of full ? (['batch', 'unary'] as const) : (['batch'] as const)) {
    const name = appendMode === 'batch' ? '' : ' in unary mode'
    const store = eventstoredb({ connectionString, appendMode, prefix: `${run}_${appendMode}` })
    const crm = await populate(store, customers)
    const small = smallChange(crm, customers)
    figures.push(...(await figuresOf({ name, crm, small, insert }, customers, laps)))
    if (emmett !== null && name === '') figures.push(...(await besideEmmett(small, emmett, customers, laps)))
    await crm.close()
  }
  await client.dispose()
  await emmett?.close()
  return figures
}

export const commandsEventStoreDb: Benchmark = {
  name: 'commands-eventstoredb',
  about:
    'commands on EventStoreDB (the one that EVENTSTOREDB_URL names, or the server for tests at the pace of a real one) against the client as it is',
  run: ({ full }) => withEventStoreDb((connectionString) => measured(connectionString, full)),
}
