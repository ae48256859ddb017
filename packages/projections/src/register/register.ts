import {
  type CalendarDate,
  dateOf,
  type Instant,
  initialSettings,
  type KnownEvent,
  type MembershipIndex,
  type Position,
  rowFor,
  type Settings,
} from '@clientele/domain'
import { type HostColumns, noHostColumns } from '../host/columns.js'
import { createFreeNumbers, type FreeNumbers } from '../indexes/numbers/free-numbers.js'
import { createQueryIndexes, type QueryIndexes } from '../indexes/query-indexes.js'
import type { LazyContents, RowChange, Table } from '../tables/table.js'
import { createTables, type Tables } from '../tables/tables.js'
import type { EventPlace, LoggedEvent, RegisterEvent } from './handlers/handler.js'
import { handlers } from './handlers/index.js'
import { findStreams, sortedStreams } from './lookups.js'
import { createPreparation, type Preparation } from './preparation.js'
import { streamId } from './stream-id.js'

/** The tables and their indexes; only the event handlers write to the tables. */
export type Register = QueryIndexes &
  Preparation & {
    readonly tables: Tables
    readonly freeNumbers: FreeNumbers
    readonly settings: Settings
    /**
     * The columns that projections of the host add to the customer list; those of the current register in a register of
     * the past.
     */
    readonly hostColumns: HostColumns
    /** Today in the time zone of the tenant: the day that access rights depend on. */
    today(): CalendarDate
    /** The register that access rights depend on: itself, or the current one for a register of the past. */
    readonly rightsRegister: Register
    /** The position of the last event applied; `null` before the first. */
    readonly position: Position | null
    /** Incremented by `fill`; cached answers of an earlier generation are stale. */
    readonly generation: number
    /** When the last applied event was recorded; "now" for a register without a clock. */
    readonly lastRecorded: Instant
    /** Applies one event, as `applyAll` does, and returns the changes. An event about an unknown record changes nothing. */
    apply(event: KnownEvent, before?: (event: KnownEvent) => void): readonly RowChange[]
    /** Applies events in order; `before` is called with each before it is applied. */
    applyAll<E extends LoggedEvent>(events: Iterable<E>, before?: (event: E) => void): void
    /** Applies an event whose place in the log is unknown; `reach` tells the place of the last one. */
    replay(event: RegisterEvent): void
    reach(place: EventPlace): void
    /** The streams that belong to any of the keys, sorted. May contain streams that no longer belong, but misses none. */
    lookup(index: MembershipIndex, keys: readonly string[]): readonly string[]
    /**
     * The same streams as an iterable, unordered and with duplicates; misses none that belong throughout the iteration.
     */
    find(index: MembershipIndex, keys: readonly string[]): Iterable<string>
    /** All tables as plain JSON with sorted rows: equal for registers with equal contents. */
    dump(): { readonly [table: string]: readonly object[] }
    /** The contents, to fill a register of the past with. Later changes do not affect them. */
    contents(): RegisterContents
    /** Replaces the contents. Rows are parsed lazily; listeners are not notified. */
    fill(contents: RegisterContents): void
  }

/** The contents to fill a register with; a table that is not listed becomes empty. */
export type RegisterContents = {
  readonly position: Position | null
  readonly lastRecorded: Instant
  readonly tables: ReadonlyMap<string, LazyContents<object>>
}

/** The event types that a register handles. */
export const registerEventTypes: readonly string[] = Object.keys(handlers)

const sortedRows = (table: Table<object, string>): readonly object[] =>
  [...table.rows()]
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row)

const noContents: LazyContents<never> = { chunks: [], blocks: () => [] }

const fillTable = (table: Table<object, string>, contents: LazyContents<object> = noContents): void =>
  table.fill(contents)

const copyTables = (tables: Tables): RegisterContents['tables'] =>
  new Map(Object.values(tables).map((table: Table<object, string>) => [table.name, table.copy()]))

const numbersIn = function* ({ numbers }: Tables): Iterable<number> {
  for (const { number } of numbers.rows()) yield number
}

const epoch: Instant = '1970-01-01T00:00:00.000Z'

/** The last event applied, and the number of `fill`s. */
type Progress = { position: Position | null; lastRecorded: Instant; generation: number }

/** Collects the changes of an event only on demand: replaying a log changes millions of rows. */
type ChangeCollector = { into: RowChange[] | null }

/** Creates the functions that apply events with the handlers. */
const createEventApplier = (
  { tables, freeNumbers }: Pick<Register, 'tables' | 'freeNumbers'>,
  progress: Progress,
  collector: ChangeCollector,
): Pick<Register, 'apply' | 'applyAll' | 'replay' | 'reach'> => {
  const writer = { tables, freeNumbers }

  const replay = (event: RegisterEvent): void => {
    const source = { stream: event.stream, id: streamId(event.stream), event }
    rowFor<void>(handlers, event.type)?.(event.data, writer, source)
  }

  const reach = ({ position, recordedAt }: EventPlace): void => {
    progress.position = position
    progress.lastRecorded = recordedAt
  }

  const applyAll = <E extends LoggedEvent>(events: Iterable<E>, before?: (event: E) => void): void => {
    for (const event of events) {
      before?.(event)
      replay(event)
      reach(event)
    }
  }

  const apply: Register['apply'] = (event, before) => {
    const changes: RowChange[] = []
    collector.into = changes
    try {
      applyAll([event], before)
    } finally {
      collector.into = null
    }
    return changes
  }

  return { apply, applyAll, replay, reach }
}

/**
 * Creates an empty register. `clock` returns the current time; without it, the time of the last event is used. For a
 * register of the past, `present` is the register that access rights depend on.
 */
export const createRegister = (
  clock?: () => Instant,
  present?: Register,
  hostColumns: HostColumns = present?.hostColumns ?? noHostColumns,
): Register => {
  const collector: ChangeCollector = { into: null }
  const progress: Progress = { position: null, lastRecorded: epoch, generation: 0 }
  const freeNumbers = createFreeNumbers()
  const tables = createTables((change) => void collector.into?.push(change))
  const { indexes, clear } = createQueryIndexes(tables)
  const settings = (): Settings => tables.settings.get('settings') ?? initialSettings

  const register: Register = {
    tables,
    freeNumbers,
    hostColumns,
    ...indexes,
    ...createEventApplier({ tables, freeNumbers }, progress, collector),
    get rightsRegister() {
      return present ?? register
    },
    get settings() {
      return settings()
    },
    today: () => dateOf(clock?.() ?? progress.lastRecorded, settings().policies.timeZone),
    get position() {
      return progress.position
    },
    get generation() {
      return progress.generation
    },
    get lastRecorded() {
      return progress.lastRecorded
    },
    lookup: (index, keys) => sortedStreams(tables, index.name, keys),
    find: (index, keys) => findStreams(tables, index.name, keys),
    ...createPreparation(tables, indexes),
    contents: () => {
      const { position, lastRecorded } = progress
      return { position, lastRecorded, tables: copyTables(tables) }
    },
    fill: ({ position, lastRecorded, tables: contents }) => {
      for (const table of Object.values(tables)) fillTable(table, contents.get(table.name))
      clear()
      freeNumbers.fill(() => numbersIn(tables))
      Object.assign(progress, { position, lastRecorded, generation: progress.generation + 1 })
    },
    dump: () => Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, sortedRows(table)])),
  }
  return register
}
