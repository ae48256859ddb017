import { cancelled } from './errors.mjs'

/** The open calls, and how to end them; stopping cancels reads and aborts writes. */
export const openCalls = () => {
  const calls = new Map()
  const closed = (call) => calls.delete(call)
  const fail = (call, error) => {
    const { end } = calls.get(call) ?? {}
    if (closed(call)) end(error)
  }
  return {
    opened: (call, callback, atStop = cancelled) =>
      void calls.set(call, { end: callback ?? ((error) => call.emit('error', error)), atStop }),
    closed,
    fail,
    isOpen: (call) => calls.has(call),
    count: () => calls.size,
    /** Ends no call: the connections were broken. */
    forgetAll: () => calls.clear(),
    endAll: () => {
      for (const [call, { atStop }] of [...calls]) fail(call, atStop())
    },
  }
}
