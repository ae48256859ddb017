/** A column of records of one shape, which are smaller and faster as JSON than objects. */
type Column = readonly unknown[] | { readonly of: readonly (string | null)[]; readonly at: readonly number[] }

export type Block = { readonly count: number; readonly names: readonly string[]; readonly columns: readonly Column[] }

type Loose = { readonly [name: string]: unknown }

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

const columnOf = (values: readonly unknown[]): Column => dictionaryOf(values) ?? values

const namesOf = (record: Loose): readonly string[] => Object.keys(record).filter((name) => record[name] !== undefined)

const hasShape = (names: readonly string[], record: Loose): boolean => {
  const ownNames = namesOf(record)
  return ownNames.length === names.length && ownNames.every((name, index) => name === names[index])
}

const blockOf = (names: readonly string[], records: readonly Loose[]): Block => ({
  count: records.length,
  names,
  columns: names.map((name) => columnOf(records.map((record) => record[name]))),
})

/** Splits records into runs of one shape and at most `maxRecords` records, and each run into columns. */
export function* blocksOf(records: readonly object[], maxRecords: number): Iterable<Block> {
  let start = 0
  while (start < records.length) {
    const run = records.slice(start, start + maxRecords) as readonly Loose[]
    const names = namesOf(run[0] ?? {})
    const end = run.findIndex((record) => !hasShape(names, record))
    const sameShape = end === -1 ? run : run.slice(0, end)
    yield blockOf(names, sameShape)
    start += sameShape.length
  }
}

const valueIn = (column: Column | undefined, index: number): unknown => {
  if (column === undefined) return null
  return 'of' in column ? column.of[column.at[index] ?? 0] : column[index]
}

/** Reads the records of a block that `blocksOf` wrote. */
export const recordsIn = <A>({ count, names, columns }: Block): readonly A[] =>
  Array.from({ length: count }, (_, index) => {
    const record: { [name: string]: unknown } = {}
    for (let at = 0; at < names.length; at += 1) record[names[at] ?? ''] = valueIn(columns[at], index)
    return record as A
  })
