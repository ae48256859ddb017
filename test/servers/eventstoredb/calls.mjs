import { cancelled } from './errors.mjs'

/** Every open call, and how to end it; stopping cancels what is read and breaks off what is written. */
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
    /** Nobody is told that a call ended: the connection was broken off. */
    forgetAll: () => calls.clear(),
    endAll: () => {
      for (const [call, { atStop }] of [...calls]) fail(call, atStop())
    },
  }
}
