import { failureOf, type KnownEvent, nameOfThrown, type RecordedEvent, type StoreFailure } from '@clientele/domain'
import type { Logger } from '../../logger.js'
import { backoff, pause } from '../../timing/pause.js'
import type { KnownEvents } from './known-events.js'
import type { EventHandler, HandlerFailed, Park, SubscriptionFailure } from './options.js'
import type { Progress } from './progress.js'

/** How events are handled. */
export type Handling = {
  readonly name: string
  readonly handler: EventHandler
  readonly attempts: number
  readonly park: Park | undefined
  readonly known: KnownEvents
  readonly progress: Progress
  readonly logger: Logger
  /** Whether the name is ours still: what is handled after that is not counted. */
  readonly isOurs: () => boolean
  /** Told after each attempt: what went wrong, or `null`. */
  readonly onAttempt: (failure: HandlerFailed | null) => void
  /** Told when an event was parked. */
  readonly onParked: () => void
}

/** The name of what was thrown, or of the failure it carries. */
export const nameOf = (thrown: unknown): string => failureOf(thrown)?.error ?? nameOfThrown(thrown)

type Tried = HandlerFailed | 'handled' | 'aborted'

const failed = ({ name, progress }: Handling, batch: readonly RecordedEvent[], attempts: number, thrown: unknown) =>
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
  handling: Handling,
  events: readonly KnownEvent[],
  signal: AbortSignal,
): Promise<{ readonly thrown: unknown } | null> => {
  try {
    await handling.handler(events, { signal })
    return null
  } catch (thrown) {
    return { thrown }
  }
}

const tried = async (
  handling: Handling,
  batch: readonly RecordedEvent[],
  events: readonly KnownEvent[],
  signal: AbortSignal,
): Promise<Tried> => {
  for (let count = 1; ; count += 1) {
    if (signal.aborted || !handling.isOurs()) return 'aborted'
    const outcome = await attempt(handling, events, signal)
    if (!handling.isOurs()) return 'aborted'
    if (outcome === null) {
      handling.onAttempt(null)
      return 'handled'
    }
    if (signal.aborted) return 'aborted'
    const failure = failed(handling, batch, count, outcome.thrown)
    handling.onAttempt(failure)
    if (count >= handling.attempts) return failure
    if (count === 1) handling.logger.warn(failure, 'a handler has thrown: its events are given again')
    await pause(backoff(count), signal)
  }
}

const parked = async (
  handling: Handling,
  event: KnownEvent,
  failure: HandlerFailed,
): Promise<HandlerFailed | 'aborted' | null> => {
  if (handling.park === undefined) return failure
  try {
    await handling.park(event, failure)
  } catch (thrown) {
    return { ...failure, thrown: nameOf(thrown) }
  }
  if (!handling.isOurs()) return 'aborted'
  handling.logger.warn(failure, 'an event could not be handled and was parked')
  handling.onParked()
  return null
}

// Which of them it is that fails shows when each is given by itself.
const oneByOne = async (
  handling: Handling,
  batch: readonly RecordedEvent[],
  signal: AbortSignal,
): Promise<SubscriptionFailure | null> => {
  for (const one of batch) {
    const failure = await handleBatch(handling, [one], signal)
    if (failure !== null || signal.aborted) return failure
  }
  return null
}

const afterFailure = async (
  handling: Handling,
  batch: readonly RecordedEvent[],
  [event, ...others]: readonly KnownEvent[],
  failure: HandlerFailed,
  signal: AbortSignal,
): Promise<SubscriptionFailure | 'apart' | 'aborted' | null> => {
  if (handling.park === undefined || event === undefined) return failure
  if (others.length === 0 && batch.length === 1) return parked(handling, event, failure)
  return (await oneByOne(handling, batch, signal)) ?? 'apart'
}

/** Handles a batch, up to an event that cannot be read, and stores how far that is; why the subscription has to stop, or `null`. */
export const handleBatch = async (
  handling: Handling,
  batch: readonly RecordedEvent[],
  signal: AbortSignal,
): Promise<SubscriptionFailure | StoreFailure | null> => {
  const { events, count, failure } = handling.known(batch)
  const readable = count === batch.length ? batch : batch.slice(0, count)
  const outcome = events.length === 0 ? 'handled' : await tried(handling, readable, events, signal)
  if (outcome === 'aborted') return null
  if (outcome !== 'handled') {
    const ending = await afterFailure(handling, readable, events, outcome, signal)
    if (ending === 'aborted') return null
    if (ending !== null) return ending === 'apart' ? failure : ending
  }
  handling.progress.advance(readable)
  await handling.progress.save()
  return failure
}
