import { lowerBound } from '../../data-structures/sorting.js'

/** An inverted index of up to 1,024 names: sorted trigrams, and for each the sorted names that contain it. */
export type TrigramSegment = {
  readonly ordinals: Uint32Array
  readonly trigrams: Uint32Array
  readonly starts: Uint32Array
  readonly names: Uint16Array
}

const trigramLength = 3
const letters = 64

// Letters, digits and a few other characters have unique codes; all others share the remaining codes.
const uniqueCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789 -.&'

const letterOf = new Uint8Array(128).map((_, code) => {
  const at = uniqueCharacters.indexOf(String.fromCharCode(code))
  return at < 0 ? uniqueCharacters.length + (code % (letters - uniqueCharacters.length)) : at
})

const letterAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  return code < 128 ? (letterOf[code] ?? 0) : uniqueCharacters.length + (code % (letters - uniqueCharacters.length))
}

/** Whether a text of up to three letters has a trigram that no other text shares. */
export const isExact = (text: string): boolean =>
  text.length <= trigramLength && [...text].every((one) => uniqueCharacters.includes(one))

const [firstPair, firstTriple] = [letters, letters + letters ** 2]
const trigramCount = firstTriple + letters ** 3

const pairOf = (a: number, b: number): number => firstPair + a * letters + b

const tripleOf = (a: number, b: number, c: number): number => firstTriple + (a * letters + b) * letters + c

/** The trigrams to search a text by; the single letter or pair if it is shorter. */
export const queryTrigrams = (text: string): readonly number[] => {
  const [a, b] = [letterAt(text, 0), letterAt(text, 1)]
  if (text.length === 1) return [a]
  if (text.length === 2) return [pairOf(a, b)]
  return Array.from({ length: text.length - 2 }, (_, at) =>
    tripleOf(letterAt(text, at), letterAt(text, at + 1), letterAt(text, at + 2)),
  )
}

const forEachTrigram = (name: string, take: (trigram: number) => void): void => {
  let [before, last] = [0, 0]
  for (let at = 0; at < name.length; at += 1) {
    const letter = letterAt(name, at)
    take(letter)
    if (at > 0) take(pairOf(last, letter))
    if (at > 1) take(tripleOf(before, last, letter))
    before = last
    last = letter
  }
}

/** Calls back once per distinct trigram and name; names are numbered from 0. */
const forEachDistinctTrigram = (names: readonly string[], take: (trigram: number, name: number) => void): void => {
  const lastWith = new Uint16Array(trigramCount)
  names.forEach((text, name) => {
    forEachTrigram(text, (trigram) => {
      if (lastWith[trigram] === name + 1) return
      lastWith[trigram] = name + 1
      take(trigram, name)
    })
  })
}

/** Names per segment, at most: a place takes two bytes, and building a segment takes a few milliseconds. */
export const maxSegmentSize = 1_024

/** Builds a segment from search keys in two passes: counts the trigrams, then writes their places. */
export const buildSegment = (ordinals: readonly number[], names: readonly string[]): TrigramSegment => {
  const places = new Uint32Array(trigramCount)
  const found: number[] = []
  forEachDistinctTrigram(names, (trigram) => {
    if (places[trigram] === 0) found.push(trigram)
    places[trigram] = (places[trigram] ?? 0) + 1
  })
  const trigrams = Uint32Array.from(found).sort()
  const starts = new Uint32Array(trigrams.length + 1)
  trigrams.forEach((trigram, at) => {
    starts[at + 1] = (starts[at] ?? 0) + (places[trigram] ?? 0)
    places[trigram] = starts[at] ?? 0
  })
  const written = new Uint16Array(starts[trigrams.length] ?? 0)
  forEachDistinctTrigram(names, (trigram, name) => {
    const place = places[trigram] ?? 0
    written[place] = name
    places[trigram] = place + 1
  })
  return { ordinals: Uint32Array.from(ordinals), trigrams, starts, names: written }
}

const placeOf = (trigrams: Uint32Array, trigram: number): number => {
  const place = lowerBound(trigrams.length, (at) => (trigrams[at] ?? 0) < trigram)
  return trigrams[place] === trigram ? place : -1
}

const nowhere = [0, 0] as const

/** The shortest range of `names` that covers all candidates with the trigrams, end exclusive. */
export const candidateRange = (
  { trigrams, starts, names }: TrigramSegment,
  wanted: readonly number[],
): readonly [from: number, to: number] => {
  let [from, to] = [0, names.length]
  for (const trigram of wanted) {
    const place = placeOf(trigrams, trigram)
    if (place < 0) return nowhere
    const [first, end] = [starts[place] ?? 0, starts[place + 1] ?? 0]
    if (end - first < to - from) [from, to] = [first, end]
  }
  return [from, to]
}
