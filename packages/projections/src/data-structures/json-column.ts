/** A column of values for JSON: the values, or the distinct ones and which of them is where. */
export type Column = readonly unknown[] | { readonly of: readonly (string | null)[]; readonly at: readonly number[] }

/** A column is dictionary-encoded if at most one in so many values is distinct. */
const minRepeats = 4

const dictionaryOf = (values: readonly unknown[]): Column | null => {
  const places = new Map<string | null, number>()
  const at: number[] = []
  for (const value of values) {
    if (typeof value !== 'string' && value !== null) return null
    const place = places.get(value) ?? places.size
    if (place * minRepeats > values.length) return null
    places.set(value, place)
    at.push(place)
  }
  return { of: [...places.keys()], at }
}

/** The column of some values. */
export const columnOf = (values: readonly unknown[]): Column => dictionaryOf(values) ?? values

/** The value at a place of a column; `null` if there is no column. */
export const valueIn = (column: Column | undefined, index: number): unknown => {
  if (column === undefined) return null
  return 'of' in column ? column.of[column.at[index] ?? 0] : column[index]
}
