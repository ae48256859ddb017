import { isLeft, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import type { Batch } from '../batch.js'
import { type DeferredRow, type ImportState, refuse } from './import-state.js'
import type { FileKind, ImportRow } from './kind.js'
import { commandsOf, type ExecutedRow, executeRow, isHalfDone, undone } from './row.js'
import { rowChange } from './row-change.js'
import { type Executor, type Job, mostTogether, runTogether } from './run-together.js'

/** A row with the line it begins on. */
type Line = { readonly line: number; readonly row: ImportRow }

/** Executes the rows of one file, many at a time, each after those it waits for. */
export type RowsInOrder = {
  /** Takes a row; executes all that were taken once they are enough. */
  take(line: Line): Promise<void>
  /** Executes what is left, also what waits for something that has not come. */
  rest(): Promise<void>
}

const wait = ({ waiting }: ImportState, after: string, row: DeferredRow): void => {
  const rows = waiting.get(after)
  if (rows === undefined) waiting.set(after, [row])
  else rows.push(row)
}

/** Rows that wait for another row of the same file, by its id. */
type HeldRows = {
  hold(line: Line, before: string): void
  /** Takes out the rows that waited for a row. */
  release(id: string | null): readonly Line[]
  /** All that still wait, in the order of the file. */
  rest(): readonly Line[]
}

const createHeldRows = (): HeldRows => {
  const held = new Map<string, Line[]>()
  return {
    hold: (line, before) => {
      const lines = held.get(before)
      if (lines === undefined) held.set(before, [line])
      else lines.push(line)
    },
    release: (id) => {
      const lines = held.get(id ?? '') ?? []
      held.delete(id ?? '')
      return lines
    },
    rest: () => [...held.values()].flat().sort((a, b) => a.line - b.line),
  }
}

/** The id of the row that has to come first, if there is one, by everything executed so far. */
const waitsFor = async ({ row }: Line, executor: Executor): ReturnType<Job<string | null>['run']> => {
  if (row.waitsFor(executor.known) === null) return right(null)
  const settled = await executor.settle()
  return isLeft(settled) ? settled : right(row.waitsFor(executor.known))
}

/** Splits rows into those that can be executed together and those that share a key with one of them or of each other. */
const wavesOf = (lines: readonly Line[], { target }: ImportState): readonly (readonly Line[])[] => {
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

const dropped = (executed: ExecutedRow): ExecutedRow | null => (isHalfDone(executed) ? undone(executed) : null)

/** Reads together what the commands of rows will be decided on. */
const prepareRows = (batch: Batch, lines: readonly Line[], { target, context }: ImportState): Promise<void> =>
  batch.prepare(
    lines.flatMap(({ row }) => commandsOf(row.plan(target.known))),
    context,
  )

/** Executes rows in waves, and stops where the import does. */
const executeWaves = async <R>(
  state: ImportState,
  lines: readonly Line[],
  jobOf: (line: Line) => Job<R>,
  readsAhead: boolean,
): Promise<void> => {
  for (const wave of wavesOf(lines, state)) {
    const prepare = async (batch: Batch): Promise<void> => {
      if (readsAhead) await prepareRows(batch, wave, state)
    }
    if (state.failure !== null) return
    if (state.signal?.aborted) state.failure = { error: 'Cancelled' }
    else state.failure = await runTogether(state.target, wave.map(jobOf), prepare)
    // A store in the same process waits for nothing: requests would stand still while a file is imported.
    await yieldToEventLoop()
  }
}

/** The rows of one kind of file in one import. */
export const rowsInOrder = (state: ImportState, file: string, kind: FileKind): RowsInOrder => {
  const { deferredUntil, prescan } = kind
  const { context, tally } = state
  const firstLines = new Map<string, number>()
  const held = createHeldRows()
  const gathered: Line[] = []

  const note = ({ line, row }: Line, executed: ExecutedRow): void => {
    const { events, refusals, isThere, deferred: commands, times, plan } = executed
    const isRejected = refusals.length > 0
    const isChange = !isRejected && events + commands.length > 0
    const change = isChange ? { file, line, ...rowChange(row, plan, kind, state.target.known) } : null
    refuse(state, file, line, refusals)
    if (row.id !== null && isThere && !firstLines.has(row.id)) firstLines.set(row.id, line)
    if (commands.length === 0 || isRejected) tally.row(file, { events, isRejected, change })
    else wait(state, deferredUntil, { file, line, commands, times, events, isRejected, change })
    gathered.push(...held.release(row.id))
  }

  const execute = ({ row }: Line, executor: Executor): ReturnType<Job<ExecutedRow>['run']> =>
    executeRow(executor, row, context, row.id === null ? undefined : firstLines.get(row.id))

  const executing = (line: Line): Job<ExecutedRow> => ({
    run: (executor) => execute(line, executor),
    done: (executed) => note(line, executed),
    dropped,
  })

  const executingInTurn = (line: Line): Job<ExecutedRow | string> => ({
    run: async (executor) => {
      const before = await waitsFor(line, executor)
      if (isLeft(before)) return before
      return before.right === null ? execute(line, executor) : right(before.right)
    },
    done: (executed) => (typeof executed === 'string' ? held.hold(line, executed) : note(line, executed)),
    dropped: (executed) => (typeof executed === 'string' ? null : dropped(executed)),
  })

  // Where rows of a file depend on each other, planning one says that it is executed.
  const readsAhead = prescan === undefined && state.target.readsAhead
  const executeAll = <R>(lines: readonly Line[], jobOf: (line: Line) => Job<R>): Promise<void> =>
    executeWaves(state, lines, jobOf, readsAhead)

  const executeGathered = async (): Promise<void> => {
    while (gathered.length > 0 && state.failure === null) await executeAll(gathered.splice(0), executingInTurn)
  }

  return {
    take: async (line) => {
      gathered.push(line)
      if (gathered.length >= mostTogether) await executeGathered()
    },
    rest: async () => {
      await executeGathered()
      await executeAll(held.rest(), executing)
    },
  }
}
