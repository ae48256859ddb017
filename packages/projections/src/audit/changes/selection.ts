import { resize } from '../../data-structures/growable-array.js'

/**
 * Event numbers in ascending order: the first `count` of `numbers`, or, if that is `null`, the numbers from 0 below
 * `count`.
 */
export type Selection = { readonly numbers: Uint32Array | null; readonly count: number }

/** Selects the first `count` events of the log. */
export const allOf = (count: number): Selection => ({ numbers: null, count })

/** Selects events by number, in ascending order. */
export const someOf = (numbers: Uint32Array): Selection => ({ numbers, count: numbers.length })

/** Returns a selection without spare capacity in its array. */
export const trim = (selection: Selection): Selection => {
  const { numbers, count } = selection
  return numbers === null || numbers.length === count ? selection : { numbers: numbers.slice(0, count), count }
}

/** The event at an index of a selection. */
export const eventIn = ({ numbers }: Selection, at: number): number => (numbers === null ? at : (numbers[at] ?? 0))

/** An array with room for all events of a selection that begins with its first `count` events. */
export const beginningOf = (selection: Selection, count: number): Uint32Array => {
  const beginning = new Uint32Array(selection.count)
  for (let at = 0; at < count; at += 1) beginning[at] = eventIn(selection, at)
  return beginning
}

const firstCapacity = 1_024

// Filters begin with a short array, since most keep few events: V8 collects the whole heap for arrays of megabytes.
const outputFor = ({ count }: Selection): Uint32Array => new Uint32Array(Math.min(count, firstCapacity))

const twiceAsLong = (found: Uint32Array): Uint32Array => resize(found, 2 * found.length, Uint32Array)

const selectionOf = (before: Selection, found: Uint32Array, count: number): Selection =>
  count === before.count ? before : { numbers: found, count }

// Each loop is written out: a function called for each of a million events takes longer than the comparison.

/** Keeps the events whose column has a value. */
export const whereEqual = (selection: Selection, column: Uint32Array, value: number): Selection => {
  const { numbers: from, count } = selection
  let found = outputFor(selection)
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = from === null ? at : (from[at] ?? 0)
    if (column[event] !== value) continue
    if (size === found.length) found = twiceAsLong(found)
    found[size] = event
    size += 1
  }
  return selectionOf(selection, found, size)
}

/** Keeps the events whose column has a value marked with 1 in `marks`. */
export const whereMarked = (selection: Selection, column: Uint32Array, marks: Uint8Array): Selection => {
  const { numbers: from, count } = selection
  let found = outputFor(selection)
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = from === null ? at : (from[at] ?? 0)
    if (marks[column[event] ?? 0] !== 1) continue
    if (size === found.length) found = twiceAsLong(found)
    found[size] = event
    size += 1
  }
  return selectionOf(selection, found, size)
}

/** Keeps the events whose column is at least `first` and below `end`. */
export const whereBetween = (selection: Selection, column: Float64Array, first: number, end: number): Selection => {
  const { numbers: from, count } = selection
  let found = outputFor(selection)
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = from === null ? at : (from[at] ?? 0)
    const value = column[event] ?? 0
    if (value < first || value >= end) continue
    if (size === found.length) found = twiceAsLong(found)
    found[size] = event
    size += 1
  }
  return selectionOf(selection, found, size)
}

/** Keeps the events that pass a test. Slower than the other filters: the test may read lines. */
export const whereTrue = (selection: Selection, test: (event: number) => boolean): Selection => {
  let found = outputFor(selection)
  let size = 0
  for (let at = 0; at < selection.count; at += 1) {
    const event = eventIn(selection, at)
    if (!test(event)) continue
    if (size === found.length) found = twiceAsLong(found)
    found[size] = event
    size += 1
  }
  return selectionOf(selection, found, size)
}

/** Yields a page of a selection, last event first. */
export function* pageBackwards(selection: Selection, offset: number, limit: number): Iterable<number> {
  const last = selection.count - 1 - offset
  for (let at = last; at >= 0 && last - at < limit; at -= 1) yield eventIn(selection, at)
}
