import type { CustomerRow } from './rows.js'
import type { RowChange } from './table.js'

/** Values by the numbers of customers, `undefined` for a customer that is not there anymore. Not to be changed. */
export type Values<V> = readonly (V | undefined)[]

/** The columns of a customer's row that lists show. */
export type ShownColumn = Exclude<keyof CustomerRow, 'personId' | 'details' | 'groupsSince' | 'statements'>

/**
 * What lists show of customers, in columns that are made when first asked for, and then kept: who goes through all of
 * them by name touches no row, which lie anywhere.
 */
export type CustomerValues = { readonly [K in ShownColumn]: () => Values<CustomerRow[K]> } & {
  /** The values of a detail field, `null` where nothing is said. */
  detail(field: string): Values<string | null>
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
export const createCustomerValues = ({ size, rowAt, ordinalOf }: ColumnSource): CustomerValues => {
  const forgetting: (() => void)[] = []
  const followers: ((ordinal: number, row: CustomerRow | null) => void)[] = []

  const made = <V>(valueIn: (row: CustomerRow) => V): Values<V> => {
    const values: (V | undefined)[] = []
    const follow = (ordinal: number, row: CustomerRow | null): void => {
      values[ordinal] = row === null ? undefined : valueIn(row)
    }
    const all = size()
    for (let ordinal = 0; ordinal < all; ordinal += 1) follow(ordinal, rowAt(ordinal) ?? null)
    followers.push(follow)
    return values
  }

  const keep = <V>(valueIn: (row: CustomerRow) => V): (() => Values<V>) => {
    let values: Values<V> | null = null
    forgetting.push(() => {
      values = null
    })
    return () => {
      values ??= made(valueIn)
      return values
    }
  }

  const details = new Map<string, () => Values<string | null>>()

  const detailOf =
    (field: string) =>
    ({ details }: CustomerRow): string | null =>
      Object.hasOwn(details, field) ? (details[field] ?? null) : null

  return {
    customerId: keep(({ customerId }) => customerId),
    kind: keep(({ kind }) => kind),
    name: keep(({ name }) => name),
    number: keep(({ number }) => number),
    segment: keep(({ segment }) => segment),
    status: keep(({ status }) => status),
    attractionChannel: keep(({ attractionChannel }) => attractionChannel),
    customerKind: keep(({ customerKind }) => customerKind),
    ownerId: keep(({ ownerId }) => ownerId),
    private: keep((row) => row.private),
    archived: keep(({ archived }) => archived),
    mergedInto: keep(({ mergedInto }) => mergedInto),
    groupIds: keep(({ groupIds }) => groupIds),
    specialGroupIds: keep(({ specialGroupIds }) => specialGroupIds),
    startDate: keep(({ startDate }) => startDate),
    startSource: keep(({ startSource }) => startSource),
    startDocumentId: keep(({ startDocumentId }) => startDocumentId),
    detail: (field) => {
      const column = details.get(field) ?? keep(detailOf(field))
      details.set(field, column)
      return column()
    },
    changed: ({ key, after }) => {
      const ordinal = followers.length === 0 ? undefined : ordinalOf(key)
      if (ordinal !== undefined) for (const follow of followers) follow(ordinal, after)
    },
    clear: () => {
      followers.length = 0
      for (const forget of forgetting) forget()
    },
  }
}
