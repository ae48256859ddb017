import { type BitSet, countBits, countIntersection, emptyBitSet, union } from '../../data-structures/bit-set.js'
import { byName } from '../../data-structures/collation.js'
import { localeOf } from '../../messages/locale.js'
import { messagesFor } from '../../messages/messages.js'
import type { QueryContext } from '../../query/context.js'
import { type GroupInTree, groupsInOrder } from '../../query/groups/group-hierarchy.js'
import { noGroup } from '../../query/groups/memberships.js'
import { visibleOnly } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'

/**
 * A group with the numbers of its own customers and of those in it and all its subgroups; the last row is "No group"
 * (`groupId` null).
 */
export type GroupTreeRow = {
  readonly groupId: string | null
  readonly name: string
  readonly parentId: string | null
  readonly depth: number
  readonly ownCount: number
  readonly totalCount: number
  readonly archived: boolean
}

/** The counted customers: archived ones included, merged and hidden ones excluded. */
const countable = (register: Register, context: QueryContext): BitSet =>
  visibleOnly(register, register.customerIndex.present(), context)

type Count = Pick<GroupTreeRow, 'ownCount' | 'totalCount'>

/** Counts by group; `null` is "No group". */
type Counts = ReadonlyMap<string | null, Count>

/**
 * The counts of every group, computed from the leaves of the tree to its roots: each set is added to its parent once;
 * the remaining customers are in no group.
 */
const countsOf = (register: Register, tree: readonly GroupInTree[], among: BitSet): Counts => {
  const counts = new Map<string | null, Count>()
  const below = new Map<string | null, BitSet>()
  for (const { group, depth } of tree.toReversed()) {
    // A maintained set, so it must not be changed.
    const own = register.facetIndex.of('groupIds', group.groupId)
    const ownCount = countIntersection(own, among)
    const subgroups = below.get(group.groupId)
    const all = subgroups === undefined ? own : union(subgroups, own)
    counts.set(group.groupId, {
      ownCount,
      totalCount: subgroups === undefined ? ownCount : countIntersection(all, among),
    })
    const above = depth === 0 ? noGroup : group.parentId
    below.set(above, union(below.get(above) ?? emptyBitSet(register.customerIndex.size), all))
  }
  const groupless = countBits(among) - countIntersection(below.get(noGroup) ?? emptyBitSet(0), among)
  return counts.set(noGroup, { ownCount: groupless, totalCount: groupless })
}

const none: Count = { ownCount: 0, totalCount: 0 }

const treeRow = (counts: Counts, { group, depth }: GroupInTree): GroupTreeRow => ({
  groupId: group.groupId,
  name: group.name,
  parentId: depth === 0 ? null : group.parentId,
  depth,
  ...(counts.get(group.groupId) ?? none),
  archived: group.archived,
})

const noGroupRow = (counts: Counts, { locale }: QueryContext): GroupTreeRow => ({
  groupId: noGroup,
  name: messagesFor(locale).noGroup,
  parentId: null,
  depth: 0,
  ...(counts.get(noGroup) ?? none),
  archived: false,
})

/** The groups as a tree, siblings by name, ending with "No group". A customer counts once per group. */
export const groupTree = (register: Register, context: QueryContext = {}): readonly GroupTreeRow[] => {
  const among = countable(register, context)
  const tree = groupsInOrder(register, localeOf(context.locale))
  const counts = countsOf(register, tree, among)
  const rows = tree.map((one) => treeRow(counts, one))
  return [...rows, noGroupRow(counts, context)]
}

/** The rows of the tree by name, whatever their parent, ending with "No group". */
export const groupList = (register: Register, context: QueryContext = {}): readonly GroupTreeRow[] => {
  const compare = byName(localeOf(context.locale))
  const named = ({ groupId, name }: GroupTreeRow) => ({ id: groupId ?? '', name })
  const rows = groupTree(register, context)
  return [...rows.slice(0, -1).sort((a, b) => compare(named(a), named(b))), ...rows.slice(-1)]
}
