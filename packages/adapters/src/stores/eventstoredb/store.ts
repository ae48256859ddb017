import { type EventStore, failureOf, type StoreCapabilities, type StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { atMost } from '../../timing/at-most.js'
import { appending } from './appending/appending.js'
import { togetherOn } from './appending/records.js'
import { chainOn } from './chain/chain.js'
import { checkpointsOn } from './checkpoints.js'
import type { EsdbCredentials, EsdbLikeClient } from './client/client.js'
import { hangUp } from './client/close-connection.js'
import { storeFailureOf } from './client/failure.js'
import { createGate } from './client/gate.js'
import { inTime, isLate, leastShare, shareOf } from './client/patience.js'
import { appendedBy } from './commands.js'
import { completeAll, completeOlderThan, tidy } from './intents/completing.js'
import { intentStream } from './intents/intent.js'
import { nothingKnown } from './log/event-locations.js'
import { clientUnder, namesUnder } from './log/names.js'
import { lastRevision } from './log/raw.js'
import { type Call, kept, type Open, untilClosed } from './open.js'
import { readingAll, readingStream } from './reading/reading.js'
import { subscribing } from './reading/subscribing.js'
import { createLooks } from './tail/looks.js'

/** Makes a client. */
export type Connect = () => Promise<EsdbLikeClient>

/** How a store treats the server. */
export type Manners = {
  readonly appendMode: 'unary' | 'batch'
  readonly credentials: EsdbCredentials | null
  readonly appendTimeout: number
  readonly patience: number
  readonly wholeSeconds: boolean
  readonly filtersReads: boolean
  /** Whether another connection may help when one is stuck. */
  readonly reconnects: boolean
  /** How the streams begin on the server; `null`: with their own names. */
  readonly prefix: string | null
  /** Whether closing the store ends the client. */
  readonly ownsClient: boolean
}

// Credentials of the call itself make the client append unary.
const callsOf = ({ credentials, appendMode }: Manners): Pick<Open, 'call' | 'carefulCall'> => {
  const plain: Call = { requiresLeader: true }
  const unary: Call = credentials === null ? plain : { ...plain, credentials }
  return { call: appendMode === 'batch' ? plain : unary, carefulCall: unary }
}

// A server is asked so much at once: what waits is not under way yet, and its patience has not begun.
const [mostAppends, mostReads] = [128, 32]

const opened = (client: EsdbLikeClient, manners: Manners): Open => {
  const names = namesUnder(manners.prefix)
  const open: Open = {
    client: clientUnder(names, client, manners.filtersReads),
    ownClient: manners.ownsClient ? client : null,
    names,
    ...callsOf(manners),
    appendTimeout: manners.appendTimeout,
    patience: manners.patience,
    wholeSeconds: manners.wholeSeconds,
    together: null,
    known: nothingKnown(),
    unfinished: new Map(),
    noted: new Map(),
    notes: { next: 0, count: 0 },
    inHand: new Set(),
    tasks: new Set(),
    sleepers: new Set(),
    closing: null,
    isHungUp: false,
    looks: createLooks(() => open),
    appends: createGate(mostAppends),
    writes: createGate(mostAppends),
    reads: createGate(mostReads),
  }
  return open
}

const asked = async <A>(open: Open, answer: () => Promise<A>): Promise<Either<StoreFailure, A>> => {
  if (open.closing !== null) return left({ error: 'StoreClosed' })
  try {
    return right(await untilClosed(open, answer()))
  } catch (error) {
    return left(storeFailureOf(error))
  }
}

const allDone = async ({ tasks }: Open): Promise<void> => {
  while (tasks.size > 0) await Promise.allSettled([...tasks])
}

const finish = async (open: Open): Promise<void> => {
  for (const wake of [...open.sleepers]) wake()
  await atMost(open.patience, allDone(open))
  open.isHungUp = true
  if (open.ownClient !== null) await hangUp(open.ownClient)
}

const lookInterval = 1_000
const goneAfter = 3_000

// Others may have died halfway; what they left is completed by whoever sees it.
const completing = (open: Open): NodeJS.Timeout => {
  let isLooking = false
  const look = async (): Promise<void> => {
    isLooking = true
    try {
      await completeOlderThan(open, goneAfter)
      await tidy(open)
    } finally {
      isLooking = false
    }
  }
  return setInterval(() => {
    if (open.closing === null && !isLooking) kept(open, look()).catch(() => {})
  }, lookInterval).unref()
}

const capabilitiesOf = ({ together }: Open): StoreCapabilities => ({
  checksReads: together === null ? 'bestEffort' : 'streams',
  atomicAcrossStreams: together !== null,
  durable: true,
  checksHistory: 'afterCommit',
  leases: false,
  isRemote: true,
  seals: 'streams',
})

const storeOf = (open: Open): EventStore => {
  const timer = completing(open)
  return {
    capabilities: capabilitiesOf(open),
    append: appending(open),
    readStream: readingStream(open),
    readAll: readingAll(open),
    subscribe: subscribing(open),
    subscriptions: { checkpoints: checkpointsOn(open), leases: null },
    appendedBy: (commandId) => () => asked(open, () => appendedBy(open, commandId)),
    head: () => () => asked(open, async () => (await open.looks.look()).last()),
    chain: chainOn(open),
    close: () => {
      clearInterval(timer)
      open.closing ??= finish(open)
      return open.closing
    },
  }
}

const begin = async (open: Open, patience: number): Promise<void> => {
  open.together = await togetherOn(open.client, Math.max(leastShare, patience))
  await completeAll(open)
}

const greeted = async (client: EsdbLikeClient, manners: Manners, patience: number): Promise<Open> => {
  const open = opened(client, manners)
  try {
    await inTime(patience, lastRevision(open, intentStream, { patience }))
    return open
  } catch (error) {
    void finish(open)
    throw error
  }
}

// What is no use trying again is thrown as it comes; a failure of ours says that the time for it was over.
const isOutOfTime = (error: unknown): boolean => failureOf(error) !== null || isLate(error)

/** A connection can be stuck though the server is well: while the patience lasts there is another, if that helps. */
const reached = async (connect: Connect, manners: Manners): Promise<Open> => {
  const deadline = performance.now() + manners.patience
  for (let left = manners.patience; ; left = deadline - performance.now()) {
    const client = await connect()
    try {
      return await greeted(client, manners, manners.reconnects ? shareOf(left) : left)
    } catch (error) {
      if (!manners.reconnects || !isOutOfTime(error) || performance.now() + leastShare > deadline) throw error
    }
  }
}

/** The store on a server, once it has answered and what was left unfinished there is completed. */
export const storeOn = async (connect: Connect, manners: Manners): Promise<EventStore> => {
  const deadline = performance.now() + manners.patience
  const open = await reached(connect, manners)
  try {
    await begin(open, deadline - performance.now())
  } catch (error) {
    await finish(open)
    throw error
  }
  return storeOf(open)
}
