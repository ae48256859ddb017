import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MalformedOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { malformedOptions } from '../options.js'
import { orStoreFailure } from '../runtime/store-failure.js'
import { emptyResult, type ImportFailure, type ImportOptions, importSources, knownOptions } from './import-register.js'
import { type ImportKind, importKinds } from './kind.js'
import type { FileHeading, ImportedFile, ImportProblem, ImportResult, RowChange } from './problem.js'
import { problemSentence } from './sheets/problem-sentence.js'
import type { FileFormat } from './sheets/reading.js'
import { openFile } from './sheets/sources.js'
import type { ImportTarget } from './target/target.js'

/** The content of a file: its bytes, or a stream of them such as the body of an upload. */
export type FileContent = Uint8Array | AsyncIterable<Uint8Array>

/** `kind` is what the file contains, by default recognized by its headings. `locale` is the language of `problem`. */
export type ImportFileOptions = ImportOptions & {
  readonly kind?: ImportKind | undefined
  readonly locale?: string | undefined
}

/** The name of a sheet of a workbook; `null` if the file has only one. */
type InSheet = { readonly sheet: string | null }

/**
 * A problem of a row: `row` is its number in the file (the headings are row 1; 0 for the file as a whole), `column` is
 * our name of the column.
 */
export type FileProblem = InSheet & {
  readonly row: number
  readonly column: string | null
  readonly problem: string
  readonly error: string
}

/** The change made by a row of a file; `row` as in problems. */
export type FileChange = InSheet & Omit<RowChange, 'file' | 'line'> & { readonly row: number }

/** A sheet that was read, as `ImportedFile`. */
export type ImportedSheet = Omit<ImportedFile, 'file' | 'kind'> & { readonly kind: ImportKind | null }

/**
 * The result of importing a file: counts of rows, its format, and its problems. `kind` and `format` are those of the
 * first sheet.
 */
export type ImportFileResult = Omit<ImportResult, 'files' | 'problems' | 'changes' | 'headings'> & {
  readonly kind: ImportKind | null
  readonly format: FileFormat | null
  readonly notRead: readonly string[]
  /** The sheets that were read; a file without sheets counts as one. */
  readonly sheets: readonly ImportedSheet[]
  readonly problems: readonly FileProblem[]
  readonly changes?: readonly FileChange[]
  readonly headings?: readonly (Omit<FileHeading, 'file'> & InSheet)[]
}

export type ImportFileOutcome = Either<
  Omit<ImportFailure, 'done'> & { readonly done: ImportFileResult },
  ImportFileResult
>

type SheetOf = (file: string) => string | null

const toFileProblem = (
  { line, file, ...refusal }: ImportProblem,
  sheetOf: SheetOf,
  locale: string | undefined,
): FileProblem => ({
  sheet: sheetOf(file),
  row: line,
  column: typeof refusal.column === 'string' ? refusal.column : null,
  problem: problemSentence(refusal, locale),
  error: refusal.error,
})

const toFileChange = ({ line, file, ...change }: RowChange, sheetOf: SheetOf): FileChange => ({
  sheet: sheetOf(file),
  row: line,
  ...change,
})

const toImportedSheet = ({ file: _, kind: fileName, ...sheet }: ImportedFile): ImportedSheet => ({
  ...sheet,
  kind: importKinds.find((kind) => `${kind}.csv` === fileName) ?? null,
})

const toFileResult = (
  { files, problems, changes, headings, ...counts }: ImportResult,
  locale: string | undefined,
): ImportFileResult => {
  const sheets = files.map(toImportedSheet)
  const [first] = sheets
  const sheetOf: SheetOf = (file) => files.find((one) => one.file === file)?.sheet ?? null
  return {
    ...counts,
    kind: first?.kind ?? null,
    format: first?.format ?? null,
    notRead: sheets.flatMap(({ notRead }) => notRead),
    sheets,
    problems: problems.map((problem) => toFileProblem(problem, sheetOf, locale)),
    ...(changes === undefined ? {} : { changes: changes.map((change) => toFileChange(change, sheetOf)) }),
    ...(headings === undefined
      ? {}
      : { headings: headings.map(({ file, ...rest }) => ({ sheet: sheetOf(file), ...rest })) }),
  }
}

const notAFile: MalformedOptions = {
  error: 'MalformedOptions',
  problem: 'importFile: the content is the bytes of a file, or a stream of them.',
}

const isContent = (content: unknown): boolean =>
  content instanceof Uint8Array ||
  (content !== null &&
    content !== undefined &&
    (Symbol.asyncIterator in Object(content) || Symbol.iterator in Object(content)))

// Saves the content to a temporary file, since files are read twice: to detect the format, and for the rows.
const withTemporaryFile = async <A>(content: FileContent, run: (path: string) => Promise<A>): Promise<A> => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-'))
  const path = join(directory, 'file')
  try {
    const pieces = content instanceof Uint8Array ? [content] : content
    await pipeline(Readable.from(pieces), createWriteStream(path, { mode: 0o600 }))
    return await run(path)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/**
 * Imports one file (CSV or Excel) from bytes or a stream, such as an upload; each row as `importRegister` does. The
 * content is saved to a temporary file that only its owner can read, and removed afterwards. `dryRun` reports without
 * appending. `KindNotRecognised` if no kind is given and the headings match none, or several; then also `FileUnreadable` if the file
 * is damaged, and `FileFormatNotRead` if it has a password, or another format.
 */
export const importFile = async (
  target: ImportTarget,
  content: FileContent,
  { kind, locale, ...options }: ImportFileOptions = {},
): Promise<ImportFileOutcome> => {
  const given = { ...options, kind, locale }
  const kinds = { ...knownOptions, kind: importKinds, locale: 'text' } as const
  const malformed = malformedOptions<ImportFileOptions>('importFile', given, kinds)
  const nothing = toFileResult(emptyResult(), locale)
  if (malformed !== null) return left({ ...malformed, done: nothing })
  if (!isContent(content)) return left({ ...notAFile, done: nothing })
  if (target.isClosed?.() === true) return left({ error: 'StoreClosed', done: nothing })
  return withTemporaryFile(content, async (path) => {
    const opened = await orStoreFailure(
      openFile(path, options, { kind: kind === undefined ? undefined : `${kind}.csv`, file: 'file' }),
    )
    if (isLeft(opened)) return left({ ...opened.left, done: nothing })
    const outcome = await importSources(target, opened.right, options)
    if (!isLeft(outcome)) return right(toFileResult(outcome.right, locale))
    return left({ ...outcome.left, done: toFileResult(outcome.left.done, locale) })
  })
}
