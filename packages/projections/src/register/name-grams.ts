import { type Bits, bitsFor, clearBit, setBit } from './bits.js'

/** Where pieces of names of one to three letters are, so that a text is looked for in few names only. */
export type NameGrams = {
  /** The numbers of the names with a text in them. */
  having(text: string): Bits
  /** A name became another. */
  changed(ordinal: number): void
  clear(): void
}

const longest = 3

// Above so many names that changed since, the pieces are cut anew.
const mostChanged = 2_000

type Grams = ReadonlyMap<string, Uint32Array>

const lists = (names: readonly string[]): Map<string, number[]> => {
  const found = new Map<string, number[]>()
  for (let ordinal = 0; ordinal < names.length; ordinal += 1) {
    const name = names[ordinal] ?? ''
    for (let size = 1; size <= longest; size += 1)
      for (let at = 0; at + size <= name.length; at += 1) {
        const piece = name.slice(at, at + size)
        const known = found.get(piece)
        if (known === undefined) found.set(piece, [ordinal])
        else if (known[known.length - 1] !== ordinal) known.push(ordinal)
      }
  }
  return found
}

const cut = (names: readonly string[]): Grams =>
  new Map([...lists(names)].map(([piece, ordinals]) => [piece, Uint32Array.from(ordinals)]))

const nowhere = new Uint32Array(0)

const piecesOf = (text: string): readonly string[] =>
  text.length <= longest
    ? [text]
    : Array.from({ length: text.length - longest + 1 }, (_, at) => text.slice(at, at + longest))

/** The shortest list of names that a text can be in. */
const fewest = (grams: Grams, text: string): Uint32Array =>
  piecesOf(text)
    .map((piece) => grams.get(piece) ?? nowhere)
    .reduce((least, one) => (one.length < least.length ? one : least))

/** Pieces of the names that `namesOf` gives, by number, without case and diacritics. */
export const createNameGrams = (namesOf: () => readonly string[]): NameGrams => {
  let grams: Grams | null = null
  const changed = new Set<number>()

  const current = (names: readonly string[]): Grams => {
    if (grams === null || changed.size > mostChanged) {
      grams = cut(names)
      changed.clear()
    }
    return grams
  }

  return {
    having: (text) => {
      const names = namesOf()
      const found = bitsFor(names.length)
      const candidates = fewest(current(names), text)
      const isHere = (ordinal: number): boolean => names[ordinal]?.includes(text) === true
      // A text that is one piece is in every name of its list, but for names that changed since.
      const isWhole = text.length <= longest
      for (const ordinal of candidates) if (isWhole || isHere(ordinal)) setBit(found, ordinal)
      for (const ordinal of changed) (isHere(ordinal) ? setBit : clearBit)(found, ordinal)
      return found
    },
    changed: (ordinal) => {
      if (grams !== null) changed.add(ordinal)
    },
    clear: () => {
      grams = null
      changed.clear()
    },
  }
}
