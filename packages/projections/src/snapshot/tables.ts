import type { SnapshotChunk } from '@clientele/domain'
import type { IndexOrder, Table, TableContents, Unread } from '../register/table.js'
import { type Block, blocksOf, recordsIn } from './block.js'

/** Records in one chunk: what is written between two breaths. */
export const most: number = 2_000

const rowsPart = 'rows '
const ordersPart = 'orders '

/** Some orders at a time, of few keys each or one of many. */
function* slicesOf(orders: readonly IndexOrder[]): Iterable<readonly IndexOrder[]> {
  let some: IndexOrder[] = []
  let keys = 0
  for (const order of orders) {
    some.push(order)
    keys += order[2].length
    if (keys < most) continue
    yield some
    some = []
    keys = 0
  }
  if (some.length > 0) yield some
}

function* chunksOf(name: string, { rows, orders }: TableContents<object>): Iterable<SnapshotChunk> {
  for (const block of blocksOf(rows, most)) yield { part: rowsPart + name, text: JSON.stringify(block) }
  for (const some of slicesOf(orders)) yield { part: ordersPart + name, text: JSON.stringify(some) }
}

/** What a table holds now, to be written later: whatever happens to the table meanwhile. */
export const tableChunks = (table: Table<object, string>): Iterable<SnapshotChunk> =>
  table.unread?.chunks ?? chunksOf(table.name, table.contents())

const read = (chunks: readonly SnapshotChunk[]): TableContents<object> => ({
  rows: chunks
    .filter(({ part }) => part.startsWith(rowsPart))
    .flatMap(({ text }) => recordsIn<object>(JSON.parse(text) as Block)),
  orders: chunks
    .filter(({ part }) => part.startsWith(ordersPart))
    .flatMap(({ text }) => JSON.parse(text) as readonly IndexOrder[]),
})

const tableNameIn = (part: string): string | undefined =>
  [rowsPart, ordersPart].filter((start) => part.startsWith(start)).map((start) => part.slice(start.length))[0]

const byTable = (chunks: readonly SnapshotChunk[]): ReadonlyMap<string, readonly SnapshotChunk[]> => {
  const tables = new Map<string, SnapshotChunk[]>()
  for (const chunk of chunks) {
    const name = tableNameIn(chunk.part)
    if (name === undefined) continue
    const known = tables.get(name)
    if (known === undefined) tables.set(name, [chunk])
    else known.push(chunk)
  }
  return tables
}

/** The tables in some chunks, by name; each is read when somebody asks for it. */
export const tablesIn = (chunks: readonly SnapshotChunk[]): ReadonlyMap<string, Unread<object>> =>
  new Map([...byTable(chunks)].map(([name, own]) => [name, { chunks: own, read: () => read(own) }]))
