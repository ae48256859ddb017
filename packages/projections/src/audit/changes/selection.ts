/** The numbers of events in ascending order; `all` are those of so many events. */
export type Selection = Uint32Array | { readonly all: number }

/** How many events are selected. */
export const countOf = (selection: Selection): number => ('all' in selection ? selection.all : selection.length)

/** The event at a place of a selection. */
export const eventIn = (selection: Selection, at: number): number => ('all' in selection ? at : (selection[at] ?? 0))

// Each loop is written out: a function called for each of a million events takes longer than the comparison.

/** Those whose column has a value. */
export const whereEqual = (selection: Selection, column: Uint32Array, value: number): Selection => {
  const [count, found] = [countOf(selection), new Uint32Array(countOf(selection))]
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = eventIn(selection, at)
    if (column[event] !== value) continue
    found[size] = event
    size += 1
  }
  return found.subarray(0, size)
}

/** Those whose column has one of the values that are marked by 1. */
export const whereMarked = (selection: Selection, column: Uint32Array, marks: Uint8Array): Selection => {
  const [count, found] = [countOf(selection), new Uint32Array(countOf(selection))]
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = eventIn(selection, at)
    if (marks[column[event] ?? 0] !== 1) continue
    found[size] = event
    size += 1
  }
  return found.subarray(0, size)
}

/** Those whose column is at least `from` and below `end`. */
export const whereBetween = (selection: Selection, column: Float64Array, from: number, end: number): Selection => {
  const [count, found] = [countOf(selection), new Uint32Array(countOf(selection))]
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = eventIn(selection, at)
    const value = column[event] ?? 0
    if (value < from || value >= end) continue
    found[size] = event
    size += 1
  }
  return found.subarray(0, size)
}

/** Those that pass a test; for few events, or tests that read lines. */
export const whereTrue = (selection: Selection, test: (event: number) => boolean): Selection => {
  const [count, found] = [countOf(selection), new Uint32Array(countOf(selection))]
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = eventIn(selection, at)
    if (!test(event)) continue
    found[size] = event
    size += 1
  }
  return found.subarray(0, size)
}

/** A page of a selection, the last event first. */
export function* pageBackwards(selection: Selection, offset: number, limit: number): Iterable<number> {
  const count = countOf(selection)
  for (let at = count - 1 - offset; at >= 0 && count - 1 - offset - at < limit; at -= 1) yield eventIn(selection, at)
}
