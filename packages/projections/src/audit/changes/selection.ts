/** The first `count` of some event numbers in ascending order; without numbers, the events from 0 on. */
export type Selection = { readonly numbers: Uint32Array | null; readonly count: number }

/** All of so many events. */
export const allOf = (count: number): Selection => ({ numbers: null, count })

/** Some events, in ascending order. Narrowing writes over the numbers. */
export const someOf = (numbers: Uint32Array): Selection => ({ numbers, count: numbers.length })

/** The same selection in no more memory than it needs. */
export const trimmed = ({ numbers, count }: Selection): Selection => ({
  numbers: numbers?.slice(0, count) ?? null,
  count,
})

/** The event at a place of a selection. */
export const eventIn = ({ numbers }: Selection, at: number): number => (numbers === null ? at : (numbers[at] ?? 0))

// What is found is never ahead of what is read: the numbers of a selection are used again.
const roomFor = ({ numbers, count }: Selection): Uint32Array => numbers ?? new Uint32Array(count)

// Each loop is written out: a function called for each of a million events takes longer than the comparison.

/** Those whose column has a value. */
export const whereEqual = (selection: Selection, column: Uint32Array, value: number): Selection => {
  const { numbers: from, count } = selection
  const found = roomFor(selection)
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = from === null ? at : (from[at] ?? 0)
    if (column[event] !== value) continue
    found[size] = event
    size += 1
  }
  return { numbers: found, count: size }
}

/** Those whose column has one of the values that are marked by 1. */
export const whereMarked = (selection: Selection, column: Uint32Array, marks: Uint8Array): Selection => {
  const { numbers: from, count } = selection
  const found = roomFor(selection)
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = from === null ? at : (from[at] ?? 0)
    if (marks[column[event] ?? 0] !== 1) continue
    found[size] = event
    size += 1
  }
  return { numbers: found, count: size }
}

/** Those whose column is at least `from` and below `end`. */
export const whereBetween = (selection: Selection, column: Float64Array, first: number, end: number): Selection => {
  const { numbers: from, count } = selection
  const found = roomFor(selection)
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = from === null ? at : (from[at] ?? 0)
    const value = column[event] ?? 0
    if (value < first || value >= end) continue
    found[size] = event
    size += 1
  }
  return { numbers: found, count: size }
}

/** Those that pass a test, which reads lines. */
export const whereTrue = (selection: Selection, test: (event: number) => boolean): Selection => {
  const found = roomFor(selection)
  let size = 0
  for (let at = 0; at < selection.count; at += 1) {
    const event = eventIn(selection, at)
    if (!test(event)) continue
    found[size] = event
    size += 1
  }
  return { numbers: found, count: size }
}

/** A page of a selection, the last event first. */
export function* pageBackwards(selection: Selection, offset: number, limit: number): Iterable<number> {
  const last = selection.count - 1 - offset
  for (let at = last; at >= 0 && last - at < limit; at -= 1) yield eventIn(selection, at)
}
