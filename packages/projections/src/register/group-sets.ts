import { type Bits, bitsFor, clearBit, grownTo, setBit } from './bits.js'
import type { CustomerRow } from './rows.js'
import type { RowChange } from './table.js'

/** Which customers are in each group now, as sets of their numbers; made when first asked for, and then kept. */
export type GroupSets = {
  /** The customers in a group, merged ones too; `null` for those whose row names no group. Not to be changed. */
  of(groupId: string | null): Bits
  changed(change: RowChange<CustomerRow>): void
  /** Starts over from other customers. */
  clear(): void
}

const noGroup: readonly (string | null)[] = [null]

const groupsIn = (row: CustomerRow | null): readonly (string | null)[] => {
  if (row === null) return []
  return row.groupIds.length === 0 ? noGroup : row.groupIds
}

const empty: Bits = bitsFor(0)

/** Keeps the sets of `customers`, whose numbers `ordinalOf` gives. */
export const createGroupSets = (
  customers: () => Iterable<CustomerRow>,
  ordinalOf: (customerId: string) => number | undefined,
): GroupSets => {
  let sets: Map<string | null, Bits> | null = null

  const roomFor = (made: Map<string | null, Bits>, groupId: string | null, ordinal: number): Bits => {
    const known = made.get(groupId) ?? bitsFor(ordinal + 1)
    const set = ordinal < known.length * 32 ? known : grownTo(known, ordinal * 2)
    made.set(groupId, set)
    return set
  }

  const enter = (made: Map<string | null, Bits>, row: CustomerRow): void => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return
    for (const groupId of groupsIn(row)) setBit(roomFor(made, groupId, ordinal), ordinal)
  }

  const make = (): Map<string | null, Bits> => {
    const made = new Map<string | null, Bits>()
    for (const row of customers()) enter(made, row)
    return made
  }

  const leave = (made: Map<string | null, Bits>, row: CustomerRow): void => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return
    for (const groupId of groupsIn(row)) clearBit(made.get(groupId) ?? empty, ordinal)
  }

  return {
    of: (groupId) => {
      sets ??= make()
      return sets.get(groupId) ?? empty
    },
    changed: ({ before, after }) => {
      if (sets === null || before?.groupIds === after?.groupIds) return
      if (before !== null) leave(sets, before)
      if (after !== null) enter(sets, after)
    },
    clear: () => {
      sets = null
    },
  }
}
