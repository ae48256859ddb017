import type { Checkpoint, EventStore, Instant, Mark, ReadAllOptions, StoreFailure } from '@clientele/domain'
import type { HostProjections, ProjectionStopped } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { atMost } from '../timing/at-most.js'
import type { Follower } from './follower.js'
import { storeFailure } from './store-failure.js'
import type { SubscriptionStatus } from './subscriptions/options.js'
import { filterOf } from './subscriptions/subscription.js'
import type { Subscriptions } from './subscriptions/subscriptions.js'

/** How many events are still to come: counted up to 10,000, which means that many or more; `null`: unknown. */
export type Lag = number | null

/** The last failure of the store, and when it happened. */
export type LastFailure = { readonly at: Instant; readonly failure: StoreFailure }

/** The state of a projection of the host: it follows the views, or has stopped. */
export type ProjectionHealth = { readonly version: string; readonly stoppedBy: ProjectionStopped | null }

/** The health of a register. Contains no personal data. */
export type Health = {
  /** Whether the store answers, the views follow the log, and no subscription or projection of the host has failed. */
  readonly isWell: boolean
  readonly store: {
    readonly name: string
    readonly isReachable: boolean
    /** The last event of the log; `null` if the log is empty or the store is not reachable. */
    readonly head: Mark | null
    /** Why the store does not answer. */
    readonly failure: StoreFailure | null
  }
  readonly views: {
    /** The last event the views have seen. */
    readonly mark: Mark | null
    readonly behind: Lag
    /** Why the views have stopped: an event that does not decode, or another log. */
    readonly stoppedBy: StoreFailure | null
    /**
     * The event types skipped since the register was opened: of a newer version, or of host definitions (`decisions`)
     * that it was opened without.
     */
    readonly passedOver: readonly string[]
  }
  /** The projections of the host, by name. */
  readonly projections: { readonly [name: string]: ProjectionHealth }
  readonly subscriptions: readonly (SubscriptionStatus & { readonly behind: Lag })[]
  /** The last failure of the store that a command met since the register was opened. */
  readonly lastFailure: LastFailure | null
}

/** How long to wait for the store, in milliseconds; 5,000 by default. */
export type HealthOptions = { readonly timeout?: number | undefined }

/** The parts of a register whose health is checked. */
export type HealthSubject = {
  readonly name: string
  readonly store: EventStore
  readonly follower: Follower
  readonly subscriptions: Subscriptions
  readonly host: HostProjections
  readonly lastFailure: () => LastFailure | null
}

const maxCounted = 10_000

type Filter = Pick<ReadAllOptions, 'types' | 'categories'>

type CountOptions = { readonly store: EventStore; readonly isOver: () => boolean }

const countAfter = async (
  { store, isOver }: CountOptions,
  after: Checkpoint | null,
  wanted: Filter = {},
): Promise<Lag> => {
  let count = 0
  try {
    if (isOver()) return null
    for await (const events of store.readAll({ ...wanted, after, maxCount: maxCounted })) {
      if (isOver()) return null
      count += events.length
    }
    return count
  } catch (error) {
    storeFailure(error)
    return null
  }
}

const withLag = async (counting: CountOptions, status: SubscriptionStatus) => {
  return { ...status, behind: await countAfter(counting, status.checkpoint, filterOf(status)) }
}

const noAnswer: StoreFailure = Object.freeze({
  error: 'StoreUnavailable',
  problem: 'The store has not answered in time.',
})

type Answer<A> = { readonly answer: A } | null

/** The answer, or `null` if it does not come in time. */
const answerInTime = async <A>(milliseconds: number, work: Promise<A>): Promise<Answer<A>> => {
  let answered: Answer<A> = null
  const done = work.then((answer) => {
    answered = { answer }
  })
  done.catch(() => {})
  await atMost(milliseconds, done)
  return answered
}

const checkStore = async ({ name, store }: HealthSubject, timeout: number): Promise<Health['store']> => {
  const asked = await answerInTime(timeout, store.head()())
  if (asked === null) return { name, isReachable: false, head: null, failure: noAnswer }
  return isLeft(asked.answer)
    ? { name, isReachable: false, head: null, failure: asked.answer.left }
    : { name, isReachable: true, head: asked.answer.right, failure: null }
}

// Stops reading after the timeout, since the caller does not wait for longer.
const readLags = async ({ store, follower, subscriptions }: HealthSubject, timeout: number) => {
  const deadline = performance.now() + timeout
  const counting = { store, isOver: () => performance.now() > deadline }
  const mark = follower.mark()
  const behind = await countAfter(counting, mark)
  const statuses = []
  for (const status of subscriptions.statuses()) statuses.push(await withLag(counting, status))
  return { mark, behind, statuses }
}

const unknownLags = ({ follower, subscriptions }: HealthSubject) => ({
  mark: follower.mark(),
  behind: null,
  statuses: subscriptions.statuses().map((status) => ({ ...status, behind: null })),
})

const projectionsOf = ({ host }: HealthSubject): Health['projections'] =>
  Object.fromEntries(host.folds.map(({ name, version, stoppedBy }) => [name, { version, stoppedBy }]))

const isGoing = ({ stoppedBy }: ProjectionHealth): boolean => stoppedBy === null

const timeoutIn = (options: HealthOptions | null): number => {
  const timeout = options?.timeout
  return typeof timeout === 'number' && timeout >= 0 ? timeout : 5_000
}

/** Checks the store, the views and the subscriptions; resolves within twice the timeout, whatever the store does. */
export const healthOf = async (patient: HealthSubject, options: HealthOptions | null = {}): Promise<Health> => {
  const timeout = timeoutIn(options)
  const store = await checkStore(patient, timeout)
  const counted = store.isReachable ? await answerInTime(timeout, readLags(patient, timeout)) : null
  const { mark, behind, statuses } = counted?.answer ?? unknownLags(patient)
  const stoppedBy = patient.follower.stoppedBy()
  const projections = projectionsOf(patient)
  const go = [...statuses.map(({ state }) => state !== 'stopped'), ...Object.values(projections).map(isGoing)]
  return {
    isWell: store.isReachable && stoppedBy === null && go.every(Boolean),
    store,
    views: { mark, behind, stoppedBy, passedOver: patient.follower.passedOver() },
    projections,
    subscriptions: statuses,
    lastFailure: patient.lastFailure(),
  }
}
