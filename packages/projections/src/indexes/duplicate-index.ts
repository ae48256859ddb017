import { type BitSet, countBits, forEachBit } from '../data-structures/bit-set.js'
import { grow } from '../data-structures/growable-array.js'
import { searchKey } from '../data-structures/search-key.js'
import type { CustomerRow } from '../tables/rows.js'
import type { RowChange } from '../tables/table.js'

/** What two records can have in common that makes them look like one customer, the strongest first. */
export const duplicateKeys = ['businessId', 'name', 'email'] as const
export type DuplicateKey = (typeof duplicateKeys)[number]

/** Customers that share a key: found by hash, then compared as text. */
export type DuplicateIndex = {
  /** The numbers of customers of one kind, among some, that share a value; each group in the order of registration. */
  groups(because: DuplicateKey, among: BitSet): readonly (readonly number[])[]
  changed(change: RowChange<CustomerRow>): void
  /** Clears the index; it is rebuilt from the current customers on next use. */
  clear(): void
}

/** The source of the index. */
export type DuplicateSource = {
  customers(): Iterable<CustomerRow>
  ordinalOf(customerId: string): number | undefined
  rowAt(ordinal: number): CustomerRow | undefined
}

const compact = (text: string | null | undefined): string => searchKey(text ?? '').replace(/[\s.,-]/g, '')

const texts: { readonly [K in DuplicateKey]: (customer: CustomerRow) => string | null | undefined } = {
  businessId: ({ details }) => details.businessId,
  name: ({ name }) => name,
  email: ({ details }) => details.email,
}

/** What is the same for customers alike; empty where there is nothing to compare. */
const sharedBy = (because: DuplicateKey, customer: CustomerRow): string => {
  const value = compact(texts[because](customer))
  return value === '' ? '' : `${value} ${customer.kind}`
}

/** Whether all have the very same text, which most alike have. */
const isOneText = (because: DuplicateKey, customers: readonly CustomerRow[]): boolean => {
  const [first] = customers
  if (first === undefined) return true
  const text = texts[because](first)
  return customers.every((one) => one.kind === first.kind && texts[because](one) === text)
}

const nothing = 0

/** A number (FNV-1a) that equal texts share and others hardly ever; `nothing` for the empty text only. */
const numberOf = (text: string): number => {
  if (text === '') return nothing
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash === nothing ? 1 : hash
}

type Columns = { readonly [K in DuplicateKey]: Int32Array }

const noColumns: Columns = { businessId: new Int32Array(0), name: new Int32Array(0), email: new Int32Array(0) }

const longer = ({ businessId, name, email }: Columns, length: number): Columns => ({
  businessId: grow(businessId, length, Int32Array),
  name: grow(name, length, Int32Array),
  email: grow(email, length, Int32Array),
})

/** Adds a customer to those with a key, behind the first when there are none. */
const put = <K>(groups: Map<K, number[]>, key: K, ordinal: number, first?: number): void => {
  const group = groups.get(key) ?? (first === undefined ? [] : [first])
  group.push(ordinal)
  groups.set(key, group)
}

/** Customers with the same number, two or more together. */
const withSameNumber = (numbers: Int32Array, among: BitSet): readonly (readonly number[])[] => {
  const mask = 2 ** Math.ceil(Math.log2(2 * countBits(among) + 2)) - 1
  // One more than the first customer with a number, at the place the number says or the next that is free.
  const firsts = new Int32Array(mask + 1)
  const several = new Map<number, number[]>()
  forEachBit(among, (ordinal) => {
    const number = numbers[ordinal] ?? nothing
    if (number === nothing) return
    let at = number & mask
    while (firsts[at] !== 0 && numbers[(firsts[at] ?? 0) - 1] !== number) at = (at + 1) & mask
    const first = (firsts[at] ?? 0) - 1
    if (first < 0) firsts[at] = ordinal + 1
    else put(several, number, ordinal, first)
  })
  return [...several.values()]
}

/** Keeps the numbers of values. */
export const createDuplicateIndex = ({ customers, ordinalOf, rowAt }: DuplicateSource): DuplicateIndex => {
  let known: Columns | null = null

  const write = (columns: Columns, row: CustomerRow): Columns => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return columns
    const roomy = ordinal < columns.name.length ? columns : longer(columns, ordinal + 1)
    for (const because of duplicateKeys) roomy[because][ordinal] = numberOf(sharedBy(because, row))
    return roomy
  }

  const made = (): Columns => {
    let columns = noColumns
    for (const row of customers()) columns = write(columns, row)
    return columns
  }

  const bySharedText = (because: DuplicateKey, ordinals: readonly number[]): readonly (readonly number[])[] => {
    if (
      isOneText(
        because,
        ordinals.flatMap((ordinal) => rowAt(ordinal) ?? []),
      )
    )
      return [ordinals]
    const groups = new Map<string, number[]>()
    for (const ordinal of ordinals) {
      const row = rowAt(ordinal)
      const shared = row === undefined ? '' : sharedBy(because, row)
      put(groups, shared, ordinal)
    }
    return [...groups.values()].filter(({ length }) => length > 1)
  }

  return {
    groups: (because, among) => {
      known ??= made()
      return withSameNumber(known[because], among).flatMap((ordinals) => bySharedText(because, ordinals))
    },
    changed: ({ after }) => {
      if (known !== null && after !== null) known = write(known, after)
    },
    clear: () => {
      known = null
    },
  }
}
