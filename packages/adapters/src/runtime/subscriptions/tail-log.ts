import type { EventStore, RecordedEvent, SubscribeOptions } from '@clientele/domain'
import { backoff, pause } from '../../timing/pause.js'

/** What to read, and what to do with it. */
export type TailOptions<Ending> = {
  readonly store: EventStore
  /** Where to start; called again after every reconnection. */
  readonly start: () => SubscribeOptions | Promise<SubscribeOptions>
  /**
   * Takes events in order, one batch at a time; the next batch is not read before it resolves. A result other than `null`
   * ends the reading.
   */
  readonly take: (events: readonly RecordedEvent[], signal: AbortSignal) => Promise<Ending | null>
  /**
   * Called with an error and the number of errors in a row. A result other than `null` ends the reading; else it is
   * retried after a delay.
   */
  readonly onError: (error: unknown, failures: number) => Ending | null
}

/** A running read of the log; does not keep the process alive. */
export type TailReader<Ending> = {
  /** Stops; resolves when the current batch is done. */
  close(): Promise<void>
  /** Why it ended; `null` if it or its store was closed. */
  readonly ended: Promise<Ending | null>
}

// A connection that lasted this long, in milliseconds, resets the error count, even if no events came.
const recoveredAfter = 10_000

type Session = { readonly signal: AbortSignal; readonly onTaken: () => void }

const readSession = async <Ending>(tail: TailOptions<Ending>, { signal, onTaken }: Session): Promise<Ending | null> => {
  const options = await tail.start()
  if (signal.aborted) return null
  const subscription = tail.store.subscribe(options)
  const stop = (): void => void subscription.close()
  signal.addEventListener('abort', stop)
  try {
    for await (const events of subscription) {
      const ending = await tail.take(events, signal)
      if (ending !== null || signal.aborted) return ending
      onTaken()
    }
    return null
  } finally {
    signal.removeEventListener('abort', stop)
    await subscription.close()
  }
}

const readWithRetry = async <Ending>(tail: TailOptions<Ending>, signal: AbortSignal): Promise<Ending | null> => {
  let failures = 0
  const onTaken = (): void => {
    failures = 0
  }
  for (;;) {
    const startedAt = performance.now()
    try {
      return await readSession(tail, { signal, onTaken })
    } catch (error) {
      failures = performance.now() - startedAt > recoveredAfter ? 1 : failures + 1
      const ending = signal.aborted ? null : tail.onError(error, failures)
      if (ending !== null) return ending
    }
    await pause(backoff(failures), signal)
    if (signal.aborted) return null
  }
}

/** Reads a log continuously: existing events, then new ones; resumes when the store was lost. */
export const tailLog = <Ending>(tail: TailOptions<Ending>): TailReader<Ending> => {
  const closing = new AbortController()
  const ended = readWithRetry(tail, closing.signal)
  return {
    ended,
    close: async () => {
      closing.abort()
      await ended
    },
  }
}
