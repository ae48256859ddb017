import { failureError } from '@clientele/domain'
import type { EsdbAppendRecords, EsdbCredentials, EsdbLikeClient } from './client/client.js'
import type { Gate } from './client/gate.js'
import type { Intent, PartsNoted } from './intents/intent.js'
import type { Known } from './log/event-locations.js'
import type { Names } from './log/names.js'
import type { Tail } from './tail/tail.js'

/** What goes with every call. */
export type Call = { readonly requiresLeader: true; readonly credentials?: EsdbCredentials }

/** Keeps what this process knows of the log up to date. */
export type Looks = {
  /** `null` before the first look, and after the log was found to be another one. */
  tail(): Tail | null
  /** Knows afterwards everything that was stored before the call; who calls meanwhile shares the next read. */
  look(): Promise<Tail>
  /** Takes over what was found by a read to the end of the log, when nothing is known yet. */
  adopt(tail: Tail): void
  /** Hears from now on of everything as it happens, until the store is closed. */
  listen(): void
  /** Whether it hears of everything as it happens. */
  hears(): boolean
}

/** An open store. */
export type Open = {
  readonly client: EsdbLikeClient
  /** The client as it was made, to be ended when the store is closed; `null` when it is somebody else's. */
  readonly ownClient: EsdbLikeClient | null
  readonly names: Names
  call: Call
  /**
   * What goes with every call once an append was not answered: the client goes on using a batch stream that has died.
   */
  readonly carefulCall: Call
  /** How long one append may take, in milliseconds. */
  readonly appendTimeout: number
  /** How long a server that does not answer is asked again, in milliseconds. */
  readonly patience: number
  /**
   * Whether reads of this client know the time of an event in whole seconds only: then nobody is told more. They tell
   * less of errors, too.
   */
  readonly wholeSeconds: boolean
  /** Appends to several streams at once; `null` where client or server cannot. */
  together: EsdbAppendRecords | null
  readonly known: Known
  /** What this process knows of the log. */
  readonly looks: Looks
  /** How many batches are appended at once. */
  readonly appends: Gate
  /** How many writes to one stream are under way at once: a batch may need many. */
  readonly writes: Gate
  /** How many reads are under way at once. */
  readonly reads: Gate
  /** Intents seen whose end was not: since when (`performance.now()`). */
  readonly unfinished: Map<string, { readonly intent: Intent; readonly since: number }>
  /** Notes of large intents that were seen, as long as others of the same are not. */
  readonly noted: Map<string, PartsNoted>
  /** The revision after the last note that was seen, and how many were since the stream of notes was last cut. */
  readonly notes: { next: number; count: number }
  /** Intents this process is about to carry out: nobody else here completes them meanwhile. */
  readonly inHand: Set<string>
  /** What is being done and must be done before closing. */
  readonly tasks: Set<Promise<unknown>>
  /** Wakes everybody who waits, when the store is closed. */
  readonly sleepers: Set<() => void>
  closing: Promise<void> | null
  /** Whether the client was given up: nothing is tried again. */
  isHungUp: boolean
}

/** Throws when the store was closed. */
export const whileOpen = ({ closing }: Open): void => {
  if (closing !== null) throw failureError({ error: 'StoreClosed' })
}

/** The answer to a question, or `StoreClosed` as soon as the store is closed. */
export const untilClosed = <A>({ sleepers }: Open, answer: Promise<A>): Promise<A> =>
  new Promise((resolve, reject) => {
    const wake = (): void => {
      sleepers.delete(wake)
      reject(failureError({ error: 'StoreClosed' }))
    }
    const settled = (): void => void sleepers.delete(wake)
    sleepers.add(wake)
    answer.then(resolve, reject).finally(settled)
  })

/** Keeps a task until it is done, so that closing waits for it. */
export const kept = <A>({ tasks }: Open, task: Promise<A>): Promise<A> => {
  const done = (): void => {
    tasks.delete(task)
  }
  tasks.add(task)
  task.then(done, done)
  return task
}
