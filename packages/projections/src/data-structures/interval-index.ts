import { type BitSet, emptyBitSet, setBit } from './bit-set.js'
import { grow, type NumberArrayConstructor, resize } from './growable-array.js'

/** A key and the time it applies: `from` until before `until`, as numbers that sort like the times. */
export type KeyedInterval = { readonly key: number; readonly from: number; readonly until: number }

/** Intervals of subjects by key; keys and subjects are small numbers. Stored in columns, so that queries read no rows. */
export type IntervalIndex = {
  add(subject: number, interval: KeyedInterval): void
  /** Removes one interval of a subject that equals `interval`; does nothing if there is none. */
  remove(subject: number, interval: KeyedInterval): void
  /** The subjects with an interval of the key that overlaps `from` until before `until`. */
  during(interval: KeyedInterval): BitSet
  /** Calls back with every interval, in no particular order. */
  forEach(visit: (subject: number, key: number, from: number, until: number) => void): void
}

/** How times are stored: days fit into fewer bytes than milliseconds. */
type Times = Int32Array | Float64Array

/** The intervals of one key; the arrays have spare capacity behind `size`. */
type Columns<T extends Times> = { size: number; subjects: Int32Array; froms: T; untils: T }

const initialCapacity = 4

const ensureCapacity = <T extends Times>(columns: Columns<T>, times: NumberArrayConstructor<T>): void => {
  if (columns.size < columns.subjects.length) return
  columns.subjects = grow(columns.subjects, columns.size + initialCapacity, Int32Array)
  columns.froms = resize(columns.froms, columns.subjects.length, times)
  columns.untils = resize(columns.untils, columns.subjects.length, times)
}

const write = <T extends Times>(to: Columns<T>, at: number, subject: number, from: number, until: number): void => {
  to.subjects[at] = subject
  to.froms[at] = from
  to.untils[at] = until
}

/** The place of an interval; -1 if there is none. Searches from the end: recent intervals change most often. */
const placeOf = <T extends Times>(columns: Columns<T>, subject: number, { from, until }: KeyedInterval): number => {
  const { size, subjects, froms, untils } = columns
  let at = size === 0 ? -1 : subjects.lastIndexOf(subject, size - 1)
  while (at > 0 && (froms[at] !== from || untils[at] !== until)) at = subjects.lastIndexOf(subject, at - 1)
  return at >= 0 && froms[at] === from && untils[at] === until ? at : -1
}

/** Creates an empty index. */
export const createIntervalIndex = <T extends Times>(times: NumberArrayConstructor<T>): IntervalIndex => {
  const byKey: Columns<T>[] = []
  let subjectCount = 0

  const columnsOf = (key: number): Columns<T> => {
    const columns = byKey[key] ?? { size: 0, subjects: new Int32Array(), froms: new times(0), untils: new times(0) }
    byKey[key] = columns
    return columns
  }

  return {
    add: (subject, { key, from, until }) => {
      const columns = columnsOf(key)
      ensureCapacity(columns, times)
      write(columns, columns.size, subject, from, until)
      columns.size += 1
      subjectCount = Math.max(subjectCount, subject + 1)
    },
    remove: (subject, interval) => {
      const columns = columnsOf(interval.key)
      const at = placeOf(columns, subject, interval)
      if (at === -1) return
      const { subjects, froms, untils } = columns
      columns.size -= 1
      write(columns, at, subjects[columns.size] ?? 0, froms[columns.size] ?? 0, untils[columns.size] ?? 0)
    },
    during: ({ key, from, until }) => {
      const { size, subjects, froms, untils } = columnsOf(key)
      const found = emptyBitSet(subjectCount)
      for (let at = 0; at < size; at += 1)
        if ((froms[at] ?? 0) < until && from < (untils[at] ?? 0)) setBit(found, subjects[at] ?? 0)
      return found
    },
    forEach: (visit) => {
      byKey.forEach(({ size, subjects, froms, untils }, key) => {
        for (let at = 0; at < size; at += 1) visit(subjects[at] ?? 0, key, froms[at] ?? 0, untils[at] ?? 0)
      })
    },
  }
}
