import { failureOf, type KnownEvent, nameOfThrown, type RecordedEvent, type StoreFailure } from '@clientele/domain'
import type { Logger } from '../../logger.js'
import { backoff, pause } from '../../timing/pause.js'
import { withoutTrace } from '../telemetry.js'
import type { KnownEvents } from './known-events.js'
import type { EventHandler, HandlerFailed, Park, SubscriptionFailure } from './options.js'
import type { Progress } from './progress.js'

/** The settings and state of event handling. */
export type HandlingContext = {
  readonly name: string
  readonly handler: EventHandler
  readonly attempts: number
  readonly park: Park | undefined
  readonly known: KnownEvents
  readonly progress: Progress
  readonly logger: Logger
  /** Whether this process still holds the lease: events handled after its end do not count. */
  readonly holdsLease: () => boolean
  /** Called after each attempt with the failure, or `null`. */
  readonly onAttempt: (failure: HandlerFailed | null) => void
  /** Called when an event was parked. */
  readonly onParked: () => void
}

/** The name of a thrown value, or of the failure it carries. */
export const nameOf = (thrown: unknown): string => failureOf(thrown)?.error ?? nameOfThrown(thrown)

type AttemptOutcome = HandlerFailed | 'handled' | 'aborted'

const handlerFailed = (
  { name, progress }: HandlingContext,
  batch: readonly RecordedEvent[],
  attempts: number,
  thrown: unknown,
) =>
  ({
    error: 'HandlerFailed',
    subscription: name,
    position: progress.handled()?.position ?? null,
    from: batch[0]?.position ?? '',
    to: batch.at(-1)?.position ?? '',
    attempts,
    thrown: nameOf(thrown),
  }) satisfies HandlerFailed

const attempt = async (
  handling: HandlingContext,
  events: readonly KnownEvent[],
  signal: AbortSignal,
): Promise<{ readonly thrown: unknown } | null> => {
  try {
    // A copy: a handler that empties its list would lose the events, which are given again after an error.
    await withoutTrace(() => handling.handler([...events], { signal }))
    return null
  } catch (thrown) {
    return { thrown }
  }
}

const tryHandling = async (
  handling: HandlingContext,
  batch: readonly RecordedEvent[],
  events: readonly KnownEvent[],
  signal: AbortSignal,
): Promise<AttemptOutcome> => {
  for (let count = 1; ; count += 1) {
    if (signal.aborted || !handling.holdsLease()) return 'aborted'
    const outcome = await attempt(handling, events, signal)
    if (!handling.holdsLease()) return 'aborted'
    if (outcome === null) {
      handling.onAttempt(null)
      return 'handled'
    }
    if (signal.aborted) return 'aborted'
    const failure = handlerFailed(handling, batch, count, outcome.thrown)
    handling.onAttempt(failure)
    if (count >= handling.attempts) return failure
    if (count === 1) handling.logger.warn(failure, 'a handler has thrown: its events are given again')
    await pause(backoff(count), signal)
  }
}

const parkEvent = async (
  handling: HandlingContext,
  event: KnownEvent,
  failure: HandlerFailed,
): Promise<HandlerFailed | 'aborted' | null> => {
  if (handling.park === undefined) return failure
  try {
    await handling.park(event, failure)
  } catch (thrown) {
    return { ...failure, thrown: nameOf(thrown) }
  }
  if (!handling.holdsLease()) return 'aborted'
  handling.logger.warn(failure, 'an event could not be handled and was parked')
  handling.onParked()
  return null
}

// Delivers the events one by one to find the one that fails.
const handleOneByOne = async (
  handling: HandlingContext,
  batch: readonly RecordedEvent[],
  signal: AbortSignal,
): Promise<SubscriptionFailure | null> => {
  for (const one of batch) {
    const failure = await handleBatch(handling, [one], signal)
    if (failure !== null || signal.aborted) return failure
  }
  return null
}

const handleFailure = async (
  handling: HandlingContext,
  batch: readonly RecordedEvent[],
  [event, ...others]: readonly KnownEvent[],
  failure: HandlerFailed,
  signal: AbortSignal,
): Promise<SubscriptionFailure | 'apart' | 'aborted' | null> => {
  if (handling.park === undefined || event === undefined) return failure
  if (others.length === 0 && batch.length === 1) return parkEvent(handling, event, failure)
  return (await handleOneByOne(handling, batch, signal)) ?? 'apart'
}

/**
 * Handles a batch up to an unreadable event and saves the checkpoint; returns why the subscription must stop, or
 * `null`.
 */
export const handleBatch = async (
  handling: HandlingContext,
  batch: readonly RecordedEvent[],
  signal: AbortSignal,
): Promise<SubscriptionFailure | StoreFailure | null> => {
  const { events, count, failure } = handling.known(batch)
  const readable = count === batch.length ? batch : batch.slice(0, count)
  const outcome = events.length === 0 ? 'handled' : await tryHandling(handling, readable, events, signal)
  if (outcome === 'aborted') return null
  if (outcome !== 'handled') {
    const ending = await handleFailure(handling, readable, events, outcome, signal)
    if (ending === 'aborted') return null
    if (ending !== null) return ending === 'apart' ? failure : ending
  }
  handling.progress.advance(readable)
  await handling.progress.save()
  return failure
}
