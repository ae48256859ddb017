import { type BitSet, emptyBitSet, setBit } from './bit-set.js'
import { grow, type NumberArrayConstructor, resize } from './growable-array.js'

/** When something, a small number, is so: `from` until before `until`, as numbers that compare as the times do. */
export type KeyedInterval = { readonly key: number; readonly from: number; readonly until: number }

/** When things are so of subjects, small numbers too: in columns, so that a time is looked up without touching a row. */
export type IntervalIndex = {
  add(subject: number, span: KeyedInterval): void
  /** Takes away one of the spans of a subject that are the same. */
  remove(subject: number, span: KeyedInterval): void
  /** The subjects of which something is so at some time from `from` until before `until`. */
  during(span: KeyedInterval): BitSet
  /** Takes every span there is, in no order. */
  forEach(take: (subject: number, what: number, from: number, until: number) => void): void
}

/** How the times are kept: days fit into fewer bytes than milliseconds. */
type Times = Int32Array | Float64Array

// A place has its subject, what is so, the next place of the same subject, and the places before and after it at which
// the same is so; its times are in lists of their own.
const [subjectAt, whatAt, nextAt, earlierAt, laterAt, width] = [0, 1, 2, 3, 4, 5]

const nothing = -1

const roomFor = (numbers: Int32Array, at: number): Int32Array =>
  at < numbers.length ? numbers : grow(numbers, at + 1, Int32Array)

/** Makes empty spans; the place at nought is left out, so that nought is none. */
export const createIntervalIndex = <T extends Times>(times: NumberArrayConstructor<T>): IntervalIndex => {
  let places: Int32Array = new Int32Array(width * 256)
  let froms = new times(256)
  let untils = new times(256)
  let firstOf: Int32Array = new Int32Array(1_024)
  let lastAt: Int32Array = new Int32Array(64)
  let end = 1
  let unused = 0
  let subjects = 0

  const read = (place: number, column: number): number => places[place * width + column] ?? 0
  const write = (place: number, column: number, value: number): void => {
    places[place * width + column] = value
  }

  const newPlace = (): number => {
    if (unused !== 0) {
      const place = unused
      unused = read(place, nextAt)
      return place
    }
    if (end === froms.length) {
      froms = grow(froms, end + 1, times)
      untils = resize(untils, froms.length, times)
      places = resize(places, width * froms.length, Int32Array)
    }
    end += 1
    return end - 1
  }

  const isAt = (place: number, { key, from, until }: KeyedInterval): boolean =>
    read(place, whatAt) === key && froms[place] === from && untils[place] === until

  const free = (place: number): void => {
    const [earlier, later, what] = [read(place, earlierAt), read(place, laterAt), read(place, whatAt)]
    if (earlier !== 0) write(earlier, laterAt, later)
    if (later !== 0) write(later, earlierAt, earlier)
    else lastAt[what] = earlier
    write(place, whatAt, nothing)
    write(place, nextAt, unused)
    unused = place
  }

  return {
    add: (subject, { key, from, until }) => {
      firstOf = roomFor(firstOf, subject)
      lastAt = roomFor(lastAt, key)
      subjects = Math.max(subjects, subject + 1)
      const place = newPlace()
      const earlier = lastAt[key] ?? 0
      places.set([subject, key, firstOf[subject] ?? 0, earlier, 0], place * width)
      froms[place] = from
      untils[place] = until
      firstOf[subject] = place
      if (earlier !== 0) write(earlier, laterAt, place)
      lastAt[key] = place
    },
    remove: (subject, span) => {
      let before = 0
      for (let place = firstOf[subject] ?? 0; place !== 0; place = read(place, nextAt)) {
        if (isAt(place, span)) {
          if (before === 0) firstOf[subject] = read(place, nextAt)
          else write(before, nextAt, read(place, nextAt))
          free(place)
          return
        }
        before = place
      }
    },
    during: ({ key, from, until }) => {
      const found = emptyBitSet(subjects)
      for (let place = lastAt[key] ?? 0; place !== 0; place = read(place, earlierAt))
        if ((froms[place] ?? 0) < until && from < (untils[place] ?? 0)) setBit(found, read(place, subjectAt))
      return found
    },
    forEach: (take) => {
      for (let place = 1; place < end; place += 1) {
        const what = read(place, whatAt)
        if (what !== nothing) take(read(place, subjectAt), what, froms[place] ?? 0, untils[place] ?? 0)
      }
    },
  }
}
