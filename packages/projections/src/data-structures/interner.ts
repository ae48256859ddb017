/** Small numbers for texts that come again and again, in the order in which they first came. */
export type Interner = {
  numberOf(text: string): number | undefined
  /** The number of a text, given now if it has none. */
  intern(text: string): number
  /** The text of a number; empty for one that was not given. */
  lookup(number: number): string
}

export const createInterner = (): Interner => {
  const numbers = new Map<string, number>()
  const texts: string[] = []
  return {
    numberOf: (text) => numbers.get(text),
    intern: (text) => {
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, texts.length)
      return texts.push(text) - 1
    },
    lookup: (number) => texts[number] ?? '',
  }
}
