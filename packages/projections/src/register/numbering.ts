/** Small numbers for ids, in the order in which they first came. */
export type Numbering = {
  numberOf(id: string): number | undefined
  /** The number of an id, given now if it has none. */
  numberFor(id: string): number
}

export const createNumbering = (): Numbering => {
  const numbers = new Map<string, number>()
  return {
    numberOf: (id) => numbers.get(id),
    numberFor: (id) => {
      const known = numbers.get(id)
      if (known !== undefined) return known
      numbers.set(id, numbers.size)
      return numbers.size - 1
    },
  }
}
