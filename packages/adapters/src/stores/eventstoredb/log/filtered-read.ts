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

/** A filter by stream name. */
export type StreamFilter = Extract<EsdbFilter, { readonly filterOn: 'streamName' }>

// This many events at both ends of the log are read without the filter: the latest events are read often.
const unfiltered = 200

const maxBuffered = 1_000

const subscriptionEnded = Object.assign(new Error('the subscription ended'), { type: 'unavailable' })

/** One read made of several calls; `cancel` ends the current call. */
type Reading = {
  readonly client: EsdbLikeClient
  readonly filter: StreamFilter
  readonly options: EsdbReadAllOptions
  cancel: () => Promise<unknown>
}

/** Buffers what arrives from a subscription. */
type Arrivals = {
  /** Waits for events; throws when the connection is lost. */
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

const bufferArrivals = (subscription: EsdbSubscription, arrivals: Arrivals): void => {
  subscription.on('data', (resolved) => {
    if (arrivals.add(resolved) >= maxBuffered) subscription.pause()
  })
  subscription.on('error', arrivals.lose)
  subscription.on('end', () => arrivals.lose(subscriptionEnded))
}

const matchesFilter = ({ filter }: Reading, { streamId }: EsdbRecorded): boolean =>
  filter.prefixes.some((prefix) => streamId.startsWith(prefix))

// Older servers do not report when a subscription has caught up, so the filter includes the stream of a goal event near
// the end. The goal is a register event, else one of a short stream, since all events of its stream are sent.
const chooseGoal = (reading: Reading, [first, ...rest]: readonly [EsdbRecorded, ...EsdbRecorded[]]): EsdbRecorded =>
  [first, ...rest].find((event) => matchesFilter(reading, event)) ??
  rest.reduce((least, event) => (event.revision < least.revision ? event : least), first)

const subscribeUpTo = (
  { client, filter, options: { credentials } }: Reading,
  [from, goal]: readonly [EsdbRecorded, EsdbRecorded],
  arrivals: Arrivals,
): EsdbSubscription => {
  // If nothing matches for long, the server reports its progress: passed on as a result without event.
  const checkpointReached = (): void => void arrivals.add({})
  return client.subscribeToAll({
    ...(credentials === undefined ? {} : { credentials }),
    fromPosition: placeIn(from),
    filter: { ...filter, prefixes: [...filter.prefixes, goal.streamId], checkpointReached },
  })
}

async function* filteredUpTo(reading: Reading, from: EsdbRecorded, goal: EsdbRecorded): AsyncGenerator<EsdbResolved> {
  const arrivals = createArrivals()
  const subscription = subscribeUpTo(reading, [from, goal], arrivals)
  bufferArrivals(subscription, arrivals)
  reading.cancel = () => {
    arrivals.lose(subscriptionEnded)
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

const startRead = (reading: Reading, options: EsdbReadAllOptions): EsdbRead => {
  const read = reading.client.readAll({ ...reading.options, ...options })
  read.on?.('error', () => {})
  reading.cancel = async () => read.cancel?.()
  return read
}

// The last events of the log, latest first.
const endOfLog = async (reading: Reading): Promise<readonly EsdbRecorded[]> => {
  const events: EsdbRecorded[] = []
  const options = { direction: 'backwards', fromPosition: 'end', maxCount: unfiltered } as const
  for await (const { event } of startRead(reading, options)) if (event !== undefined) events.push(event)
  return events
}

const eventsAfter = (events: readonly EsdbRecorded[], place: EsdbRecorded): readonly EsdbResolved[] =>
  events
    .filter((event) => isAfter(placeIn(event), placeIn(place)))
    .map((event) => ({ event }))
    .reverse()

async function* readRest(reading: Reading, from: EsdbRecorded): AsyncGenerator<EsdbResolved> {
  const end = await endOfLog(reading)
  const [last, ...others] = end
  const isNear = end.some((event) => !isAfter(placeIn(event), placeIn(from)))
  if (last === undefined || isNear) return yield* eventsAfter(end, from)
  const goal = chooseGoal(reading, [last, ...others])
  yield* filteredUpTo(reading, from, goal)
  yield* eventsAfter(end, goal)
}

async function* eventsOf(reading: Reading): AsyncGenerator<EsdbResolved> {
  let [count, from]: [number, EsdbRecorded | null] = [0, null]
  for await (const resolved of startRead(reading, { maxCount: unfiltered })) {
    count += 1
    from = resolved.event ?? from
    yield resolved
  }
  if (count === unfiltered && from !== null) yield* readRest(reading, from)
}

/**
 * Reads the log forwards to its end, for a client whose reads do not support a filter. The first and the last events
 * are read without a filter; between them a subscription receives the events of the filtered streams and hardly any
 * others.
 */
export const filteredRead = (client: EsdbLikeClient, filter: StreamFilter, options: EsdbReadAllOptions): EsdbRead => {
  const reading: Reading = { client, filter, options, cancel: async () => {} }
  return {
    [Symbol.asyncIterator]: () => eventsOf(reading),
    cancel: async () => void (await reading.cancel()),
  }
}
