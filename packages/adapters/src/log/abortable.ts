import type { EventStore, ReadAllOptions, RecordedEvent } from '@clientele/domain'
import { malformedOptions, type OptionKinds, throwIfMalformed } from '../options.js'

/** An option of calls that may take long: once the signal is aborted, the call rejects with the signal's reason. */
export type Abortable = { readonly signal?: AbortSignal | undefined }

const optionKinds: OptionKinds<Abortable> = { signal: 'signal' }

/** The signal in the options of a function; throws an `Error` that carries `MalformedOptions` for other options. */
export const signalIn = (of: string, options: Abortable = {}): AbortSignal | undefined => {
  throwIfMalformed(malformedOptions(of, options, optionKinds))
  return options.signal
}

/** A log that can be read. */
export type ReadableLog = Pick<EventStore, 'readAll'>

/** The same log, whose reading rejects with the reason of the signal once it is aborted. */
export const untilAborted = (log: ReadableLog, signal: AbortSignal | undefined): ReadableLog => {
  if (signal === undefined) return log
  return {
    readAll: async function* (options) {
      signal.throwIfAborted()
      for await (const batch of log.readAll(options)) {
        signal.throwIfAborted()
        yield batch
      }
    },
  }
}

const readingKinds: OptionKinds<ReadAllOptions & Abortable> = {
  ...optionKinds,
  after: 'anything',
  types: 'anything',
  categories: 'anything',
  maxCount: 'anything',
}

/**
 * Reads a log; rejects with the reason of the signal once it is aborted, and with an `Error` that carries
 * `MalformedOptions` for unknown options.
 */
export async function* readUntilAborted(
  log: ReadableLog,
  given: ReadAllOptions & Abortable,
): AsyncIterable<readonly RecordedEvent[]> {
  throwIfMalformed(malformedOptions('events', given, readingKinds))
  const { signal, ...options } = given
  yield* untilAborted(log, signal).readAll(options)
}

/** Starts work that others may wait for too, and waits for it; rejects with the reason of the signal once it is aborted. */
export const unlessAborted = async <A>(work: () => Promise<A>, signal: AbortSignal | undefined): Promise<A> => {
  if (signal === undefined) return work()
  signal.throwIfAborted()
  let stop = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work(), aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
