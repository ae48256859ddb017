import { type BitSet, emptyBitSet, hasBit, setBit } from '../../data-structures/bit-set.js'
import {
  buildSegment,
  candidateRange,
  isExact,
  maxSegmentSize,
  queryTrigrams,
  type TrigramSegment,
} from './trigram-segment.js'

/** Index of the one- to three-letter parts of names: a search compares only the names that can match. */
export type TrigramIndex = {
  /** The ordinals in `among` whose name contains `text`, a `searchKey`. */
  search(text: string, among: BitSet): BitSet
  /** Indexes new names in steps; a search before the end indexes the rest at once. */
  prepare(): Iterable<void>
  /** A name was added or changed. */
  changed(ordinal: number): void
  clear(): void
  /** The number of segments that a search visits. */
  readonly segments: number
}

/** The names to index: their number, and the search key of each ordinal. */
export type NameSource = { size(): number; searchKeyOf(ordinal: number): string }

type TrigramQuery = {
  readonly text: string
  readonly exact: boolean
  readonly trigrams: readonly number[]
  readonly searchKeyOf: NameSource['searchKeyOf']
}

/** Adds the matching names of a segment; `isWanted` tells which of its ordinals to search. */
const addMatches = (
  segment: TrigramSegment,
  { text, exact, trigrams, searchKeyOf }: TrigramQuery,
  isWanted: (ordinal: number) => boolean,
  found: BitSet,
): void => {
  const { names, ordinals } = segment
  const [from, to] = candidateRange(segment, trigrams)
  for (let place = from; place < to; place += 1) {
    const ordinal = ordinals[names[place] ?? 0] ?? 0
    if (isWanted(ordinal) && (exact || searchKeyOf(ordinal).includes(text))) setBit(found, ordinal)
  }
}

const firstOf = <T>(all: Iterable<T>, count: number): readonly T[] => {
  const first: T[] = []
  for (const one of all) if (first.push(one) === count) break
  return first
}

const fewSegments = 8

/** Creates the index; names are indexed in segments of about a thousand as they arrive. */
export const createTrigramIndex = ({ size, searchKeyOf }: NameSource): TrigramIndex => {
  let segments: TrigramSegment[] = []
  const pending = new Set<number>()
  // The segment (from 1) that holds the current name of each ordinal: entries in others are stale.
  let segmentOf: number[] = []

  const indexNames = (ordinals: readonly number[]): void => {
    segments.push(buildSegment(ordinals, ordinals.map(searchKeyOf)))
    for (const ordinal of ordinals) {
      segmentOf[ordinal] = segments.length
      pending.delete(ordinal)
    }
  }

  // A search visits stale segments too: when most are stale, all names are indexed again.
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

  return {
    search: (text, among) => {
      for (const _ of indexInSteps());
      const found = emptyBitSet(size())
      const query = { text, exact: isExact(text), trigrams: queryTrigrams(text), searchKeyOf }
      segments.forEach((segment, at) => {
        const isWanted = (ordinal: number): boolean => segmentOf[ordinal] === at + 1 && hasBit(among, ordinal)
        addMatches(segment, query, isWanted, found)
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
