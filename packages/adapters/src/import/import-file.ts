import { join } from 'node:path'
import type { Message } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context, Failure } from '../clientele.js'
import { type CsvRow, readCsv, type Unreadable } from '../csv/reading.js'
import type { BadCell } from './columns.js'
import { createFlow } from './flow.js'
import { type Header, headerOf } from './header.js'
import type { FileKind, ImportRow } from './kind.js'
import type { Tally } from './problem.js'
import { executeRow, type Refusal } from './row.js'
import type { ImportTarget } from './target.js'

/** Commands of a row that are given later, with what the row has come to so far. */
export type Waiting = {
  readonly file: string
  readonly line: number
  readonly commands: readonly Message[]
  readonly events: number
  readonly isRejected: boolean
}

/** One import under way. */
export type Import = {
  readonly target: ImportTarget
  readonly context: Context
  readonly tally: Tally
  readonly signal: AbortSignal | undefined
  readonly progress: {
    bytes(count: number): void
    row(file: string, line: number): void
  }
  /** What waits, by the file after which it is given. */
  readonly waiting: Map<string, Waiting[]>
  /** Why the import stops, once it does. */
  failure: Failure | null
}

type Line = { readonly line: number; readonly row: ImportRow }

type CellOf = (column: string) => string | undefined

/** How many rows are under way at a time. */
const width = 64

const cellsOf =
  ({ positions }: Header, fields: readonly string[]): CellOf =>
  (column) => {
    const position = positions.get(column)
    return position === undefined ? undefined : fields[position]
  }

const refuse = ({ tally }: Import, file: string, line: number, refusals: readonly Refusal[]): void => {
  for (const refusal of refusals) tally.problem({ ...refusal, file, line, error: refusal.error })
}

const refuseRow = (running: Import, file: string, line: number, refusals: readonly Refusal[]): void => {
  refuse(running, file, line, refusals)
  running.tally.row({ events: 0, isRejected: true })
}

const malformed = (cells: readonly BadCell[]): readonly Refusal[] =>
  cells.map((cell) => ({ error: 'MalformedRow', ...cell }))

const wait = ({ waiting }: Import, after: string, row: Waiting): void => {
  const rows = waiting.get(after)
  if (rows === undefined) waiting.set(after, [row])
  else rows.push(row)
}

/** Executes the rows of one file, each after those it waits for. */
const createRows = (running: Import, { file, later }: FileKind) => {
  const { target, context, tally } = running
  const lines = new Map<string, number>()
  const held = new Map<string, Line[]>()

  const execute = async ({ line, row }: Line): Promise<void> => {
    if (running.failure !== null) return
    const executed = await executeRow(target, row, context, row.id === null ? undefined : lines.get(row.id))
    if (isLeft(executed)) {
      running.failure ??= executed.left
      return
    }
    const { events, refusals, later: commands } = executed.right
    const isRejected = refusals.length > 0
    refuse(running, file, line, refusals)
    if (row.id !== null && !isRejected && !lines.has(row.id)) lines.set(row.id, line)
    if (commands.length === 0 || isRejected) tally.row({ events, isRejected })
    else wait(running, later, { file, line, commands, events, isRejected })
  }

  const release = async (id: string | null): Promise<void> => {
    const rows = held.get(id ?? '') ?? []
    held.delete(id ?? '')
    for (const row of rows) await take(row)
  }

  const take = async (line: Line): Promise<void> => {
    const before = line.row.waitsFor(target.known)
    if (before !== null) {
      held.set(before, [...(held.get(before) ?? []), line])
      return
    }
    await execute(line)
    await release(line.row.id)
  }

  const rest = async (): Promise<void> => {
    for (const line of [...held.values()].flat().sort((a, b) => a.line - b.line)) await execute(line)
  }

  return { take, rest }
}

const isUnreadable = (item: CsvRow | Unreadable): item is Unreadable => 'error' in item

type Reader = { readonly row: (row: CsvRow, cellOf: CellOf, header: Header) => Promise<void> | void }

/** Reads a file row by row until it ends, cannot be read on, or the import is to stop. */
const readRows = async (
  running: Import,
  path: string,
  { columns }: FileKind,
  onBytes: (bytes: number) => void,
  reader: Reader & { readonly header: (header: Header) => void; readonly end: (item: Unreadable) => void },
): Promise<void> => {
  let header: Header | null = null
  for await (const item of readCsv(path, { onBytes })) {
    if (running.failure !== null) return
    if (running.signal?.aborted) {
      running.failure = { error: 'Cancelled' }
      return
    }
    if (isUnreadable(item)) return reader.end(item)
    if (header === null) {
      header = headerOf(item.fields, columns)
      reader.header(header)
      if (!header.isUsable) return
    } else await reader.row(item, cellsOf(header, item.fields), header)
  }
  if (header === null) reader.header(headerOf([], columns))
}

const isRagged = ({ fields }: CsvRow, { width: expected }: Header): boolean => fields.length !== expected

const survey = (running: Import, path: string, kind: FileKind): Promise<void> =>
  readRows(running, path, kind, () => {}, {
    header: () => {},
    end: () => {},
    row: (row, cellOf, header) => {
      if (!isRagged(row, header)) kind.survey?.(cellOf)
    },
  })

/** Imports one file. What can be read of it is; what cannot is a problem with its line. */
export const importFile = async (running: Import, directory: string, kind: FileKind): Promise<void> => {
  const { file } = kind
  const path = join(directory, file)
  if (kind.survey !== undefined) await survey(running, path, kind)
  const flow = createFlow(width)
  const rows = createRows(running, kind)
  await readRows(running, path, kind, running.progress.bytes, {
    header: ({ problems }) => refuse(running, file, 1, problems),
    end: ({ line, ...facts }) =>
      line > 0 ? refuseRow(running, file, line, [facts]) : refuse(running, file, line, [facts]),
    row: (item, cellOf, header) => {
      const { line, fields } = item
      running.progress.row(file, line)
      if (isRagged(item, header))
        return refuseRow(running, file, line, [
          { error: 'WrongNumberOfFields', expected: header.width, actual: fields.length },
        ])
      const row = kind.read(cellOf)
      if (isLeft(row)) return refuseRow(running, file, line, malformed(row.left))
      return flow.start(row.right.keys(running.target.known), () => rows.take({ line, row: row.right }))
    },
  })
  await flow.settled()
  await rows.rest()
}
