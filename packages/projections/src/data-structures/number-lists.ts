import { grow } from './growable-array.js'
import { lowerBound } from './sorting.js'

/** Lists of numbers under consecutive keys from 0, to which numbers are only appended. */
export type NumberLists = {
  push(key: number, value: number): void
  /** The numbers of a key; later numbers do not change the returned array. */
  of(key: number): Uint32Array
}

type List = { values: Uint32Array; size: number }

const empty = new Uint32Array(0)
const firstCapacity = 8

export const createNumberLists = (): NumberLists => {
  const lists: List[] = []

  const listOf = (key: number): List => {
    const existing = lists[key]
    if (existing !== undefined) return existing
    const created = { values: new Uint32Array(firstCapacity), size: 0 }
    lists[key] = created
    return created
  }

  return {
    push: (key, value) => {
      const list = listOf(key)
      if (list.size === list.values.length) list.values = grow(list.values, list.size + firstCapacity, Uint32Array)
      list.values[list.size] = value
      list.size += 1
    },
    of: (key) => {
      const list = lists[key]
      return list === undefined ? empty : list.values.subarray(0, list.size)
    },
  }
}

/** The part of ascending values that is at least `first` and below `end`, without copying it. */
export const valuesBetween = (values: Uint32Array, first: number, end: number): Uint32Array => {
  const placeOf = (value: number): number => lowerBound(values.length, (at) => (values[at] ?? 0) < value)
  return values.subarray(placeOf(first), placeOf(end))
}
