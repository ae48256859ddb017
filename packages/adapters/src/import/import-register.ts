import type { MalformedOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { chunksOf } from 'fp-ts/lib/ReadonlyArray.js'
import { ignoringErrors } from '../host/ignoring-errors.js'
import { malformedOptions, type OptionKinds } from '../options.js'
import type { Failure } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import { orStoreFailure } from '../runtime/store-failure.js'
import { importRows } from './import-rows.js'
import type { DeferredRow, ImportState } from './import-state.js'
import type { FileName } from './kind.js'
import { fileKinds } from './kinds.js'
import { createTally, type ImportResult } from './problem.js'
import { type Executed, executeAll } from './row.js'
import { type Job, maxRowsTogether, runTogether } from './run-together.js'
import type { DirectoryProblem, Sources } from './sheets/directory.js'
import { type FileOptions, fileOptionKinds, malformedFileOptions } from './sheets/options.js'
import { type RefusedRows, refusedRowsOf } from './sheets/refused-rows.js'
import { type FileNotRead, type KindNotRecognised, openSources } from './sheets/sources.js'
import { type ImportTarget, targetFor } from './target/target.js'

/** The progress of an import: the last row, and the rows and bytes of all files so far. */
export type ImportProgress = {
  readonly file: string
  readonly line: number
  readonly rows: number
  readonly bytes: number
  readonly totalBytes: number
}

/**
 * The actor and time of an import (`today`: a date; `at`: an instant, by default the time of each command, on the day
 * `today`). By default the embedding service imports as itself: `by` is only recorded, and rights are not checked. With
 * `as: 'employee'` the rights of `by` are checked: a row to which this employee has no right is refused.
 */
export type ImportOptions = FileOptions & {
  readonly by?: string | undefined
  readonly as?: 'employee' | undefined
  readonly today?: string | undefined
  readonly at?: string | undefined
  /** Reports without appending; needs a target that can be copied. */
  readonly dryRun?: boolean | undefined
  /** Also returns the refused rows as they are in their files; reads the files once more for that. */
  readonly refusedRows?: boolean | undefined
  /**
   * Also returns the change of each row and the meaning of the headings, to show to a user; contains texts of the
   * files.
   */
  readonly details?: boolean | undefined
  /** Called with the progress every few hundred rows, and at the end. Errors that it throws are ignored. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** The kinds of import options, for `malformedOptions`. */
export const knownOptions: OptionKinds<ImportOptions> = {
  ...fileOptionKinds,
  by: 'text',
  as: ['employee'],
  today: 'text',
  at: 'text',
  dryRun: 'flag',
  refusedRows: 'flag',
  details: 'flag',
  onProgress: 'function',
  signal: 'signal',
}

/** Why an import ended early; `done` is its result up to then. */
export type ImportFailure = (
  | DirectoryProblem
  | KindNotRecognised
  | FileNotRead
  | Failure
  | { readonly error: 'DryRunUnsupported' }
) & {
  readonly done: ImportResult
}

export type ImportOutcome = Either<ImportFailure, ImportResult>

/** Progress is reported after this many rows, and at the end. */
const rowsPerReport = 256

const createProgress = (sources: Sources, onProgress: ImportOptions['onProgress']) => {
  const totalBytes = [...sources.known.values()].reduce((sum, { size }) => sum + size, 0)
  const state = { file: '', line: 0, rows: 0, bytes: 0, totalBytes }
  const tell = ignoringErrors(onProgress)
  const report = (): void => tell({ ...state })
  return {
    tell: report,
    bytes: (count: number): void => {
      state.bytes += count
    },
    /** The bytes that were not read, because reading a file was given up. */
    left: (): number => totalBytes - state.bytes,
    row: (file: string, line: number): void => {
      Object.assign(state, { file, line, rows: state.rows + 1 })
      if (state.rows % rowsPerReport === 0) report()
    },
  }
}

const contextOf = ({ by, as, today, at }: ImportOptions): Context => ({
  ...(as === 'employee' ? { by } : { by, as: 'host' }),
  ...{ today, at, origin: 'import' },
})

// Without `by`, an import as an employee would have all rights.
const missingActor = ({ by, as }: ImportOptions): MalformedOptions | null =>
  as === 'employee' && by === undefined
    ? { error: 'MalformedOptions', problem: 'import: `as` needs `by`, the employee who acts.' }
    : null

const finishJob = ({ tally, context }: ImportState, row: DeferredRow): Job<Executed> => ({
  run: (executor) => executeAll(executor, row.commands, context, row.times),
  done: ({ events, refusals }) => {
    for (const refusal of refusals) tally.problem({ ...refusal, file: row.file, line: row.line, error: refusal.error })
    tally.row(row.file, { events: row.events + events, isRejected: refusals.length > 0, change: row.change })
  },
})

/** Executes the commands that were deferred until after a file. */
const executeDeferred = async (state: ImportState, file: FileName): Promise<void> => {
  for (const rows of chunksOf(maxRowsTogether(state.target))([...(state.waiting.get(file) ?? [])])) {
    if (state.failure !== null) return
    if (state.signal?.aborted) state.failure = { error: 'Cancelled' }
    else
      state.failure = await runTogether(
        state.target,
        rows.map((row) => finishJob(state, row)),
      )
  }
  state.waiting.delete(file)
}

const importFiles = async (state: ImportState, found: Sources): Promise<void> => {
  const { known: sources, unknown, twice, unread = [], unknownSheets = [] } = found
  for (const file of unknown) state.tally.problem({ file, line: 0, error: 'UnknownFile' })
  for (const file of twice) state.tally.problem({ file, line: 0, error: 'FileThereTwice' })
  for (const file of unread) state.tally.problem({ file, line: 0, error: 'FileFormatNotRead' })
  for (const sheet of unknownSheets) state.tally.problem({ ...sheet, line: 0, error: 'SheetNotRecognised' })
  for (const kind of fileKinds()) {
    const source = sources.get(kind.file)
    if (state.failure !== null) return
    if (state.signal?.aborted) state.failure = { error: 'Cancelled' }
    else if (source !== undefined) await importRows(state, source, kind)
    await executeDeferred(state, kind.file)
  }
}

const withRefusedRows = async (
  result: ImportResult,
  { known: sources }: Sources,
  { refusedRows, headings }: ImportOptions,
): Promise<ImportResult> => {
  if (refusedRows !== true || result.problems.length === 0) return result
  const refused: RefusedRows[] = []
  for (const { file, kind, format } of result.files) {
    const source = sources.get(kind)
    const problems = result.problems.filter((problem) => problem.file === file && problem.line > 0)
    if (source !== undefined && problems.length > 0)
      refused.push(await refusedRowsOf(source, { kind, format, headings }, problems))
  }
  return { ...result, refused }
}

const importInto = async (target: ImportTarget, sources: Sources, options: ImportOptions): Promise<ImportOutcome> => {
  const progress = createProgress(sources, options.onProgress)
  const state: ImportState = {
    target: targetFor(target, options),
    context: contextOf(options),
    files: options,
    tally: createTally(),
    signal: options.signal,
    progress,
    waiting: new Map(),
    failure: null,
  }
  await importFiles(state, sources)
  if (state.failure === null) progress.bytes(progress.left())
  progress.tell()
  const { tally } = state
  const result = options.details ? { ...tally.result(), ...tally.details() } : tally.result()
  const done = await withRefusedRows(result, sources, options)
  return state.failure === null ? right(done) : left({ ...state.failure, done })
}

/** The result of an import that did nothing. */
export const emptyResult = (): ImportResult => createTally().result()

const dryRun = async (target: ImportTarget, sources: Sources, options: ImportOptions): Promise<ImportOutcome> => {
  if (target.copy === undefined) return left({ error: 'DryRunUnsupported', done: emptyResult() })
  const copy = await target.copy()
  if (isLeft(copy)) return left({ ...copy.left, done: emptyResult() })
  try {
    return await importInto(copy.right, sources, options)
  } finally {
    await copy.right.close()
  }
}

/** Imports opened sources. */
export const importSources = (
  target: ImportTarget,
  sources: Sources,
  options: ImportOptions,
): Promise<ImportOutcome> => {
  const malformed = malformedFileOptions('import', options) ?? missingActor(options)
  if (malformed !== null) return Promise.resolve(left({ ...malformed, done: emptyResult() }))
  return options.dryRun ? dryRun(target, sources, options) : importInto(target, sources, options)
}

const notADirectory: Failure = {
  error: 'MalformedOptions',
  problem: 'import: the directory is a text, the name of a directory or of one file of it.',
}

/**
 * Imports a register directory (or one file of it): each row becomes the commands that a user would give for its
 * differences from the register. A bad row is reported with file and line, and the import continues; a failure of the
 * store or the signal ends it after the running rows. Importing the same directory again appends nothing.
 */
export const importRegister = async (
  target: ImportTarget,
  directory: string,
  options: ImportOptions = {},
): Promise<ImportOutcome> => {
  const malformed = malformedOptions('import', options, knownOptions)
  if (malformed !== null) return left({ ...malformed, done: emptyResult() })
  if (typeof directory !== 'string') return left({ ...notADirectory, done: emptyResult() })
  if (target.isClosed?.() === true) return left({ error: 'StoreClosed', done: emptyResult() })
  const opened = await orStoreFailure(openSources(directory, options))
  return isLeft(opened) ? left({ ...opened.left, done: emptyResult() }) : importSources(target, opened.right, options)
}
