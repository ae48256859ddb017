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

/** A file that was read: of which kind, how it is written (`null` where nothing is in it), and headings of columns that are known and not read. */
export type ImportedFile = {
  readonly file: string
  readonly kind: FileName
  readonly format: FileFormat | null
  readonly notRead: readonly string[]
}

/** What an import did. `read` is the sum of `accepted` (something was appended), `unchanged` and `rejected` rows. */
export type ImportResult = {
  readonly read: number
  readonly accepted: number
  readonly unchanged: number
  readonly rejected: number
  readonly events: number
  /** The files that were read, in this order. */
  readonly files: readonly ImportedFile[]
  /** In the order of files and lines: at mostListed the first 10,000. */
  readonly problems: readonly ImportProblem[]
  /** How many problems there were. */
  readonly problemCount: number
  /** The rows that were refused, by file, where the option `refusedRows` asks for them. */
  readonly refused?: readonly RefusedRows[]
}

/** What came of one row. */
type RowResult = { readonly events: number; readonly isRejected: boolean }

/** Counts rows and keeps problems. */
export type Tally = {
  row(result: RowResult): void
  problem(problem: ImportProblem): void
  file(file: ImportedFile): void
  result(): ImportResult
}

/** The most problems an import lists; it counts all. */
export const mostListed = 10_000

const order: readonly string[] = fileNames

const place = ({ file }: ImportProblem): number => {
  const index = order.indexOf(fileNameOf(file) ?? file)
  return index === -1 ? order.length : index
}

const inOrder = (a: ImportProblem, b: ImportProblem): number =>
  place(a) - place(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)

/** Nothing counted yet. */
export const createTally = (): Tally => {
  const counts = { read: 0, accepted: 0, unchanged: 0, rejected: 0, events: 0 }
  const problems: ImportProblem[] = []
  const files: ImportedFile[] = []
  let problemCount = 0
  return {
    row: ({ events, isRejected }) => {
      counts.read += 1
      counts.events += events
      if (isRejected) counts.rejected += 1
      else if (events > 0) counts.accepted += 1
      else counts.unchanged += 1
    },
    problem: (problem) => {
      problemCount += 1
      if (problems.length < mostListed) problems.push(problem)
    },
    file: (file) => {
      files.push(file)
    },
    result: () => ({ ...counts, files: [...files], problems: [...problems].sort(inOrder), problemCount }),
  }
}
