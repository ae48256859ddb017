/** The keys under each value; most values have one key, which is kept without a set around it. */
type Lists = Map<string, string | Set<string>>

/** The keys under a value, in an order that the order of the rows does not tell. */
export type KeyOrder = readonly [value: string, keys: readonly string[]]

/** Rows in their order with their keys, and the orders of keys they do not tell. */
export type PostedRows<Row> = {
  readonly keys: readonly string[]
  readonly rows: readonly Row[]
  readonly orders: readonly KeyOrder[]
}

/** Which keys have a value in one column, in the order in which they came to it. */
export type Postings<Row> = {
  keysOf(value: string): Iterable<string>
  changed(key: string, before: Row | undefined, after: Row | undefined): void
  /** Starts over from some rows, of which it makes its lists when first asked. */
  fill(rows: PostedRows<Row>): void
  /** The orders that the order of the rows does not tell. */
  orders(): readonly KeyOrder[]
}

const noKeys: readonly string[] = []

const enter = (lists: Lists, value: string, key: string): boolean => {
  const keys = lists.get(value)
  if (keys === undefined) lists.set(value, key)
  else if (typeof keys !== 'string') keys.add(key)
  else if (keys !== key) lists.set(value, new Set([keys, key]))
  return keys !== undefined
}

const leave = (lists: Lists, value: string, key: string): void => {
  const keys = lists.get(value)
  if (keys === key || (typeof keys === 'object' && keys.delete(key) && keys.size === 0)) lists.delete(value)
}

const keysIn = (lists: Lists, value: string): Iterable<string> => {
  const keys = lists.get(value)
  if (keys === undefined) return noKeys
  return typeof keys === 'string' ? [keys] : keys
}

const isSame = (before: readonly string[], after: readonly string[]): boolean =>
  before === after || (before.length === after.length && before.every((value, index) => value === after[index]))

type Change = readonly [key: string, before: readonly string[], after: readonly string[], isNew: boolean]

/** Above so many changes to lists nobody asked for, they are made after all. */
const manyChanges = 10_000

const noValues: readonly string[] = []

/** Makes empty postings; `valuesOf` are the values a row is found by. */
export const createPostings = <Row>(valuesOf: (row: Row) => readonly string[]): Postings<Row> => {
  const lists: Lists = new Map()
  const moved = new Set<string>()
  let unmade: PostedRows<Row> | null = null
  let late: Change[] = []

  const take = ([key, before, after, isNew]: Change): void => {
    for (const value of before) leave(lists, value, key)
    for (const value of after) if (enter(lists, value, key) && !isNew) moved.add(value)
  }

  const make = (): void => {
    if (unmade === null) return
    const { keys, rows, orders } = unmade
    unmade = null
    rows.forEach((row, index) => {
      for (const value of valuesOf(row)) enter(lists, value, keys[index] ?? '')
    })
    for (const [value, inOrder] of orders) {
      lists.set(value, new Set(inOrder))
      moved.add(value)
    }
    for (const change of late) take(change)
    late = []
  }

  const note = (change: Change): void => {
    if (unmade === null) take(change)
    else if (late.push(change) > manyChanges) make()
  }

  return {
    keysOf: (value) => {
      make()
      return keysIn(lists, value)
    },
    changed: (key, before, after) => {
      const [had, has] = [before, after].map((row) => (row === undefined ? noValues : valuesOf(row)))
      if (had === undefined || has === undefined || isSame(had, has)) return
      note([key, had, has, before === undefined])
    },
    fill: (rows) => {
      lists.clear()
      moved.clear()
      late = []
      unmade = rows
    },
    orders: () => {
      if (unmade !== null && late.length === 0) return unmade.orders
      make()
      return [...moved].flatMap((value) => (lists.has(value) ? [[value, [...keysIn(lists, value)]] as const] : []))
    },
  }
}
