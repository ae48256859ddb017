import type { Instant, Mark, Snapshot, SnapshotChunk } from '@clientele/domain'
import { type Either, getOrElse, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import type { HostProjections } from '../host/host-projections.js'
import type { Packing } from '../journal/packing.js'
import { createProjections, type Projections } from '../projections.js'
import type { Register, RegisterContents } from '../register/register.js'
import type { Table } from '../tables/table.js'
import { historyChunks, pastIn } from './lines.js'
import { holdsRows, tableChunks, tablesIn } from './tables.js'
import { projectionsVersion } from './version.js'

const registerPart = 'register'

const chunksOfTables = ({ tables }: Register): readonly Iterable<SnapshotChunk>[] =>
  Object.values(tables).map((table: Table<object, string>) => tableChunks(table))

function* concat(parts: Iterable<Iterable<SnapshotChunk>>): Iterable<SnapshotChunk> {
  for (const part of parts) yield* part
}

/**
 * Takes a snapshot of the projections; `null` if they are empty. Taking it is quick, and later changes do not affect
 * it. The chunks are serialized lazily and can be iterated once.
 */
export const takeSnapshot = ({ register, history, journal, host, mark }: Projections): Snapshot | null => {
  if (mark === null) return null
  const { lastRecorded } = register
  const first = { part: registerPart, text: JSON.stringify({ lastRecorded }) }
  const parts = [
    [first],
    ...chunksOfTables(register),
    historyChunks(history.contents()),
    journal.chunks(),
    host.chunks(),
  ]
  return { version: projectionsVersion(), mark, chunks: concat(parts) }
}

/** The snapshot has another version, or is damaged. */
export type SnapshotUnreadable = { readonly error: 'SnapshotUnreadable'; readonly problem: string }

const unreadable = (problem: string): Either<SnapshotUnreadable, never> =>
  left({ error: 'SnapshotUnreadable', problem })

const parseJson = (text = 'null'): unknown =>
  getOrElse<unknown, unknown>(() => null)(
    tryCatch(
      (): unknown => JSON.parse(text),
      () => null,
    ),
  )

type Progress = Pick<Register, 'lastRecorded'>

const isProgress = (value: unknown): value is Progress =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'lastRecorded') === 'string'

const progressIn = (chunks: readonly SnapshotChunk[]): Progress | null => {
  const register = parseJson(chunks.find(({ part }) => part === registerPart)?.text)
  return isProgress(register) ? register : null
}

const registerFrom = (mark: Mark, chunks: readonly SnapshotChunk[]): RegisterContents | null => {
  const progress = progressIn(chunks)
  return progress && { position: mark.position, ...progress, tables: tablesIn(chunks) }
}

/** Whether `registerIn` reads a part of a snapshot. */
export const isOfRegister = (part: string): boolean => part === registerPart || holdsRows(part)

/** The register in a snapshot; `null` if the snapshot has another version or no register. */
export const registerIn = ({ version, mark, chunks }: Snapshot): RegisterContents | null =>
  version === projectionsVersion() ? registerFrom(mark, [...chunks]) : null

/** Replaces the contents of projections with a snapshot. */
export const loadInto = (projections: Projections, snapshot: Snapshot): Either<SnapshotUnreadable, void> => {
  if (snapshot.version !== projectionsVersion()) return unreadable('It was made by another version of the reducers.')
  const chunks = [...snapshot.chunks]
  const register = registerFrom(snapshot.mark, chunks)
  if (register === null) return unreadable('It holds no register.')
  projections.fill({
    mark: snapshot.mark,
    register,
    past: pastIn(chunks),
    journal: chunks,
  })
  projections.host.load(chunks)
  return right(undefined)
}

/**
 * Creates projections from a snapshot; tables and lines are parsed on first access. Projections of the host that are
 * missing in it are behind: see `HostProjections.applyToBehind`.
 */
export const loadSnapshot = (
  snapshot: Snapshot,
  clock?: () => Instant,
  host?: HostProjections,
  packing?: Packing,
): Either<SnapshotUnreadable, Projections> => {
  const projections = createProjections(clock, undefined, host, packing)
  const loaded = loadInto(projections, snapshot)
  return loaded._tag === 'Left' ? loaded : right(projections)
}
