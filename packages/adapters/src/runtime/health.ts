import type { Checkpoint, EventStore, Instant, Mark, ReadAllOptions, StoreFailure } from '@clientele/domain'
import type { HostProjections, ProjectionStopped } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { atMost } from '../timing/at-most.js'
import type { Follower } from './follower.js'
import { storeFailure } from './store-failure.js'
import type { SubscriptionStatus } from './subscriptions/options.js'
import { wantedBy } from './subscriptions/subscription.js'
import type { Subscriptions } from './subscriptions/subscriptions.js'

/** How many events are still to come: counted to 10,000, which stands for so many or more; `null`: not known now. */
export type Lag = number | null

/** What went wrong with the store last, and when. */
export type LastFailure = { readonly at: Instant; readonly failure: StoreFailure }

/** How a projection of the host is doing: it goes on with the views, or has stopped. */
export type ProjectionHealth = { readonly version: string; readonly stoppedBy: ProjectionStopped | null }

/** How a register is doing. Holds nothing personal. */
export type Health = {
  /** The store answers, the views go on, and no subscription or projection of the host has stopped by itself. */
  readonly isWell: boolean
  readonly store: {
    readonly name: string
    readonly isReachable: boolean
    /** The last event of the log; `null` when it is empty or not reachable. */
    readonly head: Mark | null
    /** Why it does not answer. */
    readonly failure: StoreFailure | null
  }
  readonly views: {
    /** The last event the views have seen. */
    readonly mark: Mark | null
    readonly behind: Lag
    /** Why they cannot go on: an event that does not decode, or another log. */
    readonly stoppedBy: StoreFailure | null
    /**
     * The types of events passed over since the register was opened: those of a newer version, or of definitions of the
     * host (`decisions`) that it was opened without.
     */
    readonly passedOver: readonly string[]
  }
  /** The projections of the host by name, and why one of them cannot go on. */
  readonly projections: { readonly [name: string]: ProjectionHealth }
  readonly subscriptions: readonly (SubscriptionStatus & { readonly behind: Lag })[]
  /** The last failure of the store that a command met since the register was opened. */
  readonly lastFailure: LastFailure | null
}

/** How long to wait for the store, in milliseconds; 5,000 by default. */
export type HealthOptions = { readonly timeout?: number }

/** What is looked at. */
export type Patient = {
  readonly name: string
  readonly store: EventStore
  readonly follower: Follower
  readonly subscriptions: Subscriptions
  readonly host: HostProjections
  readonly lastFailure: () => LastFailure | null
}

const mostCounted = 10_000

type Wanted = Pick<ReadAllOptions, 'types' | 'categories'>

type Counting = { readonly store: EventStore; readonly isOver: () => boolean }

const countAfter = async ({ store, isOver }: Counting, after: Checkpoint | null, wanted: Wanted = {}): Promise<Lag> => {
  let count = 0
  try {
    if (isOver()) return null
    for await (const events of store.readAll({ ...wanted, after, maxCount: mostCounted })) {
      if (isOver()) return null
      count += events.length
    }
    return count
  } catch (error) {
    storeFailure(error)
    return null
  }
}

const withLag = async (counting: Counting, status: SubscriptionStatus) => {
  return { ...status, behind: await countAfter(counting, status.checkpoint, wantedBy(status)) }
}

const silent: StoreFailure = Object.freeze({
  error: 'StoreUnavailable',
  problem: 'The store has not answered in time.',
})

type Answered<A> = { readonly answer: A } | null

/** The answer, or `null` when it does not come in time. */
const inTime = async <A>(milliseconds: number, work: Promise<A>): Promise<Answered<A>> => {
  let answered: Answered<A> = null
  const done = work.then((answer) => {
    answered = { answer }
  })
  done.catch(() => {})
  await atMost(milliseconds, done)
  return answered
}

const storeOf = async ({ name, store }: Patient, timeout: number): Promise<Health['store']> => {
  const asked = await inTime(timeout, store.head()())
  if (asked === null) return { name, isReachable: false, head: null, failure: silent }
  return isLeft(asked.answer)
    ? { name, isReachable: false, head: null, failure: asked.answer.left }
    : { name, isReachable: true, head: asked.answer.right, failure: null }
}

// Nobody waits for it any more after the timeout: then nothing more is read.
const lagsOf = async ({ store, follower, subscriptions }: Patient, timeout: number) => {
  const deadline = performance.now() + timeout
  const counting = { store, isOver: () => performance.now() > deadline }
  const mark = follower.mark()
  const behind = await countAfter(counting, mark)
  const statuses = []
  for (const status of subscriptions.statuses()) statuses.push(await withLag(counting, status))
  return { mark, behind, statuses }
}

const unknown = ({ follower, subscriptions }: Patient) => ({
  mark: follower.mark(),
  behind: null,
  statuses: subscriptions.statuses().map((status) => ({ ...status, behind: null })),
})

const projectionsOf = ({ host }: Patient): Health['projections'] =>
  Object.fromEntries(host.folds.map(({ name, version, stoppedBy }) => [name, { version, stoppedBy }]))

const isGoing = ({ stoppedBy }: ProjectionHealth): boolean => stoppedBy === null

const timeoutIn = (options: HealthOptions | null): number => {
  const timeout = options?.timeout
  return typeof timeout === 'number' && timeout >= 0 ? timeout : 5_000
}

/** Looks at the store, the views and the subscriptions; answers within twice the timeout, whatever the store does. */
export const healthOf = async (patient: Patient, options: HealthOptions | null = {}): Promise<Health> => {
  const timeout = timeoutIn(options)
  const store = await storeOf(patient, timeout)
  const counted = store.isReachable ? await inTime(timeout, lagsOf(patient, timeout)) : null
  const { mark, behind, statuses } = counted?.answer ?? unknown(patient)
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
