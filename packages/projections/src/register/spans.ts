import { type Bits, bitsFor, setBit } from './bits.js'
import { lengthened } from './lengthened.js'

/** When something, a small number, is so: `from` until before `until`, as numbers that compare as the times do. */
export type Span = { readonly what: number; readonly from: number; readonly until: number }

/** When things are so of subjects, small numbers too: in columns, so that a time is looked up without touching a row. */
export type Spans = {
  add(subject: number, span: Span): void
  /** Takes away one of the spans of a subject that are the same. */
  remove(subject: number, span: Span): void
  /** The subjects of which something is so at a time. */
  at(what: number, time: number): Bits
  /** Takes every span there is, in no order. */
  each(take: (subject: number, what: number, from: number, until: number) => void): void
}

// A place has its subject, what is so, and the next place of the same subject; its times are in a list of their own.
const [subjectAt, whatAt, nextAt, width] = [0, 1, 2, 3]

const nothing = -1

/** Makes empty spans; the place at nought is left out, so that nought is none. */
export const createSpans = (): Spans => {
  let places: Int32Array = new Int32Array(width * 256)
  let froms: Float64Array = new Float64Array(256)
  let untils: Float64Array = new Float64Array(256)
  let firstOf: Int32Array = new Int32Array(1_024)
  let end = 1
  let unused = 0
  let subjects = 0

  const nextOf = (place: number): number => places[place * width + nextAt] ?? 0

  const newPlace = (): number => {
    if (unused !== 0) {
      const place = unused
      unused = nextOf(place)
      return place
    }
    if (end === froms.length) {
      places = lengthened(places, places.length + width, Int32Array)
      froms = lengthened(froms, end + 1, Float64Array)
      untils = lengthened(untils, end + 1, Float64Array)
    }
    end += 1
    return end - 1
  }

  const isAt = (place: number, { what, from, until }: Span): boolean =>
    places[place * width + whatAt] === what && froms[place] === from && untils[place] === until

  const free = (place: number): void => {
    places[place * width + whatAt] = nothing
    places[place * width + nextAt] = unused
    unused = place
  }

  return {
    add: (subject, { what, from, until }) => {
      if (subject >= firstOf.length) firstOf = lengthened(firstOf, subject + 1, Int32Array)
      subjects = Math.max(subjects, subject + 1)
      const place = newPlace()
      places.set([subject, what, firstOf[subject] ?? 0], place * width)
      froms[place] = from
      untils[place] = until
      firstOf[subject] = place
    },
    remove: (subject, span) => {
      let before = 0
      for (let place = firstOf[subject] ?? 0; place !== 0; place = nextOf(place)) {
        if (isAt(place, span)) {
          if (before === 0) firstOf[subject] = nextOf(place)
          else places[before * width + nextAt] = nextOf(place)
          free(place)
          return
        }
        before = place
      }
    },
    at: (what, time) => {
      const found = bitsFor(subjects)
      for (let place = 1; place < end; place += 1)
        if (places[place * width + whatAt] === what && (froms[place] ?? 0) <= time && time < (untils[place] ?? 0))
          setBit(found, places[place * width + subjectAt] ?? 0)
      return found
    },
    each: (take) => {
      for (let place = 1; place < end; place += 1) {
        const what = places[place * width + whatAt] ?? nothing
        if (what !== nothing) take(places[place * width + subjectAt] ?? 0, what, froms[place] ?? 0, untils[place] ?? 0)
      }
    },
  }
}
