import { type FileName, fileNames } from './kind.js'
import { fileNameOf } from './sheets/directory.js'
import type { FileFormat } from './sheets/reading.js'
import type { RefusedRows } from './sheets/refused-rows.js'

/**
 * A problem at one place of a directory. `line` counts from 1, the header row; 0 is the file as a whole. In Excel files
 * it is the row number.
 */
export type ImportProblem = {
  readonly file: string
  readonly line: number
  readonly error: string
  readonly [fact: string]: unknown
}

/**
 * Counts of rows: `read` is the sum of `accepted` (`created` of them created a subject), `unchanged` and `rejected`.
 */
export type RowCounts = {
  readonly read: number
  readonly accepted: number
  readonly created: number
  readonly unchanged: number
  readonly rejected: number
}

/**
 * A file that was read, or one of its sheets (`sheet` is its name if there are several): its kind, its format (`null`
 * if it is empty), and the headings of columns that are known but not read.
 */
export type ImportedFile = {
  readonly file: string
  readonly sheet: string | null
  readonly kind: FileName
  readonly format: FileFormat | null
  readonly notRead: readonly string[]
  readonly rows: RowCounts
}

/** The change made by a row: a new subject, or changes of columns, by our names. `line` as in problems. */
export type RowChange = {
  readonly file: string
  readonly line: number
  readonly what: 'new' | 'changed'
  /** The subject of the row, by name if it has one. */
  readonly subject: string
  readonly columns: readonly string[]
}

/** The result of an import. */
export type ImportResult = RowCounts & {
  readonly events: number
  /** The files that were read, in order. */
  readonly files: readonly ImportedFile[]
  /** The first 10,000 problems, in the order of files and lines. */
  readonly problems: readonly ImportProblem[]
  /** The number of all problems. */
  readonly problemCount: number
  /** The refused rows by file, if the option `refusedRows` is set. */
  readonly refused?: readonly RefusedRows[]
  /** The first 10,000 changes, in the order of files and lines, if the option `details` is set. */
  readonly changes?: readonly RowChange[]
  /** The meaning of the files' headings, if the option `details` is set. */
  readonly headings?: readonly FileHeading[]
}

/** The meaning of a heading: our column; `null` if it is not read, with the most similar column if it is unknown. */
export type FileHeading = {
  readonly file: string
  readonly heading: string
  readonly column: string | null
  readonly nearest: string | null
}

/** The result of one row. */
type RowResult = { readonly events: number; readonly isRejected: boolean; readonly change?: RowChange | null }

/** Counts rows and collects problems. */
export type Tally = {
  row(file: string, result: RowResult): void
  problem(problem: ImportProblem): void
  file(file: Omit<ImportedFile, 'rows'>, headings: readonly Omit<FileHeading, 'file'>[]): void
  result(): ImportResult
  details(): Required<Pick<ImportResult, 'changes' | 'headings'>>
}

/** The maximum number of problems and of changes in a result; all are counted. */
export const mostListed = 10_000

const order: readonly string[] = fileNames

type Place = { readonly file: string; readonly line: number }

const fileIndex = ({ file }: Place): number => {
  const index = order.indexOf(fileNameOf(file) ?? file)
  return index === -1 ? order.length : index
}

const byPlace = (a: Place, b: Place): number =>
  fileIndex(a) - fileIndex(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)

type Counts = { -readonly [K in keyof RowCounts]: number }

const zeroCounts = (): Counts => ({ read: 0, accepted: 0, created: 0, unchanged: 0, rejected: 0 })

const countRow = (counts: Counts, { events, isRejected, change }: RowResult): void => {
  counts.read += 1
  if (isRejected) counts.rejected += 1
  else if (events === 0) counts.unchanged += 1
  else {
    counts.accepted += 1
    if (change?.what === 'new') counts.created += 1
  }
}

/** Creates an empty tally. */
export const createTally = (): Tally => {
  const counts = { ...zeroCounts(), events: 0 }
  const byFile = new Map<string, Counts>()
  const problems: ImportProblem[] = []
  const files: Omit<ImportedFile, 'rows'>[] = []
  const changes: RowChange[] = []
  const headings: FileHeading[] = []
  let problemCount = 0
  const withRows = (file: Omit<ImportedFile, 'rows'>): ImportedFile => ({
    ...file,
    rows: { ...(byFile.get(file.file) ?? zeroCounts()) },
  })
  return {
    row: (file, row) => {
      const ofFile = byFile.get(file) ?? zeroCounts()
      byFile.set(file, ofFile)
      countRow(counts, row)
      countRow(ofFile, row)
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
    result: () => ({ ...counts, files: files.map(withRows), problems: [...problems].sort(byPlace), problemCount }),
    details: () => ({ changes: [...changes].sort(byPlace), headings: [...headings] }),
  }
}
