import { type FileName, fileNames } from './kind.js'
import { fileNameOf } from './sheets/directory.js'
import type { FileFormat } from './sheets/reading.js'
import type { RefusedRows } from './sheets/refused-rows.js'

/** What is wrong at one place of a directory. `line` counts from 1, the header row; 0 is the file as a whole. In Excel files it is the number of the row. */
export type ImportProblem = {
  readonly file: string
  readonly line: number
  readonly error: string
  readonly [fact: string]: unknown
}

/** Counts of rows: `read` is the sum of `accepted` (`created` of them brought something new), `unchanged` and `rejected`. */
export type RowCounts = {
  readonly read: number
  readonly accepted: number
  readonly created: number
  readonly unchanged: number
  readonly rejected: number
}

/** A file that was read, or the sheet of one (`sheet` is its name where there are several): of which kind, how it is written (`null` where nothing is in it), and headings of columns that are known and not read. */
export type ImportedFile = {
  readonly file: string
  readonly sheet: string | null
  readonly kind: FileName
  readonly format: FileFormat | null
  readonly notRead: readonly string[]
  readonly rows: RowCounts
}

/** What a row brought: something new, or changes of some columns, by our names. `line` as in problems. */
export type RowChange = {
  readonly file: string
  readonly line: number
  readonly what: 'new' | 'changed'
  /** What the row is about, by its name where it has one. */
  readonly subject: string
  readonly columns: readonly string[]
}

/** What an import did. */
export type ImportResult = RowCounts & {
  readonly events: number
  /** The files that were read, in this order. */
  readonly files: readonly ImportedFile[]
  /** In the order of files and lines: at mostListed the first 10,000. */
  readonly problems: readonly ImportProblem[]
  /** How many problems there were. */
  readonly problemCount: number
  /** The rows that were refused, by file, where the option `refusedRows` asks for them. */
  readonly refused?: readonly RefusedRows[]
  /** What rows brought, as problems are ordered, where the option `details` asks for it: the first 10,000. */
  readonly changes?: readonly RowChange[]
  /** What the headings of the files stand for, where the option `details` asks for it. */
  readonly headings?: readonly FileHeading[]
}

/** What a heading stands for: a column of ours; `null` where it is not read, with the column whose name is nearest if it is not known. */
export type FileHeading = {
  readonly file: string
  readonly heading: string
  readonly column: string | null
  readonly nearest: string | null
}

/** What came of one row. */
type RowResult = { readonly events: number; readonly isRejected: boolean; readonly change?: RowChange | null }

/** Counts rows and keeps problems. */
export type Tally = {
  row(file: string, result: RowResult): void
  problem(problem: ImportProblem): void
  file(file: Omit<ImportedFile, 'rows'>, headings: readonly Omit<FileHeading, 'file'>[]): void
  result(): ImportResult
  details(): Required<Pick<ImportResult, 'changes' | 'headings'>>
}

/** The most problems and changes an import lists; it counts all. */
export const mostListed = 10_000

const order: readonly string[] = fileNames

type Place = { readonly file: string; readonly line: number }

const place = ({ file }: Place): number => {
  const index = order.indexOf(fileNameOf(file) ?? file)
  return index === -1 ? order.length : index
}

const inOrder = (a: Place, b: Place): number =>
  place(a) - place(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)

type Counts = { -readonly [K in keyof RowCounts]: number }

const noRows = (): Counts => ({ read: 0, accepted: 0, created: 0, unchanged: 0, rejected: 0 })

const count = (counts: Counts, { events, isRejected, change }: RowResult): void => {
  counts.read += 1
  if (isRejected) counts.rejected += 1
  else if (events === 0) counts.unchanged += 1
  else {
    counts.accepted += 1
    if (change?.what === 'new') counts.created += 1
  }
}

/** Nothing counted yet. */
export const createTally = (): Tally => {
  const counts = { ...noRows(), events: 0 }
  const byFile = new Map<string, Counts>()
  const problems: ImportProblem[] = []
  const files: Omit<ImportedFile, 'rows'>[] = []
  const changes: RowChange[] = []
  const headings: FileHeading[] = []
  let problemCount = 0
  const withRows = (file: Omit<ImportedFile, 'rows'>): ImportedFile => ({
    ...file,
    rows: { ...(byFile.get(file.file) ?? noRows()) },
  })
  return {
    row: (file, row) => {
      const ofFile = byFile.get(file) ?? noRows()
      byFile.set(file, ofFile)
      count(counts, row)
      count(ofFile, row)
      counts.events += row.events
      const isAccepted = !row.isRejected && row.events > 0
      if (isAccepted && row.change != null && changes.length < mostListed) changes.push(row.change)
    },
    problem: (problem) => {
      problemCount += 1
      if (problems.length < mostListed) problems.push(problem)
    },
    file: (file, ofFile) => {
      files.push(file)
      headings.push(...ofFile.map((heading) => ({ file: file.file, ...heading })))
    },
    result: () => ({ ...counts, files: files.map(withRows), problems: [...problems].sort(inOrder), problemCount }),
    details: () => ({ changes: [...changes].sort(inOrder), headings: [...headings] }),
  }
}
