import { isLeft } from 'fp-ts/lib/Either.js'
import type { FileKind, ImportRow } from './kind.js'
import { executeRow } from './row.js'
import { type Import, refuse, type Waiting } from './running.js'

/** A row with the line it begins on. */
type Line = { readonly line: number; readonly row: ImportRow }

/** Executes the rows of one file, each after those it waits for. */
export type RowsInOrder = {
  /** Executes a row and those that have waited for it, or keeps it until what it waits for has come. */
  take(line: Line): Promise<void>
  /** Executes what waits for something that has not come. */
  rest(): Promise<void>
}

const wait = ({ waiting }: Import, after: string, row: Waiting): void => {
  const rows = waiting.get(after)
  if (rows === undefined) waiting.set(after, [row])
  else rows.push(row)
}

type Held = Map<string, Line[]>

const hold = (held: Held, before: string, line: Line): void => {
  const lines = held.get(before)
  if (lines === undefined) held.set(before, [line])
  else lines.push(line)
}

const released = (held: Held, id: string | null): readonly Line[] => {
  const lines = held.get(id ?? '') ?? []
  held.delete(id ?? '')
  return lines
}

const executing = (running: Import, { file, later }: FileKind): ((line: Line) => Promise<void>) => {
  const { target, context, tally } = running
  const lines = new Map<string, number>()
  return async ({ line, row }) => {
    if (running.failure !== null) return
    const { id } = row
    const executed = await executeRow(target, row, context, id === null ? undefined : lines.get(id))
    if (isLeft(executed)) {
      running.failure ??= executed.left
      return
    }
    const { events, refusals, isThere, later: commands } = executed.right
    const isRejected = refusals.length > 0
    refuse(running, file, line, refusals)
    if (id !== null && isThere && !lines.has(id)) lines.set(id, line)
    if (commands.length === 0 || isRejected) tally.row({ events, isRejected })
    else wait(running, later, { file, line, commands, events, isRejected })
  }
}

/** The rows of one kind of file in one import. */
export const rowsInOrder = (running: Import, kind: FileKind): RowsInOrder => {
  const execute = executing(running, kind)
  const held: Held = new Map()

  const take = async (line: Line): Promise<void> => {
    const before = line.row.waitsFor(running.target.known)
    if (before !== null) return hold(held, before, line)
    await execute(line)
    for (const next of released(held, line.row.id)) await take(next)
  }

  return {
    take,
    rest: async () => {
      for (const line of [...held.values()].flat().sort((a, b) => a.line - b.line)) await execute(line)
    },
  }
}
