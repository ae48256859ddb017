/** Maps repeated strings to small consecutive numbers, and back. */
export type Interner = {
  /** The number of texts. */
  readonly size: number
  numberOf(text: string): number | undefined
  /** Returns the number of a text; assigns the next one if it is new. */
  intern(text: string): number
  /** Returns the text of a number; `''` if the number was never assigned. */
  lookup(number: number): string
}

export const createInterner = (): Interner => {
  const numbers = new Map<string, number>()
  const texts: string[] = []
  return {
    get size() {
      return texts.length
    },
    numberOf: (text) => numbers.get(text),
    intern: (text) => {
      const existing = numbers.get(text)
      if (existing !== undefined) return existing
      numbers.set(text, texts.length)
      return texts.push(text) - 1
    },
    lookup: (number) => texts[number] ?? '',
  }
}
