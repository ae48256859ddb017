import type { CustomerRow } from '../../tables/rows.js'
import type { Maintained } from '../derived.js'

/** Values by ordinal; `undefined` for a removed customer. Read-only. */
export type ColumnValues<V> = readonly (V | undefined)[]

/** The columns of a customer row that lists show. */
export type IndexedColumn = Exclude<keyof CustomerRow, 'personId' | 'details' | 'groupsSince' | 'statements'>

/**
 * Columnar copies of customer fields, built on first use and then maintained: scanning all customers by
 * name reads columns instead of rows scattered in memory.
 */
export type CustomerColumns = {
  readonly [K in IndexedColumn]: () => ColumnValues<CustomerRow[K]>
} & Maintained<CustomerRow> & {
    /** The values of a detail field; `null` where it is empty. */
    detail(field: string): ColumnValues<string | null>
    /** Builds the columns in steps, ahead of the first list. */
    prepare(): Iterable<void>
  }

/** The source of the columns; `size` is the number of customers. */
export type ColumnSource = {
  size(): number
  rowAt(ordinal: number): CustomerRow | undefined
  ordinalOf(customerId: string): number | undefined
}

/** A column, and the function that updates it. */
type Column<V> = {
  readonly values: ColumnValues<V>
  update(ordinal: number, row: CustomerRow | null): void
}

const buildColumn = <V>({ size, rowAt }: ColumnSource, valueIn: (row: CustomerRow) => V): Column<V> => {
  const values: (V | undefined)[] = []
  const update: Column<V>['update'] = (ordinal, row) => {
    values[ordinal] = row === null ? undefined : valueIn(row)
  }
  const all = size()
  for (let ordinal = 0; ordinal < all; ordinal += 1) update(ordinal, rowAt(ordinal) ?? null)
  return { values, update }
}

const detailOf =
  (field: string) =>
  ({ details }: CustomerRow): string | null =>
    Object.hasOwn(details, field) ? (details[field] ?? null) : null

type ColumnFor = <V>(valueIn: (row: CustomerRow) => V) => () => ColumnValues<V>

/** Creates columns that are built on first use, and the functions that update them all. */
const createColumns = (source: ColumnSource): { readonly define: ColumnFor } & Maintained<CustomerRow> => {
  const resets: (() => void)[] = []
  const updates: Column<unknown>['update'][] = []
  return {
    define: <V>(valueIn: (row: CustomerRow) => V) => {
      let column: Column<V> | null = null
      resets.push(() => {
        column = null
      })
      return () => {
        if (column !== null) return column.values
        column = buildColumn(source, valueIn)
        updates.push(column.update)
        return column.values
      }
    },
    changed: ({ key, after }) => {
      const ordinal = updates.length === 0 ? undefined : source.ordinalOf(key)
      if (ordinal !== undefined) for (const update of updates) update(ordinal, after)
    },
    clear: () => {
      updates.length = 0
      for (const reset of resets) reset()
    },
  }
}

/** Creates the columns; each is built on first use. */
export const createCustomerColumns = (source: ColumnSource): CustomerColumns => {
  const { define, changed, clear } = createColumns(source)
  const details = new Map<string, () => ColumnValues<string | null>>()
  const columns = {
    customerId: define(({ customerId }) => customerId),
    kind: define(({ kind }) => kind),
    name: define(({ name }) => name),
    number: define(({ number }) => number),
    segment: define(({ segment }) => segment),
    status: define(({ status }) => status),
    attractionChannel: define(({ attractionChannel }) => attractionChannel),
    customerKind: define(({ customerKind }) => customerKind),
    ownerId: define(({ ownerId }) => ownerId),
    private: define((row) => row.private),
    archived: define(({ archived }) => archived),
    mergedInto: define(({ mergedInto }) => mergedInto),
    groupIds: define(({ groupIds }) => groupIds),
    specialGroupIds: define(({ specialGroupIds }) => specialGroupIds),
    startDate: define(({ startDate }) => startDate),
    startSource: define(({ startSource }) => startSource),
    startDocumentId: define(({ startDocumentId }) => startDocumentId),
  }

  return {
    ...columns,
    detail: (field) => {
      const column = details.get(field) ?? define(detailOf(field))
      details.set(field, column)
      return column()
    },
    prepare: function* () {
      for (const build of Object.values(columns)) {
        build()
        yield
      }
    },
    changed,
    clear,
  }
}
