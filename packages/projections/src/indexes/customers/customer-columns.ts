import type { CustomerRow } from '../../tables/rows.js'
import type { RowChange } from '../../tables/table.js'

/** Values by the numbers of customers, `undefined` for a customer that is not there anymore. Not to be changed. */
export type ColumnValues<V> = readonly (V | undefined)[]

/** The columns of a customer's row that lists show. */
export type IndexedColumn = Exclude<keyof CustomerRow, 'personId' | 'details' | 'groupsSince' | 'statements'>

/**
 * What lists show of customers, in columns that are made when first asked for, and then kept: who goes through all of
 * them by name touches no row, which lie anywhere.
 */
export type CustomerColumns = { readonly [K in IndexedColumn]: () => ColumnValues<CustomerRow[K]> } & {
  /** The values of a detail field, `null` where nothing is said. */
  detail(field: string): ColumnValues<string | null>
  changed(change: RowChange<CustomerRow>): void
  /** Starts over from the customers there are then. */
  clear(): void
}

/** What the columns are made of; `size` is the number of customers. */
export type ColumnSource = {
  size(): number
  rowAt(ordinal: number): CustomerRow | undefined
  ordinalOf(customerId: string): number | undefined
}

/** Keeps the columns that were asked for. */
export const createCustomerColumns = ({ size, rowAt, ordinalOf }: ColumnSource): CustomerColumns => {
  const resets: (() => void)[] = []
  const updates: ((ordinal: number, row: CustomerRow | null) => void)[] = []

  const buildColumn = <V>(valueIn: (row: CustomerRow) => V): ColumnValues<V> => {
    const values: (V | undefined)[] = []
    const update = (ordinal: number, row: CustomerRow | null): void => {
      values[ordinal] = row === null ? undefined : valueIn(row)
    }
    const all = size()
    for (let ordinal = 0; ordinal < all; ordinal += 1) update(ordinal, rowAt(ordinal) ?? null)
    updates.push(update)
    return values
  }

  const defineColumn = <V>(valueIn: (row: CustomerRow) => V): (() => ColumnValues<V>) => {
    let values: ColumnValues<V> | null = null
    resets.push(() => {
      values = null
    })
    return () => {
      values ??= buildColumn(valueIn)
      return values
    }
  }

  const details = new Map<string, () => ColumnValues<string | null>>()

  const detailOf =
    (field: string) =>
    ({ details }: CustomerRow): string | null =>
      Object.hasOwn(details, field) ? (details[field] ?? null) : null

  return {
    customerId: defineColumn(({ customerId }) => customerId),
    kind: defineColumn(({ kind }) => kind),
    name: defineColumn(({ name }) => name),
    number: defineColumn(({ number }) => number),
    segment: defineColumn(({ segment }) => segment),
    status: defineColumn(({ status }) => status),
    attractionChannel: defineColumn(({ attractionChannel }) => attractionChannel),
    customerKind: defineColumn(({ customerKind }) => customerKind),
    ownerId: defineColumn(({ ownerId }) => ownerId),
    private: defineColumn((row) => row.private),
    archived: defineColumn(({ archived }) => archived),
    mergedInto: defineColumn(({ mergedInto }) => mergedInto),
    groupIds: defineColumn(({ groupIds }) => groupIds),
    specialGroupIds: defineColumn(({ specialGroupIds }) => specialGroupIds),
    startDate: defineColumn(({ startDate }) => startDate),
    startSource: defineColumn(({ startSource }) => startSource),
    startDocumentId: defineColumn(({ startDocumentId }) => startDocumentId),
    detail: (field) => {
      const column = details.get(field) ?? defineColumn(detailOf(field))
      details.set(field, column)
      return column()
    },
    changed: ({ key, after }) => {
      const ordinal = updates.length === 0 ? undefined : ordinalOf(key)
      if (ordinal !== undefined) for (const follow of updates) follow(ordinal, after)
    },
    clear: () => {
      updates.length = 0
      for (const forget of resets) forget()
    },
  }
}
