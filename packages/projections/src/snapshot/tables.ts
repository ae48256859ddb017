import type { SnapshotChunk } from '@clientele/domain'
import type { IndexOrder, Table, TableContents, Unread } from '../register/table.js'
import { type Block, blocksOf, recordsIn } from './block.js'

/** Records in one chunk: what is written between two breaths. */
export const most: number = 2_000

const rowsPart = 'rows '
const orderPart = 'order '

function* chunksOf(name: string, { rows, orders }: TableContents<object>): Iterable<SnapshotChunk> {
  for (const block of blocksOf(rows, most)) yield { part: rowsPart + name, text: JSON.stringify(block) }
  for (const order of orders) yield { part: orderPart + name, text: JSON.stringify(order) }
}

/** What a table holds now, to be written later: whatever happens to the table meanwhile. */
export const tableChunks = (table: Table<object, string>): Iterable<SnapshotChunk> =>
  table.unread?.chunks ?? chunksOf(table.name, table.contents())

const read = (chunks: readonly SnapshotChunk[]): TableContents<object> => ({
  rows: chunks
    .filter(({ part }) => part.startsWith(rowsPart))
    .flatMap(({ text }) => recordsIn<object>(JSON.parse(text) as Block)),
  orders: chunks.filter(({ part }) => part.startsWith(orderPart)).map(({ text }) => JSON.parse(text) as IndexOrder),
})

const tableNameIn = (part: string): string | undefined =>
  [rowsPart, orderPart].filter((start) => part.startsWith(start)).map((start) => part.slice(start.length))[0]

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
