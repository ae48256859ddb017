import type { SnapshotChunk } from '@clientele/domain'
import type { LazyContents, Table } from '../tables/table.js'
import { type Block, blocksOf, recordsIn } from './block.js'

/** Records per chunk; the event loop runs between chunks. */
export const chunkSize: number = 2_000

const rowsPart = 'rows '

/** Whether a part of a snapshot contains rows of a table. */
export const holdsRows = (part: string): boolean => part.startsWith(rowsPart)

function* chunksOf(name: string, rows: readonly object[]): Iterable<SnapshotChunk> {
  for (const block of blocksOf(rows, chunkSize)) yield { part: rowsPart + name, text: JSON.stringify(block) }
}

/** The current contents of a table, serialized lazily; later changes do not affect them. */
export const tableChunks = (table: Table<object, string>): Iterable<SnapshotChunk> =>
  table.unreadContents?.chunks ?? chunksOf(table.name, table.contents())

function* read(chunks: readonly SnapshotChunk[]): Iterable<readonly object[]> {
  for (const { text } of chunks) yield recordsIn(JSON.parse(text) as Block)
}

const byTable = (chunks: readonly SnapshotChunk[]): ReadonlyMap<string, readonly SnapshotChunk[]> => {
  const tables = new Map<string, SnapshotChunk[]>()
  for (const chunk of chunks) {
    if (!holdsRows(chunk.part)) continue
    const name = chunk.part.slice(rowsPart.length)
    const existing = tables.get(name)
    if (existing === undefined) tables.set(name, [chunk])
    else existing.push(chunk)
  }
  return tables
}

/** The tables in the chunks of a snapshot, by name; each is parsed on first access. */
export const tablesIn = (chunks: readonly SnapshotChunk[]): ReadonlyMap<string, LazyContents<object>> =>
  new Map([...byTable(chunks)].map(([name, own]) => [name, { chunks: own, blocks: () => read(own) }]))
