import { createSignal } from '../../../timing/signal.js'
import type {
  EsdbFilter,
  EsdbLikeClient,
  EsdbRead,
  EsdbReadAllOptions,
  EsdbRecorded,
  EsdbResolved,
  EsdbSubscription,
} from '../client/client.js'
import { isAfter } from './position.js'
import { placeIn } from './stored.js'

/** Which streams are read. */
export type StreamFilter = Extract<EsdbFilter, { readonly filterOn: 'streamName' }>

// So many events at either end are read whosever they are: what came last in a log is asked for often.
const unfiltered = 200

const mostWaiting = 1_000

const ended = Object.assign(new Error('the subscription ended'), { type: 'unavailable' })

/** One read of several calls; `cancel` ends the call under way. */
type Reading = {
  readonly client: EsdbLikeClient
  readonly filter: StreamFilter
  readonly options: EsdbReadAllOptions
  cancel: () => Promise<unknown>
}

/** What has arrived from a subscription and was not taken yet. */
type Arrivals = {
  /** Waits for what arrives; throws when the connection is lost. */
  next(): Promise<readonly EsdbResolved[]>
  add(resolved: EsdbResolved): number
  lose(error: unknown): void
}

const createArrivals = (): Arrivals => {
  const { notify, next } = createSignal()
  let waiting: EsdbResolved[] = []
  let lost: { readonly error: unknown } | null = null
  return {
    next: async () => {
      if (waiting.length === 0 && lost === null) await next()
      const arrived = waiting
      waiting = []
      if (arrived.length === 0 && lost !== null) throw lost.error
      return arrived
    },
    add: (resolved) => {
      notify()
      return waiting.push(resolved)
    },
    lose: (error) => {
      lost ??= { error }
      notify()
    },
  }
}

const listen = (subscription: EsdbSubscription, arrivals: Arrivals): void => {
  subscription.on('data', (resolved) => {
    if (arrivals.add(resolved) >= mostWaiting) subscription.pause()
  })
  subscription.on('error', arrivals.lose)
  subscription.on('end', () => arrivals.lose(ended))
}

const isOurs = ({ filter }: Reading, { streamId }: EsdbRecorded): boolean =>
  filter.prefixes.some((prefix) => streamId.startsWith(prefix))

// Older servers do not tell where a subscription has caught up. It arrives at an event that it is sent: one of ours,
// else of a stream that is short, of which all has to be sent.
const goalIn = (reading: Reading, [first, ...rest]: readonly [EsdbRecorded, ...EsdbRecorded[]]): EsdbRecorded =>
  [first, ...rest].find((event) => isOurs(reading, event)) ??
  rest.reduce((least, event) => (event.revision < least.revision ? event : least), first)

const subscribed = (
  { client, filter, options: { credentials } }: Reading,
  [from, goal]: readonly [EsdbRecorded, EsdbRecorded],
  arrivals: Arrivals,
): EsdbSubscription => {
  // Where the server finds nothing for long, it says how far it has looked: that is passed on as no event.
  const checkpointReached = (): void => void arrivals.add({})
  return client.subscribeToAll({
    ...(credentials === undefined ? {} : { credentials }),
    fromPosition: placeIn(from),
    filter: { ...filter, prefixes: [...filter.prefixes, goal.streamId], checkpointReached },
  })
}

async function* filteredUpTo(reading: Reading, from: EsdbRecorded, goal: EsdbRecorded): AsyncGenerator<EsdbResolved> {
  const arrivals = createArrivals()
  const subscription = subscribed(reading, [from, goal], arrivals)
  listen(subscription, arrivals)
  reading.cancel = () => {
    arrivals.lose(ended)
    return subscription.unsubscribe()
  }
  try {
    for (;;) {
      for (const resolved of await arrivals.next()) {
        yield resolved
        if (resolved.event !== undefined && !isAfter(placeIn(goal), placeIn(resolved.event))) return
      }
      subscription.resume()
    }
  } finally {
    subscription.unsubscribe().catch(() => {})
  }
}

const begun = (reading: Reading, options: EsdbReadAllOptions): EsdbRead => {
  const read = reading.client.readAll({ ...reading.options, ...options })
  read.on?.('error', () => {})
  reading.cancel = async () => read.cancel?.()
  return read
}

// The last events of the log, the latest first.
const endOfLog = async (reading: Reading): Promise<readonly EsdbRecorded[]> => {
  const events: EsdbRecorded[] = []
  const options = { direction: 'backwards', fromPosition: 'end', maxCount: unfiltered } as const
  for await (const { event } of begun(reading, options)) if (event !== undefined) events.push(event)
  return events
}

const behind = (events: readonly EsdbRecorded[], place: EsdbRecorded): readonly EsdbResolved[] =>
  events
    .filter((event) => isAfter(placeIn(event), placeIn(place)))
    .map((event) => ({ event }))
    .reverse()

async function* restOf(reading: Reading, from: EsdbRecorded): AsyncGenerator<EsdbResolved> {
  const end = await endOfLog(reading)
  const [last, ...others] = end
  const isNear = end.some((event) => !isAfter(placeIn(event), placeIn(from)))
  if (last === undefined || isNear) return yield* behind(end, from)
  const goal = goalIn(reading, [last, ...others])
  yield* filteredUpTo(reading, from, goal)
  yield* behind(end, goal)
}

async function* eventsOf(reading: Reading): AsyncGenerator<EsdbResolved> {
  let [count, from]: [number, EsdbRecorded | null] = [0, null]
  for await (const resolved of begun(reading, { maxCount: unfiltered })) {
    count += 1
    from = resolved.event ?? from
    yield resolved
  }
  if (count === unfiltered && from !== null) yield* restOf(reading, from)
}

/**
 * Reads the log forwards to its end, for a client whose reads take no filter: the first and the last events whosever
 * they are; of those between, a subscription lets the server choose the ones of some streams, and hardly any others.
 */
export const filteredRead = (client: EsdbLikeClient, filter: StreamFilter, options: EsdbReadAllOptions): EsdbRead => {
  const reading: Reading = { client, filter, options, cancel: async () => {} }
  return {
    [Symbol.asyncIterator]: () => eventsOf(reading),
    cancel: async () => void (await reading.cancel()),
  }
}
