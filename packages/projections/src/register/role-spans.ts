import { type Bits, bitsFor, setBit } from './bits.js'

/** Days on which a role, a small number, is held: `from` until before `until`, days as numbers that compare. */
export type RoleSpan = { readonly role: number; readonly from: number; readonly until: number }

/** When roles are held on subjects, small numbers too: in columns, so that a day is looked up without touching a row. */
export type RoleSpans = {
  add(subject: number, span: RoleSpan): void
  /** Takes away one of the spans of a subject that are the same. */
  remove(subject: number, span: RoleSpan): void
  /** The subjects on which a role is held on a day. */
  on(role: number, day: number): Bits
}

// A place has its subject, role, first day, the day after the last, and the next place of the same subject.
const [subjectAt, roleAt, fromAt, untilAt, nextAt, width] = [0, 1, 2, 3, 4, 5]

const noRole = -1

const grownTo = (numbers: Int32Array, length: number): Int32Array => {
  const grown = new Int32Array(length)
  grown.set(numbers)
  return grown
}

/** Makes empty spans; the place at nought is left out, so that nought is none. */
export const createRoleSpans = (): RoleSpans => {
  let places: Int32Array = new Int32Array(width * 256)
  let firstOf: Int32Array = new Int32Array(1_024)
  let end = width
  let unused = 0
  let subjects = 0

  const newPlace = (): number => {
    if (unused !== 0) {
      const place = unused
      unused = places[place + nextAt] ?? 0
      return place
    }
    if (end + width > places.length) places = grownTo(places, places.length * 2)
    end += width
    return end - width
  }

  const isAt = (place: number, { role, from, until }: RoleSpan): boolean =>
    places[place + roleAt] === role && places[place + fromAt] === from && places[place + untilAt] === until

  const free = (place: number): void => {
    places[place + roleAt] = noRole
    places[place + nextAt] = unused
    unused = place
  }

  return {
    add: (subject, { role, from, until }) => {
      if (subject >= firstOf.length) firstOf = grownTo(firstOf, Math.max(subject + 1, firstOf.length * 2))
      subjects = Math.max(subjects, subject + 1)
      const place = newPlace()
      places.set([subject, role, from, until, firstOf[subject] ?? 0], place)
      firstOf[subject] = place
    },
    remove: (subject, span) => {
      let before = 0
      for (let place = firstOf[subject] ?? 0; place !== 0; place = places[place + nextAt] ?? 0) {
        if (isAt(place, span)) {
          const next = places[place + nextAt] ?? 0
          if (before === 0) firstOf[subject] = next
          else places[before + nextAt] = next
          free(place)
          return
        }
        before = place
      }
    },
    on: (role, day) => {
      const held = bitsFor(subjects)
      for (let place = width; place < end; place += width)
        if (
          places[place + roleAt] === role &&
          (places[place + fromAt] ?? 0) <= day &&
          day < (places[place + untilAt] ?? 0)
        )
          setBit(held, places[place + subjectAt] ?? 0)
      return held
    },
  }
}
