import { memory } from '@clientele/adapters/memory'
import { atLeast, type Benchmark, type Figure } from './figure.js'
import { contest, type Lap, perSecond, runConcurrently } from './measuring.js'
import { type Castore, type CastoreMemory, type Emmett, howToInstall, peersOf } from './peers.js'
import { executeAccepted, populate } from './traffic.js'

type Customer = { readonly customerId: string; readonly phone: string | null }

/** The next change: another telephone number for the next customer, so that all streams stay equally short. */
type Change = { readonly customerId: string; readonly phone: string }

const changesOf = (customers: number): (() => Change) => {
  let sent = 0
  return () => {
    sent += 1
    return { customerId: `c${sent % customers}`, phone: `+358 9 ${sent}` }
  }
}

type PhoneChanged = { readonly type: 'PhoneChanged'; readonly data: Change }

const byEmmett = ({ CommandHandler, getInMemoryEventStore }: Emmett): ((change: Change) => Promise<unknown>) => {
  const handle = CommandHandler<Customer, PhoneChanged>({
    evolve: (state, { data }) => ({ ...state, customerId: data.customerId, phone: data.phone }),
    initialState: () => ({ customerId: '', phone: null }),
  })
  const store = getInMemoryEventStore()
  return (change) =>
    handle(store, `customer-${change.customerId}`, ({ phone }) =>
      phone === change.phone ? [] : [{ type: 'PhoneChanged', data: change }],
    )
}

type Numbered = Customer & { readonly aggregateId: string; readonly version: number }

const byCastore = (
  { EventStore, EventType }: Castore,
  { InMemoryEventStorageAdapter }: CastoreMemory,
): ((change: Change) => Promise<unknown>) => {
  const store = new EventStore<Numbered>({
    eventStoreId: 'customers',
    eventTypes: [new EventType({ type: 'PhoneChanged' })],
    eventStorageAdapter: new InMemoryEventStorageAdapter(),
    reducer: (state, event) => ({ ...state, ...(event as object), aggregateId: event.aggregateId }),
  })
  return async ({ customerId, phone }) => {
    const { aggregate } = await store.getAggregate(customerId)
    if (aggregate?.phone === phone) return
    const version = (aggregate?.version ?? 0) + 1
    const event = { aggregateId: customerId, version, type: 'PhoneChanged', payload: { phone } }
    await store.pushEvent(event, { prevAggregate: aggregate })
  }
}

const peers = async (): Promise<ReadonlyMap<string, (change: Change) => Promise<unknown>> | null> => {
  const installed = await peersOf('memory')
  if (installed === null) return null
  return new Map([
    ['Emmett', byEmmett(installed.emmett)],
    ['Castore', byCastore(installed.castore, installed.castoreMemory)],
  ])
}

const figuresBeside = async (
  others: ReadonlyMap<string, (change: Change) => Promise<unknown>>,
  customers: number,
): Promise<readonly Figure[]> => {
  const crm = await populate(memory(), customers)
  const next = changesOf(customers)
  const ours: Lap = () =>
    runConcurrently(customers, 1, () => {
      const { customerId, phone } = next()
      return executeAccepted(crm, { type: 'ChangeCustomerDetails', data: { customerId, changes: { phone } } })
    })
  const figures: Figure[] = []
  for (const [name, change] of others) {
    const nextOfPeer = changesOf(customers)
    const floor: Lap = () => runConcurrently(customers, 1, () => change(nextOfPeer()))
    for (let lap = 0; lap < 3; lap += 1) for (const work of [ours, floor]) await work()
    const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: 7, isWarm: true })
    const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'commands') }
    const size = `${customers} customers, laps of as many`
    figures.push({ what: `memory, a small change / ${name}`, ratio, spread, target: atLeast(1), size, ...shown })
  }
  await crm.close()
  return figures
}

export const commandsPeers: Benchmark = {
  name: 'commands-peers',
  about: 'another telephone number of a customer, in memory, against Emmett and Castore, which check and show nothing',
  run: async ({ full }) => {
    const others = await peers()
    return others === null ? howToInstall('memory') : figuresBeside(others, full ? 10_000 : 2_000)
  },
}
