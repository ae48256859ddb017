import type { FileName } from '../kind.js'
import { areBlank } from './cells.js'
import type { Source } from './directory.js'
import { type FileFormat, isUnreadable, rowsOf } from './reading.js'

/** Rows of a file that were refused, as they stand there: beneath its own headings, each with its number and why. */
export type RefusedRows = {
  readonly file: string
  readonly kind: FileName
  readonly headings: readonly string[]
  readonly rows: readonly {
    readonly row: number
    readonly fields: readonly string[]
    readonly problems: readonly RowProblem[]
  }[]
}

/** Why a row was refused, by name and facts. */
type RowProblem = { readonly error: string; readonly line: number; readonly [fact: string]: unknown }

const byLine = (problems: readonly RowProblem[]): ReadonlyMap<number, readonly RowProblem[]> => {
  const lines = new Map<number, RowProblem[]>()
  for (const problem of problems) lines.set(problem.line, [...(lines.get(problem.line) ?? []), problem])
  return lines
}

const formatOptions = (format: FileFormat | null) =>
  format === null || format === 'xlsx' ? {} : { encoding: format.encoding, delimiter: format.delimiter }

/** Reads a file once more for the rows that have a problem; one that cannot be read has no cells. */
export const refusedRowsOf = async (
  source: Source,
  kind: FileName,
  format: FileFormat | null,
  problems: readonly RowProblem[],
): Promise<RefusedRows> => {
  const lines = byLine(problems)
  const rows: RefusedRows['rows'][number][] = []
  let headings: readonly string[] | null = null
  for await (const item of rowsOf(source, { ...formatOptions(format), isHeading: () => false })) {
    const found = lines.get(item.line)
    if (isUnreadable(item)) {
      if (found !== undefined) rows.push({ row: item.line, fields: [], problems: found })
    } else if (headings === null) headings = areBlank(item.fields) ? null : item.fields
    else if (found !== undefined) rows.push({ row: item.line, fields: item.fields, problems: found })
  }
  return { file: source.file, kind, headings: headings ?? [], rows }
}
