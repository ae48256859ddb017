import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type CsvRow, readCsv, type Unreadable } from '../files/csv/reading.js'
import type { BadCell } from './columns.js'
import { type Header, headerOf } from './header.js'
import { type ImportState, refuse, refuseRow } from './import-state.js'
import type { FileKind, Refusal } from './kind.js'
import { rowsInOrder } from './rows-in-order.js'

type CellOf = (column: string) => string | undefined

const cellsOf =
  ({ positions }: Header, fields: readonly string[]): CellOf =>
  (column) => {
    const position = positions.get(column)
    return position === undefined ? undefined : fields[position]
  }

const malformed = (cells: readonly BadCell[]): readonly Refusal[] =>
  cells.map((cell) => ({ error: 'MalformedRow', ...cell }))

const isUnreadable = (item: CsvRow | Unreadable): item is Unreadable => 'error' in item

type Reader = { readonly row: (row: CsvRow, cellOf: CellOf, header: Header) => Promise<void> | void }

/** Reads a file row by row until it ends, cannot be read on, or the import is to stop. */
const readRows = async (
  state: ImportState,
  path: string,
  { columns }: FileKind,
  onBytes: (bytes: number) => void,
  reader: Reader & { readonly header: (header: Header) => void; readonly end: (item: Unreadable) => void },
): Promise<void> => {
  let header: Header | null = null
  for await (const item of readCsv(path, { onBytes })) {
    if (state.failure !== null) return
    if (state.signal?.aborted) {
      state.failure = { error: 'Cancelled' }
      return
    }
    if (isUnreadable(item)) return reader.end(item)
    if (header === null) {
      header = headerOf(item.fields, columns)
      reader.header(header)
      if (!header.isUsable) return
    } else await reader.row(item, cellsOf(header, item.fields), header)
  }
  if (header === null) reader.header(headerOf([], columns))
}

const isRagged = ({ fields }: CsvRow, { width: expected }: Header): boolean => fields.length !== expected

const prescan = (state: ImportState, path: string, kind: FileKind): Promise<void> =>
  readRows(state, path, kind, () => {}, {
    header: () => {},
    end: () => {},
    row: (row, cellOf, header) => {
      if (!isRagged(row, header)) kind.prescan?.(cellOf)
    },
  })

/** Imports one file. What can be read of it is; what cannot is a problem with its line. */
export const importFile = async (state: ImportState, directory: string, kind: FileKind): Promise<void> => {
  const { file } = kind
  const path = join(directory, file)
  if (kind.prescan !== undefined) await prescan(state, path, kind)
  const rows = rowsInOrder(state, kind)
  await readRows(state, path, kind, state.progress.bytes, {
    header: ({ problems }) => refuse(state, file, 1, problems),
    end: ({ line, ...facts }) =>
      line > 0 ? refuseRow(state, file, line, [facts]) : refuse(state, file, line, [facts]),
    row: (item, cellOf, header) => {
      const { line, fields } = item
      state.progress.row(file, line)
      if (isRagged(item, header))
        return refuseRow(state, file, line, [
          { error: 'WrongNumberOfFields', expected: header.width, actual: fields.length },
        ])
      const row = kind.read(cellOf)
      if (isLeft(row)) return refuseRow(state, file, line, malformed(row.left))
      return rows.take({ line, row: row.right })
    },
  })
  await rows.rest()
}
