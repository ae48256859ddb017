/** The columns of a row that are lists. */
export type ListColumn<Row> = {
  [K in keyof Row & string]: Row[K] extends readonly string[] ? K : never
}[keyof Row & string]

const none: readonly string[] = Object.freeze([])

const isList = (value: unknown): value is readonly string[] => Array.isArray(value)

/**
 * Replaces empty and single-value lists by shared instances: most rows have such lists, and separate arrays cost
 * memory.
 */
export const createSharedLists = <Row extends object>(columns: readonly ListColumn<Row>[]): ((row: Row) => Row) => {
  const cached = new Map<string, readonly string[]>()

  const shared = (list: readonly string[]): readonly string[] => {
    const [only] = list
    if (only === undefined) return none
    if (list.length > 1) return list
    const existing = cached.get(only)
    if (existing === undefined) cached.set(only, list)
    return existing ?? list
  }

  return (row) => {
    for (const column of columns) {
      const list: unknown = row[column]
      const one = isList(list) ? shared(list) : list
      if (one !== list) Reflect.set(row, column, one)
    }
    return row
  }
}
