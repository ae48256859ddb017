import type { CalendarDate, Instant, MembershipIndex, Position, Settings } from '@clientele/domain'
import { freezeDeep } from '../data-structures/freeze-deep.js'
import type { HeadingTexts } from '../host/columns.js'
import { type ReadableTables, readableTable } from '../tables/readable-table.js'
import type { Table } from '../tables/table.js'
import type { Tables } from '../tables/tables.js'
import type { Register } from './register.js'

/** A column of the host: its name and its heading. */
export type ColumnHeading = readonly [column: string, shown: { readonly heading: HeadingTexts }]

/**
 * The tables that the views read, for reading by the host: nothing can be changed, by types or at run time. Rows are
 * the stored ones, frozen, without copies.
 */
export type ReadableRegister = {
  readonly tables: ReadableTables<Tables>
  readonly settings: Settings
  /** The columns that projections of the host add to the customer list. */
  readonly hostColumns: Iterable<ColumnHeading>
  /** Today in the time zone of the tenant. */
  today(): CalendarDate
  /** The position of the last event applied; `null` before the first. */
  readonly position: Position | null
  /** When the last applied event was recorded. */
  readonly lastRecorded: Instant
  /** The streams that belong to any of the keys, sorted. May contain streams that no longer belong, but misses none. */
  lookup(index: MembershipIndex, keys: readonly string[]): readonly string[]
  /** All tables as plain JSON with sorted rows: equal for registers with equal contents. */
  dump(): { readonly [table: string]: readonly object[] }
}

const registers = new WeakMap<object, Register>()

/** The register behind a readable one; only for this package, which uses its indexes. */
export const registerBehind = (register: Register | ReadableRegister): Register => {
  if ('rightsRegister' in register) return register
  const source = registers.get(register)
  if (source === undefined) throw new TypeError('This is no register that `crm.register` has shown.')
  return source
}

const freeze = <A>(value: A): A => {
  freezeDeep(value)
  return value
}

const toReadableTables = (tables: Tables): ReadableTables<Tables> =>
  Object.freeze(
    Object.fromEntries(
      Object.entries(tables).map(([name, table]: [string, Table<object, string>]) => [name, readableTable(table)]),
    ),
  ) as ReadableTables<Tables>

const columnHeadings = ({ hostColumns }: Register): readonly ColumnHeading[] =>
  freeze([...hostColumns].map(([column, { heading }]) => [column, { heading: { ...heading } }]))

/** Creates a read-only view of a register. */
export const createReadableRegister = (register: Register): ReadableRegister => {
  const readable: ReadableRegister = Object.freeze({
    tables: toReadableTables(register.tables),
    get settings() {
      return freeze(register.settings)
    },
    hostColumns: columnHeadings(register),
    today: register.today,
    get position() {
      return register.position
    },
    get lastRecorded() {
      return register.lastRecorded
    },
    lookup: register.lookup,
    dump: () => freeze(register.dump()),
  })
  registers.set(readable, register)
  return readable
}
