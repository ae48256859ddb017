// Timers are often a millisecond late: the rest of the time is spent in turns of the event loop.
const pass = async (milliseconds) => {
  const due = performance.now() + milliseconds
  if (milliseconds > 2.5) await new Promise((resolve) => setTimeout(resolve, milliseconds - 2))
  while (performance.now() < due) await new Promise(setImmediate)
}

/**
 * The durations on a real server, in milliseconds: an append waits for the disk, and concurrent ones share that wait; a
 * read of a stream, or of the log, takes a fixed time and a time per event.
 * @typedef {{ append: number, stream: number, all: number, event: number }} Costs
 */

/** @type {Costs} */
export const realCosts = { append: 2.5, stream: 0.7, all: 1.3, event: 0.025 }

/** The number of events read at once. */
const pageOf = 32

/** @param {Costs | null} costs */
export const createPace = (costs) => {
  let writing = null
  let next = null
  const write = async () => {
    await pass(costs.append)
    writing = null
  }
  // Appends that arrive during a disk write share the next one.
  const written = () => {
    if (writing === null) {
      writing = write()
      return writing
    }
    next ??= writing.then(() => {
      next = null
      writing = write()
      return writing
    })
    return next
  }
  return {
    append: async () => {
      if (costs !== null) await written()
    },
    /** Waits for the fixed time of a read, and returns a function that waits for each event. */
    read: async ({ name }) => {
      if (costs === null) return () => null
      await pass(name === null ? costs.all : costs.stream)
      let events = 0
      return () => {
        events += 1
        return events % pageOf === 0 ? pass(pageOf * costs.event) : null
      }
    },
  }
}
