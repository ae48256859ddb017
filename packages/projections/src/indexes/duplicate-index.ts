import { type BitSet, hasBit } from '../data-structures/bit-set.js'
import { hashText } from '../data-structures/hash-text.js'
import { addTo, type Multimap, removeFrom } from '../data-structures/multimap.js'
import { searchKey } from '../data-structures/search-key.js'
import type { CustomerRow } from '../tables/rows.js'
import { derived, type Maintained, type RowSource } from './derived.js'

/** The criteria for duplicates, strongest first. */
export const duplicateKeys = ['businessId', 'name', 'email'] as const
export type DuplicateKey = (typeof duplicateKeys)[number]

/** Customers by normalized business id, name and e-mail address; built on first use, then maintained. */
export type DuplicateIndex = Maintained<CustomerRow> & {
  /**
   * Groups of at least two customers in `among` of the same kind that share a value; each in the order of registration.
   */
  groups(key: DuplicateKey, among: BitSet): readonly (readonly number[])[]
}

/** The source of the index. */
export type DuplicateSource = {
  readonly customers: RowSource<CustomerRow>
  ordinalOf(customerId: string): number | undefined
  rowAt(ordinal: number): CustomerRow | undefined
}

const compact = (text: string | null | undefined): string => searchKey(text ?? '').replace(/[\s.,-]/g, '')

const texts: { readonly [K in DuplicateKey]: (customer: CustomerRow) => string | null | undefined } = {
  businessId: ({ details }) => details.businessId,
  name: ({ name }) => name,
  email: ({ details }) => details.email,
}

/** The normalized value with the kind of customer, by which duplicates are found; `null` without a value. */
const sharedValue = (key: DuplicateKey, customer: CustomerRow): string | null => {
  const value = compact(texts[key](customer))
  return value === '' ? null : `${value} ${customer.kind}`
}

const isSame = (key: DuplicateKey, before: CustomerRow, after: CustomerRow): boolean =>
  texts[key](before) === texts[key](after) && before.kind === after.kind

// Keyed by hashes, which take a third of the memory of texts.
type OrdinalsByHash = { readonly [K in DuplicateKey]: Multimap<number> }

/** Creates the index. */
export const createDuplicateIndex = ({ customers, ordinalOf, rowAt }: DuplicateSource): DuplicateIndex => {
  const put = (index: OrdinalsByHash, key: DuplicateKey, row: CustomerRow, change: typeof addTo): void => {
    const [value, ordinal] = [sharedValue(key, row), ordinalOf(row.customerId)]
    if (value !== null && ordinal !== undefined) change(index[key], hashText(value), ordinal)
  }

  const { state, changed, clear } = derived<CustomerRow, OrdinalsByHash>({
    from: customers,
    make: () => ({ businessId: new Map(), name: new Map(), email: new Map() }),
    add: (index, row) => {
      for (const key of duplicateKeys) put(index, key, row, addTo)
    },
    remove: (index, row) => {
      for (const key of duplicateKeys) put(index, key, row, removeFrom)
    },
    replace: (index, before, after) => {
      for (const key of duplicateKeys) {
        if (isSame(key, before, after)) continue
        put(index, key, before, removeFrom)
        put(index, key, after, addTo)
      }
    },
  })

  /** Splits customers with equal hashes by their values, which are nearly always equal. */
  const splitByValue = (key: DuplicateKey, ordinals: readonly number[]): readonly (readonly number[])[] => {
    const rows = ordinals.map(rowAt)
    const [first] = rows
    if (rows.every((row) => row !== undefined && first !== undefined && isSame(key, first, row))) return [ordinals]
    const groups = new Map<string | null, number[]>()
    for (const [at, ordinal] of ordinals.entries()) {
      const row = rows[at]
      const value = row === undefined ? null : sharedValue(key, row)
      const group = groups.get(value) ?? []
      groups.set(value, group)
      group.push(ordinal)
    }
    return [...groups.values()]
  }

  return {
    groups: (key, among) => {
      const groups: (readonly number[])[] = []
      for (const ordinals of state()[key].values()) {
        if (typeof ordinals === 'number') continue
        const group = ordinals.filter((ordinal) => hasBit(among, ordinal))
        if (group.length > 1) groups.push(...splitByValue(key, group).filter(({ length }) => length > 1))
      }
      return groups
    },
    changed,
    clear,
  }
}
