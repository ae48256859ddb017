import { type BitSet, emptyBitSet, hasBit, setBit } from '../../data-structures/bit-set.js'
import {
  buildSegment,
  candidateRange,
  isExact,
  maxSegmentSize,
  queryTrigrams,
  type TrigramSegment,
} from './trigram-segment.js'

/** Where trigrams of names of one to three letters are, so that a text is looked for in few names only. */
export type TrigramIndex = {
  /** The numbers, among some, of the names with a text, without case and diacritics, in them. */
  search(text: string, among: BitSet): BitSet
  /** Cuts what came in small steps; whoever looks for a text before the end cuts the rest at once. */
  prepare(): Iterable<void>
  /** A name came, or became another. */
  changed(ordinal: number): void
  clear(): void
  /** How many trigrams the names are cut in together: what a search walks through. */
  readonly segments: number
}

/** What it needs to know of names: how many there are, and one, without case and diacritics, by its number. */
export type NameSource = { size(): number; searchKeyOf(ordinal: number): string }

type TrigramQuery = {
  readonly text: string
  readonly among: BitSet
  readonly exact: boolean
  readonly trigrams: readonly number[]
}

const firstOf = <T>(all: Iterable<T>, count: number): readonly T[] => {
  const first: T[] = []
  for (const one of all) if (first.push(one) === count) break
  return first
}

const fewSegments = 8

/** Pieces of names, cut some thousands at a time as they come, so that nobody waits for all of them. */
export const createTrigramIndex = ({ size, searchKeyOf }: NameSource): TrigramIndex => {
  let segments: TrigramSegment[] = []
  const pending = new Set<number>()
  // The segment, counted from one, that has the present name of each number: what others say of it is of the past.
  let segmentOf: number[] = []

  const indexNames = (ordinals: readonly number[]): void => {
    segments.push(buildSegment(ordinals, ordinals.map(searchKeyOf)))
    for (const ordinal of ordinals) {
      segmentOf[ordinal] = segments.length
      pending.delete(ordinal)
    }
  }

  // Segments of names that have all become others are looked through too: when they are the most, all is cut anew.
  const rebuildWhenStale = (): void => {
    if (segments.length <= fewSegments + (2 * size()) / maxSegmentSize) return
    segments = []
    segmentOf = []
    for (let ordinal = 0; ordinal < size(); ordinal += 1) pending.add(ordinal)
  }

  const indexInSteps = function* (): Iterable<void> {
    rebuildWhenStale()
    for (; pending.size >= maxSegmentSize; yield) indexNames(firstOf(pending, maxSegmentSize))
  }

  const findIn = (
    segment: TrigramSegment,
    number: number,
    { text, among, exact, trigrams }: TrigramQuery,
    found: BitSet,
  ): void => {
    const { names, ordinals } = segment
    const [from, to] = candidateRange(segment, trigrams)
    for (let place = from; place < to; place += 1) {
      const ordinal = ordinals[names[place] ?? 0] ?? 0
      if (segmentOf[ordinal] !== number || !hasBit(among, ordinal)) continue
      if (exact || searchKeyOf(ordinal).includes(text)) setBit(found, ordinal)
    }
  }

  return {
    search: (text, among) => {
      for (const _ of indexInSteps());
      const found = emptyBitSet(size())
      const search = { text, among, exact: isExact(text), trigrams: queryTrigrams(text) }
      segments.forEach((segment, at) => {
        findIn(segment, at + 1, search, found)
      })
      for (const ordinal of pending)
        if (hasBit(among, ordinal) && searchKeyOf(ordinal).includes(text)) setBit(found, ordinal)
      return found
    },
    prepare: indexInSteps,
    changed: (ordinal) => {
      pending.add(ordinal)
      segmentOf[ordinal] = 0
    },
    clear: () => {
      segments = []
      segmentOf = []
      pending.clear()
    },
    get segments() {
      return segments.length
    },
  }
}
