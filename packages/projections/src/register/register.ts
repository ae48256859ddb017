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
import { createFreeNumbers, type FreeNumbers } from '../indexes/numbers/free-numbers.js'
import { createQueryIndexes, type QueryIndexes } from '../indexes/query-indexes.js'
import type { Locale } from '../messages/locale.js'
import type { LazyContents, RowChange, Table } from '../tables/table.js'
import { createTables, type Tables } from '../tables/tables.js'
import { handlers } from './handlers/index.js'
import { findStreams, prepareLookups, sortedStreams } from './lookups.js'
import { streamId } from './stream-id.js'

/** The tables a register is read by, and what is kept beside them; nobody but its handlers writes to the tables. */
export type Register = QueryIndexes & {
  readonly tables: Tables
  readonly freeNumbers: FreeNumbers
  readonly settings: Settings
  /** Today in the tenant's time zone: the day by which rights are judged. */
  today(): CalendarDate
  /** By which register rights are judged: itself, or for one that shows the past the one that shows the present. */
  readonly rightsRegister: Register
  /** The position of the last event applied; `null` before the first. */
  readonly position: Position | null
  /** How often it has started over: what was remembered of it before is of other contents. */
  readonly generation: number
  /** The last instant at which memberships or groups changed; a later day is answered from what is so now. */
  readonly lastMove: Instant
  /** When the last event applied was recorded; by it a register without a clock tells today. */
  readonly lastRecorded: Instant
  /** Applies one event, as `applyAll` does, and says what it changed. An event about something unknown changes nothing. */
  apply(event: KnownEvent, before?: (event: KnownEvent) => void): readonly RowChange[]
  /** Applies events in order; `before` hears of each while the register does not know it yet. */
  applyAll(events: Iterable<KnownEvent>, before?: (event: KnownEvent) => void): void
  /** Streams that belong to any of some keys, sorted. A member is never missing; one may have left since. */
  lookup(index: MembershipIndex, keys: readonly string[]): readonly string[]
  /** The same streams one by one in no particular order, perhaps several times; none is missing that belongs from first to last. */
  find(index: MembershipIndex, keys: readonly string[]): Iterable<string>
  /** Prepares in small steps what the first lookups of commands that change very many streams would wait for. */
  prepareLookups(): Iterable<void>
  /** Prepares in small steps what first questions would otherwise wait for: orders in a language, and the search. */
  prepare(locale: Locale): Iterable<void>
  /** Every table as plain JSON, rows sorted: two registers that know the same give the same. */
  dump(): { readonly [table: string]: readonly object[] }
  /** Starts over from other contents, read when first asked for; nobody is told. */
  fill(contents: RegisterContents): void
}

/** What a register can be filled with; a table that is not named becomes empty. */
export type RegisterContents = {
  readonly position: Position | null
  readonly lastMove: Instant
  readonly lastRecorded: Instant
  readonly tables: ReadonlyMap<string, LazyContents<object>>
}

/** The event types a register listens to. */
export const registerEventTypes: readonly string[] = Object.keys(handlers)

const sorted = (table: Table<object, string>): readonly object[] =>
  [...table.rows()]
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row)

const nothing: LazyContents<never> = { chunks: [], read: () => [] }

const fillTable = (table: Table<object, string>, contents: LazyContents<object> = nothing): void => table.fill(contents)

const numbersIn = function* ({ numbers }: Tables): Iterable<number> {
  for (const { number } of numbers.rows()) yield number
}

const beforeEverything: Instant = '1970-01-01T00:00:00.000Z'

/**
 * A register that knows nothing yet. `clock` tells the time by which it is today: without one, that of the last event.
 * Rights are judged by `present`, where it is there to show the past.
 */
export const createRegister = (clock?: () => Instant, present?: Register): Register => {
  // Listed for who asks only: a log that is read from the beginning changes millions of rows.
  let changes: RowChange[] | null = null
  let position: Position | null = null
  let lastMove: Instant = ''
  let lastRecorded = beforeEverything
  let beginnings = 0
  const freeNumbers = createFreeNumbers()
  const { indexes, listeners, clear } = createQueryIndexes(() => tables)
  const tables: Tables = createTables({ every: (change) => void changes?.push(change), ...listeners })
  const moved = (at: Instant): void => {
    if (at > lastMove) lastMove = at
  }
  const ledger = { tables, freeNumbers, moved }

  const handle = (event: KnownEvent): void => {
    const origin = { stream: event.stream, id: streamId(event.stream), event }
    rowFor<void>(handlers, event.type)?.(event.data, ledger, origin)
    position = event.position
    lastRecorded = event.recordedAt
  }

  const applyAll: Register['applyAll'] = (events, before) => {
    for (const event of events) {
      before?.(event)
      handle(event)
    }
  }

  const apply: Register['apply'] = (event, before) => {
    const made: RowChange[] = []
    changes = made
    try {
      applyAll([event], before)
    } finally {
      changes = null
    }
    return made
  }

  const settings = (): Settings => tables.settings.get('settings') ?? initialSettings

  const register: Register = {
    tables,
    freeNumbers,
    ...indexes,
    get rightsRegister() {
      return present ?? register
    },
    get settings() {
      return settings()
    },
    today: () => dateOf(clock?.() ?? lastRecorded, settings().policies.timeZone),
    get position() {
      return position
    },
    get generation() {
      return beginnings
    },
    get lastMove() {
      return lastMove
    },
    get lastRecorded() {
      return lastRecorded
    },
    apply,
    applyAll,
    lookup: (index, keys) => sortedStreams(tables, index.name, keys),
    find: (index, keys) => findStreams(tables, index.name, keys),
    prepareLookups: () => prepareLookups(tables),
    prepare: function* (locale) {
      yield* indexes.customerIndex.prepare(locale)
      yield* indexes.personsByName.prepare(locale)
    },
    fill: (contents) => {
      for (const table of Object.values(tables)) fillTable(table, contents.tables.get(table.name))
      clear()
      freeNumbers.fill(() => numbersIn(tables))
      beginnings += 1
      position = contents.position
      lastMove = contents.lastMove
      lastRecorded = contents.lastRecorded
    },
    dump: () => Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, sorted(table)])),
  }
  return register
}
