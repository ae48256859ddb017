import { isLeft } from 'fp-ts/lib/Either.js'
import type { CsvRow } from '../files/csv/reading.js'
import { type BadCell, date } from './columns.js'
import { type ImportState, refuse, refuseRow } from './import-state.js'
import type { FileKind, Refusal } from './kind.js'
import { rowsInOrder } from './rows-in-order.js'
import { areBlank, dayIn } from './sheets/cells.js'
import type { Source } from './sheets/directory.js'
import { type Header, headerOf } from './sheets/header.js'
import { headingsFor } from './sheets/headings.js'
import { encodingIn, type FileOptions } from './sheets/options.js'
import { type FileFormat, isUnreadable, rowsOf, type SheetItem } from './sheets/reading.js'

type CellOf = (column: string) => string | undefined

/** Creates the lookup of a row's cells: trimmed, with days as `YYYY-MM-DD`. */
const createCellOf =
  ({ columns }: FileKind, { positions }: Header, { dates }: FileOptions, fields: readonly string[]): CellOf =>
  (column) => {
    const position = positions.get(column)
    const cell = position === undefined ? undefined : fields[position]?.trim()
    return cell !== undefined && columns[column]?.codec === date ? dayIn(cell, dates) : cell
  }

const malformed = (cells: readonly BadCell[]): readonly Refusal[] =>
  cells.map((cell) => ({ error: 'MalformedRow', ...cell }))

type Reader = {
  readonly header: (header: Header, line: number) => void
  readonly row: (row: CsvRow, cellOf: CellOf, header: Header) => Promise<void> | void
  readonly unreadable: (item: Extract<SheetItem, { readonly error: string }>) => void
  readonly format?: (format: FileFormat) => void
  readonly bytes?: (bytes: number) => void
}

/** Whether all known cells of a row are blank, and it has none beyond the header. */
const isBlankRow = ({ fields }: CsvRow, { width, positions }: Header): boolean =>
  areBlank([...positions.values()].map((at) => fields[at] ?? '')) && areBlank(fields.slice(width))

/** Reads a file row by row until it ends, is unreadable, or the import stops. Skips blank rows. */
const readRows = async (state: ImportState, source: Source, kind: FileKind, reader: Reader): Promise<void> => {
  const { files } = state
  const headings = headingsFor(kind, files.headings)
  const isHeading = (heading: string): boolean => headings.columnOf(heading) !== undefined
  const encoding = encodingIn(files)
  const { delimiter } = files
  const options = { encoding, delimiter, isHeading, onFormat: reader.format, onBytes: reader.bytes }
  let header: Header | null = null
  for await (const item of rowsOf(source, options)) {
    if (state.failure !== null) return
    if (state.signal?.aborted) {
      state.failure = { error: 'Cancelled' }
      return
    }
    if (isUnreadable(item)) {
      reader.unreadable(item)
      if (header === null) return
    } else if (header === null) {
      if (areBlank(item.fields)) continue
      header = headerOf(item.fields, kind.columns, headings)
      reader.header(header, item.line)
      if (!header.isUsable) return
    } else if (!isBlankRow(item, header)) await reader.row(item, createCellOf(kind, header, files, item.fields), header)
  }
  if (header === null) reader.header(headerOf([], kind.columns, headings), 1)
}

/** Whether a row has too few cells, or a non-blank one after the last column. */
const isRagged = ({ fields }: CsvRow, { width }: Header): boolean =>
  fields.length < width || !areBlank(fields.slice(width))

const prescan = (state: ImportState, source: Source, kind: FileKind): Promise<void> =>
  readRows(state, source, kind, {
    header: () => {},
    unreadable: () => {},
    row: (row, cellOf, header) => {
      if (!isRagged(row, header)) kind.prescan?.(cellOf)
    },
  })

/** Imports the readable rows of one file; unreadable ones are reported with their lines. */
export const importRows = async (state: ImportState, source: Source, kind: FileKind): Promise<void> => {
  const { file } = source
  if (kind.prescan !== undefined) await prescan(state, source, kind)
  const rows = rowsInOrder(state, file, kind)
  const known: { format: FileFormat | null } = { format: null }
  await readRows(state, source, kind, {
    format: (format) => {
      known.format = format
    },
    bytes: state.progress.bytes,
    header: ({ problems, notRead, headings }, line) => {
      refuse(state, file, line, problems)
      state.tally.file(
        { file, sheet: source.sheet?.name ?? null, kind: kind.file, format: known.format, notRead },
        headings,
      )
    },
    unreadable: ({ line, ...facts }) =>
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
