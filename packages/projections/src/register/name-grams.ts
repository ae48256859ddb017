import { type Bits, bitsFor, hasBit, setBit } from './bits.js'
import { cutSegment, type GramSegment, isExact, mostInSegment, placesWith, soughtPieces } from './gram-segment.js'

/** Where pieces of names of one to three letters are, so that a text is looked for in few names only. */
export type NameGrams = {
  /** The numbers, among some, of the names with a text, without case and diacritics, in them. */
  having(text: string, among: Bits): Bits
  /** Cuts what came in small steps; whoever looks for a text before the end cuts the rest at once. */
  prepare(): Iterable<void>
  /** A name came, or became another. */
  changed(ordinal: number): void
  clear(): void
  /** How many pieces the names are cut in together: what a search walks through. */
  readonly segments: number
}

/** What it needs to know of names: how many there are, and one, without case and diacritics, by its number. */
export type NameSource = { size(): number; folded(ordinal: number): string }

type Search = {
  readonly text: string
  readonly among: Bits
  readonly exact: boolean
  readonly pieces: readonly number[]
}

const firstOf = <T>(all: Iterable<T>, count: number): readonly T[] => {
  const first: T[] = []
  for (const one of all) if (first.push(one) === count) break
  return first
}

const fewSegments = 8

/** Pieces of names, cut some thousands at a time as they come, so that nobody waits for all of them. */
export const createNameGrams = ({ size, folded }: NameSource): NameGrams => {
  let segments: GramSegment[] = []
  const uncut = new Set<number>()
  // The segment, counted from one, that has the present name of each number: what others say of it is of the past.
  let cutIn: number[] = []

  const cut = (ordinals: readonly number[]): void => {
    segments.push(cutSegment(ordinals, ordinals.map(folded)))
    for (const ordinal of ordinals) {
      cutIn[ordinal] = segments.length
      uncut.delete(ordinal)
    }
  }

  // Segments of names that have all become others are looked through too: when they are the most, all is cut anew.
  const startOverWhenStale = (): void => {
    if (segments.length <= fewSegments + (2 * size()) / mostInSegment) return
    segments = []
    cutIn = []
    for (let ordinal = 0; ordinal < size(); ordinal += 1) uncut.add(ordinal)
  }

  const cutInSteps = function* (): Iterable<void> {
    startOverWhenStale()
    for (; uncut.size >= mostInSegment; yield) cut(firstOf(uncut, mostInSegment))
  }

  const findIn = (segment: GramSegment, number: number, { text, among, exact, pieces }: Search, found: Bits): void => {
    const { names, ordinals } = segment
    const [from, to] = placesWith(segment, pieces)
    for (let place = from; place < to; place += 1) {
      const ordinal = ordinals[names[place] ?? 0] ?? 0
      if (cutIn[ordinal] !== number || !hasBit(among, ordinal)) continue
      if (exact || folded(ordinal).includes(text)) setBit(found, ordinal)
    }
  }

  return {
    having: (text, among) => {
      for (const _ of cutInSteps());
      const found = bitsFor(size())
      const search = { text, among, exact: isExact(text), pieces: soughtPieces(text) }
      segments.forEach((segment, at) => {
        findIn(segment, at + 1, search, found)
      })
      for (const ordinal of uncut) if (hasBit(among, ordinal) && folded(ordinal).includes(text)) setBit(found, ordinal)
      return found
    },
    prepare: cutInSteps,
    changed: (ordinal) => {
      uncut.add(ordinal)
      cutIn[ordinal] = 0
    },
    clear: () => {
      segments = []
      cutIn = []
      uncut.clear()
    },
    get segments() {
      return segments.length
    },
  }
}
