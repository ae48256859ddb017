import type { EventStore, ReadAllOptions, RecordedEvent } from '@clientele/domain'

/** An option of calls that may take long: once the signal is aborted, the call rejects with the signal's reason. */
export type Abortable = { readonly signal?: AbortSignal | undefined }

/** A log that can be read. */
export type ReadableLog = Pick<EventStore, 'readAll'>

/** The same log, whose reading rejects with the reason of the signal once it is aborted. */
export const untilAborted = (log: ReadableLog, { signal }: Abortable = {}): ReadableLog => {
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

/** Reads a log; rejects with the reason of the signal once it is aborted. */
export const readUntilAborted = (
  log: ReadableLog,
  { signal, ...options }: ReadAllOptions & Abortable,
): AsyncIterable<readonly RecordedEvent[]> => untilAborted(log, { signal }).readAll(options)

/** Starts work that others may wait for too, and waits for it; rejects with the reason of the signal once it is aborted. */
export const unlessAborted = async <A>(work: () => Promise<A>, { signal }: Abortable = {}): Promise<A> => {
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
