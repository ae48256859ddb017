import { codeOf } from '../csv/code-of.js'
import { type Archive, openArchive } from './archive.js'
import { noWorkbook, readFormats, readWorkbook, type SheetPart } from './parts.js'
import { readSharedTexts } from './shared-texts.js'
import { type CellContext, type LongRow, readRows, type SheetRow } from './sheet-rows.js'

/** A file that is no workbook, or a line of one that cannot be read; reading ends there. */
type Damaged =
  | { readonly error: 'FileUnreadable'; readonly line: number; readonly code: string }
  | { readonly error: 'FileFormatNotRead'; readonly line: number }

const damagedAt = (line: number, error: unknown): Damaged =>
  codeOf(error) === noWorkbook
    ? { error: 'FileFormatNotRead', line }
    : { error: 'FileUnreadable', line, code: codeOf(error) }

const missingSheet = (): Error => new Error('A sheet of this workbook is missing.')

const rowsOf = async function* (archive: Archive, context: CellContext, { part }: SheetPart) {
  const bytes = await archive.part(part)
  if (bytes === null) throw missingSheet()
  yield* readRows(bytes, context)
}

/** The names of the sheets of an Excel file, in their order; throws if it cannot be read. */
export const readSheetNames = async (path: string): Promise<readonly string[]> => {
  const archive = await openArchive(path)
  try {
    return (await readWorkbook(archive)).sheets.map(({ name }) => name)
  } finally {
    archive.close()
  }
}

const readSheet = async function* (path: string, number: number): AsyncIterable<SheetRow | LongRow> {
  const archive = await openArchive(path)
  try {
    const { sheets, isFrom1904, ...parts } = await readWorkbook(archive)
    const sheet = sheets[number]
    if (sheet === undefined) throw missingSheet()
    const formats = await readFormats(archive, parts.styles)
    const sharedTexts = await readSharedTexts(archive, parts.sharedTexts)
    yield* rowsOf(archive, { sharedTexts, formats, isFrom1904 }, sheet)
  } finally {
    archive.close()
  }
}

// A row of a sheet ends at its last non-blank cell: pad it to the width of the header.
const padRow = (fields: readonly string[], width: number): readonly string[] =>
  fields.length >= width ? fields : [...fields, ...Array.from({ length: width - fields.length }, () => '')]

/**
 * Reads the rows of a sheet (counted from 0) of an Excel file as a stream. If it cannot be read further, the last value
 * is the problem.
 */
export const readXlsx = async function* (path: string, sheet = 0): AsyncIterable<SheetRow | LongRow | Damaged> {
  let line = 0
  let width = 0
  try {
    for await (const row of readSheet(path, sheet)) {
      line = row.line
      if ('error' in row) yield row
      else {
        width ||= row.fields.length
        yield { line, fields: padRow(row.fields, width) }
      }
    }
  } catch (error) {
    yield damagedAt(line, error)
  }
}
