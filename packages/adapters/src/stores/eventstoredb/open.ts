import { failureError } from '@clientele/domain'
import type { EsdbAppendRecords, EsdbCredentials, EsdbLikeClient } from './client/client.js'
import type { Gate } from './client/gate.js'
import type { Intent, PartsNoted } from './intents/intent.js'
import type { EventLocations } from './log/event-locations.js'
import type { Names } from './log/names.js'
import type { Tail } from './tail/tail.js'

/** The options of every call. */
export type Call = { readonly requiresLeader: true; readonly credentials?: EsdbCredentials }

/** Keeps this process's knowledge of the log up to date. */
export type LogTail = {
  /** `null` before the first `look`, and after the log was found to have diverged. */
  tail(): Tail | null
  /** Reads everything that was stored before the call; concurrent callers share the next read. */
  look(): Promise<Tail>
  /** Uses the tail from a read to the end of the log, if there is none yet. */
  adopt(tail: Tail): void
  /** Subscribes to the log until the store is closed. */
  listen(): void
  /** Whether the subscription is running. */
  hears(): boolean
}

/** An open store. */
export type OpenStore = {
  readonly client: EsdbLikeClient
  /** The client to end when the store is closed; `null` if the caller owns it. */
  readonly ownClient: EsdbLikeClient | null
  readonly names: Names
  readonly call: Call
  /** For appends that do not share a call. */
  readonly loneCall: Call
  /** Until when appends do not share a call, since one got no answer (`performance.now()`). */
  appendsAloneUntil: number
  /** How long one append may take, in milliseconds. */
  readonly appendTimeout: number
  /** How long to retry while the server does not answer, in milliseconds. */
  readonly patience: number
  /**
   * Whether reads of this client return event times only in whole seconds: then subscriptions truncate them too. Reads
   * of such a client also report less about errors.
   */
  readonly wholeSeconds: boolean
  /** Appends to several streams at once; `null` if client or server do not support it. */
  together: EsdbAppendRecords | null
  readonly known: EventLocations
  /** The tail of the log as known to this process. */
  readonly logTail: LogTail
  /** Limits how many batches are appended at once. */
  readonly appends: Gate
  /** Limits how many writes to single streams run at once: a batch may need many. */
  readonly writes: Gate
  /** Limits how many reads run at once. */
  readonly reads: Gate
  /** Unfinished intents, and since when they are known (`performance.now()`). */
  readonly unfinished: Map<string, { readonly intent: Intent; readonly since: number }>
  /** Parts of large intents whose other parts were not seen yet. */
  readonly noted: Map<string, PartsNoted>
  /** The revision after the last note that was seen, and the number of notes since the stream was last truncated. */
  readonly notes: { next: number; count: number }
  /** Intents that an append of this process is executing: the background completion skips them. */
  readonly inHand: Set<string>
  /** Running tasks; closing waits for them. */
  readonly tasks: Set<Promise<unknown>>
  /** Called when the store is closed, to wake those that wait. */
  readonly sleepers: Set<() => void>
  closing: Promise<void> | null
  /** Whether the client was closed: nothing is retried. */
  isHungUp: boolean
}

/** Throws if the store was closed. */
export const throwIfClosed = ({ closing }: OpenStore): void => {
  if (closing !== null) throw failureError({ error: 'StoreClosed' })
}

/** The answer, or a rejection with `StoreClosed` as soon as the store is closed. */
export const untilClosed = <A>({ sleepers }: OpenStore, answer: Promise<A>): Promise<A> =>
  new Promise((resolve, reject) => {
    const wake = (): void => {
      sleepers.delete(wake)
      reject(failureError({ error: 'StoreClosed' }))
    }
    const settled = (): void => void sleepers.delete(wake)
    sleepers.add(wake)
    answer.then(resolve, reject).finally(settled)
  })

/** Registers a task until it is done, so that closing waits for it. */
export const trackTask = <A>({ tasks }: OpenStore, task: Promise<A>): Promise<A> => {
  const done = (): void => {
    tasks.delete(task)
  }
  tasks.add(task)
  task.then(done, done)
  return task
}
