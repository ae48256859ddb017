import { type Column, columnOf, valueIn } from '../data-structures/json-column.js'

/** Records of one shape in columns, which are smaller and faster as JSON than objects. */
export type Block = { readonly count: number; readonly names: readonly string[]; readonly columns: readonly Column[] }

type Loose = { readonly [name: string]: unknown }

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

/** Reads the records of a block that `blocksOf` wrote. */
export const recordsIn = <A>({ count, names, columns }: Block): readonly A[] =>
  Array.from({ length: count }, (_, index) => {
    const record: { [name: string]: unknown } = {}
    for (let at = 0; at < names.length; at += 1) record[names[at] ?? ''] = valueIn(columns[at], index)
    return record as A
  })
