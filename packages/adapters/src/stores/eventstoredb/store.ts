import { type EventStore, failureOf, type StoreCapabilities, type StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { atMost } from '../../timing/at-most.js'
import { createAppend } from './appending/appending.js'
import { probeMultiStreamAppend } from './appending/records.js'
import { chainOn } from './chain/chain.js'
import { checkpointsOn } from './checkpoints.js'
import type { EsdbCredentials, EsdbLikeClient } from './client/client.js'
import { endClient } from './client/close-connection.js'
import { storeFailureOf } from './client/failure.js'
import { createGate } from './client/gate.js'
import { attemptTime, isTimeout, minAttemptTime, withTimeout } from './client/retry.js'
import { appendedBy } from './commands.js'
import { completeAll, completeOlderThan, truncateIntents } from './intents/complete-intents.js'
import { intentStream } from './intents/intent.js'
import { createEventLocations } from './log/event-locations.js'
import { clientWithNames, namesUnder } from './log/names.js'
import { lastRevision } from './log/raw.js'
import { type Call, type OpenStore, trackTask, untilClosed } from './open.js'
import { createReadAll, createReadStream } from './reading/reading.js'
import { createSubscribe } from './reading/subscribing.js'
import { createLogTail } from './tail/log-tail.js'

/** Creates a client. */
export type Connect = () => Promise<EsdbLikeClient>

/** How a store uses client and server. */
export type ClientOptions = {
  readonly appendMode: 'unary' | 'batch'
  readonly credentials: EsdbCredentials | null
  readonly appendTimeout: number
  readonly patience: number
  readonly wholeSeconds: boolean
  readonly filtersReads: boolean
  /** Whether to try another connection when one is stuck. */
  readonly reconnects: boolean
  /** The prefix of stream names on the server, or `null`. */
  readonly prefix: string | null
  /** Whether closing the store ends the client. */
  readonly ownsClient: boolean
}

// If a call has credentials, the client appends in unary mode.
const callsOf = ({ credentials, appendMode }: ClientOptions): Pick<OpenStore, 'call' | 'loneCall'> => {
  const plain: Call = { requiresLeader: true }
  const unary: Call = credentials === null ? plain : { ...plain, credentials }
  return { call: appendMode === 'batch' ? plain : unary, loneCall: unary }
}

// The maximum numbers of concurrent requests; the patience of a queued request starts when it is sent.
const [maxAppends, maxReads] = [128, 32]

const createOpenStore = (client: EsdbLikeClient, manners: ClientOptions): OpenStore => {
  const names = namesUnder(manners.prefix)
  const open: OpenStore = {
    client: clientWithNames(names, client, manners.filtersReads),
    ownClient: manners.ownsClient ? client : null,
    names,
    ...callsOf(manners),
    appendsAloneUntil: 0,
    appendTimeout: manners.appendTimeout,
    patience: manners.patience,
    wholeSeconds: manners.wholeSeconds,
    together: null,
    known: createEventLocations(),
    unfinished: new Map(),
    noted: new Map(),
    notes: { next: 0, count: 0 },
    inHand: new Set(),
    tasks: new Set(),
    sleepers: new Set(),
    closing: null,
    isHungUp: false,
    logTail: createLogTail(() => open),
    appends: createGate(maxAppends),
    writes: createGate(maxAppends),
    reads: createGate(maxReads),
  }
  return open
}

const ask = async <A>(open: OpenStore, answer: () => Promise<A>): Promise<Either<StoreFailure, A>> => {
  if (open.closing !== null) return left({ error: 'StoreClosed' })
  try {
    return right(await untilClosed(open, answer()))
  } catch (error) {
    return left(storeFailureOf(error))
  }
}

const waitForTasks = async ({ tasks }: OpenStore): Promise<void> => {
  while (tasks.size > 0) await Promise.allSettled([...tasks])
}

const closeStore = async (open: OpenStore): Promise<void> => {
  for (const wake of [...open.sleepers]) wake()
  await atMost(open.patience, waitForTasks(open))
  open.isHungUp = true
  if (open.ownClient !== null) await endClient(open.ownClient)
}

const lookInterval = 1_000
const abandonedAfter = 3_000

// Regularly completes intents that other processes left unfinished when they died.
const startCompletion = (open: OpenStore): NodeJS.Timeout => {
  let isLooking = false
  const look = async (): Promise<void> => {
    isLooking = true
    try {
      await completeOlderThan(open, abandonedAfter)
      await truncateIntents(open)
    } finally {
      isLooking = false
    }
  }
  return setInterval(() => {
    if (open.closing === null && !isLooking) trackTask(open, look()).catch(() => {})
  }, lookInterval).unref()
}

const capabilitiesOf = ({ together }: OpenStore): StoreCapabilities => ({
  checksReads: together === null ? 'bestEffort' : 'streams',
  atomicAcrossStreams: together !== null,
  durable: true,
  checksHistory: 'afterCommit',
  leases: false,
  isRemote: true,
  seals: 'streams',
})

const storeOf = (open: OpenStore): EventStore => {
  const timer = startCompletion(open)
  return {
    capabilities: capabilitiesOf(open),
    append: createAppend(open),
    readStream: createReadStream(open),
    readAll: createReadAll(open),
    subscribe: createSubscribe(open),
    subscriptions: { checkpoints: checkpointsOn(open), leases: null },
    appendedBy: (commandId) => () => ask(open, () => appendedBy(open, commandId)),
    head: () => () => ask(open, async () => (await open.logTail.look()).last()),
    chain: chainOn(open),
    close: () => {
      clearInterval(timer)
      open.closing ??= closeStore(open)
      return open.closing
    },
  }
}

const begin = async (open: OpenStore, patience: number): Promise<void> => {
  open.together = await probeMultiStreamAppend(open.client, Math.max(minAttemptTime, patience))
  await completeAll(open)
}

const openAndGreet = async (client: EsdbLikeClient, manners: ClientOptions, patience: number): Promise<OpenStore> => {
  const open = createOpenStore(client, manners)
  try {
    await withTimeout(patience, lastRevision(open, intentStream, { patience }))
    return open
  } catch (error) {
    void closeStore(open)
    throw error
  }
}

// Permanent errors are thrown by the client as they are; a failure or a timeout of ours means that the time was over.
const isOutOfTime = (error: unknown): boolean => failureOf(error) !== null || isTimeout(error)

/** Connects. A connection can be stuck although the server is well: then tries another one while the patience lasts. */
const connectWithRetry = async (connect: Connect, manners: ClientOptions): Promise<OpenStore> => {
  const deadline = performance.now() + manners.patience
  for (let left = manners.patience; ; left = deadline - performance.now()) {
    const client = await connect()
    try {
      return await openAndGreet(client, manners, manners.reconnects ? attemptTime(left) : left)
    } catch (error) {
      if (!manners.reconnects || !isOutOfTime(error) || performance.now() + minAttemptTime > deadline) throw error
    }
  }
}

/** Opens the store: waits until the server answers, and completes the unfinished intents. */
export const openStore = async (connect: Connect, manners: ClientOptions): Promise<EventStore> => {
  const deadline = performance.now() + manners.patience
  const open = await connectWithRetry(connect, manners)
  try {
    await begin(open, deadline - performance.now())
  } catch (error) {
    await closeStore(open)
    throw error
  }
  return storeOf(open)
}
