import type { FileName } from '../kind.js'
import { fileKinds } from '../kinds.js'
import { areBlank } from './cells.js'
import type { Source } from './directory.js'
import { headingsFor } from './headings.js'
import type { FileOptions } from './options.js'
import { type FileFormat, isUnreadable, rowsOf } from './reading.js'

/** The refused rows of a file as they are there, with the file's headings; each with its number and problems. */
export type RefusedRows = {
  readonly file: string
  readonly kind: FileName
  readonly headings: readonly string[]
  /** Our column for each heading; `null` if it is not read. */
  readonly columns: readonly (string | null)[]
  readonly rows: readonly {
    readonly row: number
    readonly fields: readonly string[]
    readonly problems: readonly RowProblem[]
  }[]
}

/** Why a row was refused, by error name and facts. */
type RowProblem = { readonly error: string; readonly line: number; readonly [fact: string]: unknown }

const groupByLine = (problems: readonly RowProblem[]): ReadonlyMap<number, readonly RowProblem[]> => {
  const lines = new Map<number, RowProblem[]>()
  for (const problem of problems) lines.set(problem.line, [...(lines.get(problem.line) ?? []), problem])
  return lines
}

const formatOptions = (format: FileFormat | null) =>
  format === null || format === 'xlsx' ? {} : { encoding: format.encoding, delimiter: format.delimiter }

/** How a file was read. */
type ReadAs = Pick<FileOptions, 'headings'> & { readonly kind: FileName; readonly format: FileFormat | null }

const columnsOf = (headings: readonly string[], { kind, headings: map }: ReadAs): readonly (string | null)[] => {
  const ofKind = fileKinds().find(({ file }) => file === kind)
  if (ofKind === undefined) return headings.map(() => null)
  const known = headingsFor(ofKind, map)
  return headings.map((heading) => known.columnOf(heading) ?? null)
}

/** Reads a file again to get the rows with problems; an unreadable row has no cells. */
export const refusedRowsOf = async (
  source: Source,
  reading: ReadAs,
  problems: readonly RowProblem[],
): Promise<RefusedRows> => {
  const { kind, format } = reading
  const lines = groupByLine(problems)
  const rows: RefusedRows['rows'][number][] = []
  let headings: readonly string[] | null = null
  for await (const item of rowsOf(source, { ...formatOptions(format), isHeading: () => false })) {
    const found = lines.get(item.line)
    if (isUnreadable(item)) {
      if (found !== undefined) rows.push({ row: item.line, fields: [], problems: found })
    } else if (headings === null) headings = areBlank(item.fields) ? null : item.fields
    else if (found !== undefined) rows.push({ row: item.line, fields: item.fields, problems: found })
  }
  const names = headings ?? []
  return { file: source.file, kind, headings: names, columns: columnsOf(names, reading), rows }
}
