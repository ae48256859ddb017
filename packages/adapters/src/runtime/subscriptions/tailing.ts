import type { EventStore, RecordedEvent, SubscribeOptions } from '@clientele/domain'
import { backoff, pause } from '../../timing/pause.js'

/** What is read, and what becomes of it. */
export type Tail<Ending> = {
  readonly store: EventStore
  /** Where to begin, asked again after every loss. */
  readonly start: () => SubscribeOptions | Promise<SubscribeOptions>
  /** Takes events in order, one batch at a time; the next is not read before. An answer but `null` ends it. */
  readonly take: (events: readonly RecordedEvent[], signal: AbortSignal) => Promise<Ending | null>
  /** Told what was thrown and how often in a row; an answer but `null` ends it, else it is tried again after a pause. */
  readonly lost: (error: unknown, failures: number) => Ending | null
}

/** Keeps no process alive. */
export type Tailing<Ending> = {
  /** Resolves when what was begun is finished. */
  close(): Promise<void>
  /** Why it ended; `null` when it was closed, or its store was. */
  readonly ended: Promise<Ending | null>
}

// Whoever lasted so long, in milliseconds, had found the log again, though nothing may have come.
const recovered = 10_000

type Session = { readonly signal: AbortSignal; readonly onTaken: () => void }

const session = async <Ending>(tail: Tail<Ending>, { signal, onTaken }: Session): Promise<Ending | null> => {
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

const run = async <Ending>(tail: Tail<Ending>, signal: AbortSignal): Promise<Ending | null> => {
  let failures = 0
  const onTaken = (): void => {
    failures = 0
  }
  for (;;) {
    const begun = performance.now()
    try {
      return await session(tail, { signal, onTaken })
    } catch (error) {
      failures = performance.now() - begun > recovered ? 1 : failures + 1
      const ending = signal.aborted ? null : tail.lost(error, failures)
      if (ending !== null) return ending
    }
    await pause(backoff(failures), signal)
    if (signal.aborted) return null
  }
}

/** Reads a log on and on: what is there, then what comes, and goes on where it was when the store was lost. */
export const tailing = <Ending>(tail: Tail<Ending>): Tailing<Ending> => {
  const closing = new AbortController()
  const ended = run(tail, closing.signal)
  return {
    ended,
    close: async () => {
      closing.abort()
      await ended
    },
  }
}
