import { type Bits, bitsFor, clearBit, grownTo, setBit } from './bits.js'
import type { CustomerRow } from './rows.js'
import type { RowChange } from './table.js'

/** Which customers are in each group now, as sets of their numbers, kept as they come and go. */
export type GroupSets = {
  /** The customers in a group, merged ones too; `null` for those whose row names no group. Not to be changed. */
  of(groupId: string | null): Bits
  changed(change: RowChange<CustomerRow>): void
  /** Starts over from the customers there are then, read when first asked for. */
  clear(): void
}

/** What the sets are made of: customers, their numbers, and the column that names their groups. */
export type GroupSource = {
  readonly column: 'groupIds' | 'specialGroupIds'
  customers(): Iterable<CustomerRow>
  ordinalOf(customerId: string): number | undefined
}

type Sets = Map<string | null, Bits>

const noGroup: readonly (string | null)[] = [null]

const empty: Bits = bitsFor(0)

const roomFor = (sets: Sets, groupId: string | null, ordinal: number): Bits => {
  const known = sets.get(groupId) ?? bitsFor(ordinal + 1)
  const set = ordinal < known.length * 32 ? known : grownTo(known, ordinal * 2)
  sets.set(groupId, set)
  return set
}

/** Keeps the sets of one kind of groups. */
export const createGroupSets = ({ column, customers, ordinalOf }: GroupSource): GroupSets => {
  let sets: Sets | null = new Map()

  const groupsIn = (row: CustomerRow): readonly (string | null)[] => (row[column].length === 0 ? noGroup : row[column])

  const enter = (made: Sets, row: CustomerRow): void => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return
    for (const groupId of groupsIn(row)) setBit(roomFor(made, groupId, ordinal), ordinal)
  }

  const leave = (made: Sets, row: CustomerRow): void => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return
    for (const groupId of groupsIn(row)) clearBit(made.get(groupId) ?? empty, ordinal)
  }

  const make = (): Sets => {
    const made: Sets = new Map()
    for (const row of customers()) enter(made, row)
    return made
  }

  return {
    of: (groupId) => {
      sets ??= make()
      return sets.get(groupId) ?? empty
    },
    changed: ({ before, after }) => {
      if (sets === null || before?.[column] === after?.[column]) return
      if (before !== null) leave(sets, before)
      if (after !== null) enter(sets, after)
    },
    clear: () => {
      sets = null
    },
  }
}
