import { isLeft, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import type { Batch } from '../batch.js'
import { type DeferredRow, type ImportState, refuse } from './import-state.js'
import type { FileKind, ImportRow } from './kind.js'
import { commandsOf, type ExecutedRow, executeRow, isHalfDone, undoRow } from './row.js'
import { rowChange } from './row-change.js'
import { type Executor, type Job, maxRowsTogether, runTogether } from './run-together.js'

/** A row, and the line on which it begins. */
type Line = { readonly line: number; readonly row: ImportRow }

/** Executes the rows of one file in groups, each row after those it depends on. */
export type RowsInOrder = {
  /** Adds a row; executes the added rows once there are enough. */
  take(line: Line): Promise<void>
  /** Executes the remaining rows, also those that wait for a missing row. */
  rest(): Promise<void>
}

const defer = ({ waiting }: ImportState, after: string, row: DeferredRow): void => {
  const rows = waiting.get(after)
  if (rows === undefined) waiting.set(after, [row])
  else rows.push(row)
}

/** Rows that wait for another row of the same file, by its id. */
type HeldRows = {
  hold(line: Line, before: string): void
  /** Removes and returns the rows that waited for a row. */
  release(id: string | null): readonly Line[]
  /** All rows that still wait, in file order. */
  rest(): readonly Line[]
}

const createHeldRows = (): HeldRows => {
  const waiting = new Map<string, Line[]>()
  return {
    hold: (line, before) => {
      const lines = waiting.get(before)
      if (lines === undefined) waiting.set(before, [line])
      else lines.push(line)
    },
    release: (id) => {
      const lines = waiting.get(id ?? '') ?? []
      waiting.delete(id ?? '')
      return lines
    },
    rest: () => [...waiting.values()].flat().sort((a, b) => a.line - b.line),
  }
}

/** The id of a row that must be executed first, if any, considering everything executed so far. */
const waitsFor = async ({ row }: Line, executor: Executor): ReturnType<Job<string | null>['run']> => {
  if (row.waitsFor(executor.known) === null) return right(null)
  const settled = await executor.settle()
  return isLeft(settled) ? settled : right(row.waitsFor(executor.known))
}

/** Splits rows into waves: rows that share a key are in different waves. */
const splitIntoWaves = (lines: readonly Line[], { target }: ImportState): readonly (readonly Line[])[] => {
  const waves: Line[][] = []
  const lastOf = new Map<string, number>()
  for (const line of lines) {
    const keys = line.row.keys(target.known)
    const wave = 1 + keys.reduce((last, key) => Math.max(last, lastOf.get(key) ?? -1), -1)
    for (const key of keys) lastOf.set(key, wave)
    const together = waves[wave]
    if (together === undefined) waves.push([line])
    else together.push(line)
  }
  return waves
}

const undoIfHalfDone = (executed: ExecutedRow): ExecutedRow | null => (isHalfDone(executed) ? undoRow(executed) : null)

/** Prefetches the states that the commands of rows need. */
const prepareRows = (batch: Batch, lines: readonly Line[], { target, context }: ImportState): Promise<void> =>
  batch.prepare(
    lines.flatMap(({ row }) => commandsOf(row.plan(target.known))),
    context,
  )

/** Executes rows in waves; stops if the import does. */
const executeWaves = async <R>(
  state: ImportState,
  lines: readonly Line[],
  jobOf: (line: Line) => Job<R>,
  readsAhead: boolean,
): Promise<void> => {
  for (const wave of splitIntoWaves(lines, state)) {
    const prepare = async (batch: Batch): Promise<void> => {
      if (readsAhead) await prepareRows(batch, wave, state)
    }
    if (state.failure !== null) return
    if (state.signal?.aborted) state.failure = { error: 'Cancelled' }
    else state.failure = await runTogether(state.target, wave.map(jobOf), prepare)
    // A store in the same process never waits for I/O: without this, an import would block all requests.
    await yieldToEventLoop()
  }
}

/** Creates the execution of one file's rows. */
export const rowsInOrder = (state: ImportState, file: string, kind: FileKind): RowsInOrder => {
  const { deferredUntil, prescan } = kind
  const { context, tally } = state
  const firstLines = new Map<string, number>()
  const waitingRows = createHeldRows()
  const pending: Line[] = []

  const noteResult = ({ line, row }: Line, executed: ExecutedRow): void => {
    const { events, refusals, isThere, deferred: commands, times, plan } = executed
    const isRejected = refusals.length > 0
    const isChange = !isRejected && events + commands.length > 0
    const change = isChange ? { file, line, ...rowChange(row, plan, kind, state.target.known) } : null
    refuse(state, file, line, refusals)
    if (row.id !== null && isThere && !firstLines.has(row.id)) firstLines.set(row.id, line)
    if (commands.length === 0 || isRejected) tally.row(file, { events, isRejected, change })
    else defer(state, deferredUntil, { file, line, commands, times, events, isRejected, change })
    pending.push(...waitingRows.release(row.id))
  }

  const execute = ({ row }: Line, executor: Executor): ReturnType<Job<ExecutedRow>['run']> =>
    executeRow(executor, row, context, row.id === null ? undefined : firstLines.get(row.id))

  const executeJob = (line: Line): Job<ExecutedRow> => ({
    run: (executor) => execute(line, executor),
    done: (executed) => noteResult(line, executed),
    dropped: undoIfHalfDone,
  })

  const executeInTurnJob = (line: Line): Job<ExecutedRow | string> => ({
    run: async (executor) => {
      const before = await waitsFor(line, executor)
      if (isLeft(before)) return before
      return before.right === null ? execute(line, executor) : right(before.right)
    },
    done: (executed) => (typeof executed === 'string' ? waitingRows.hold(line, executed) : noteResult(line, executed)),
    dropped: (executed) => (typeof executed === 'string' ? null : undoIfHalfDone(executed)),
  })

  // If rows of a file depend on each other, planning a row marks it as executed: then it must not be planned ahead.
  const readsAhead = prescan === undefined && state.target.isRemote
  const executeAll = <R>(lines: readonly Line[], jobOf: (line: Line) => Job<R>): Promise<void> =>
    executeWaves(state, lines, jobOf, readsAhead)

  const executePending = async (): Promise<void> => {
    while (pending.length > 0 && state.failure === null) await executeAll(pending.splice(0), executeInTurnJob)
  }

  return {
    take: async (line) => {
      pending.push(line)
      if (pending.length >= maxRowsTogether(state.target)) await executePending()
    },
    rest: async () => {
      await executePending()
      await executeAll(waitingRows.rest(), executeJob)
    },
  }
}
