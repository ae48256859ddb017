import { type Bits, countBits, keepOnly } from '../register/bits.js'
import { byName } from '../register/name-order.js'
import type { Register } from '../register/register.js'
import { localeOf } from '../wording/locale.js'
import { wordingOf } from '../wording/wording.js'
import { groupsInOrder, type Placed, withSubgroups } from './group-forest.js'
import { noGroup } from './memberships.js'
import { type Moment, momentOf } from './moment.js'
import { type Asking, membersOfGroups } from './selection.js'
import { visibleOnly } from './visibility.js'

/** A group with its customers counted: its own, and with all below it; the last row is "No group" (`groupId` null). */
export type GroupTreeRow = {
  readonly groupId: string | null
  readonly name: string
  readonly parentId: string | null
  readonly depth: number
  readonly ownCount: number
  readonly totalCount: number
  readonly archived: boolean
}

/** The customers a count is over: archived ones count, those merged into another and those out of sight do not. */
const countable = (register: Register, asking: Asking): Bits => visibleOnly(register, register.roster.present(), asking)

const countOf = (register: Register, groups: Iterable<string | null>, among: Bits, moment: Moment): number =>
  countBits(keepOnly(membersOfGroups(register, groups, moment), among))

const treeRow = (register: Register, among: Bits, moment: Moment, { group, depth }: Placed): GroupTreeRow => ({
  groupId: group.groupId,
  name: group.name,
  parentId: depth === 0 ? null : group.parentId,
  depth,
  ownCount: countOf(register, [group.groupId], among, moment),
  totalCount: countOf(register, withSubgroups(register, [group.groupId]), among, moment),
  archived: group.archived,
})

const noGroupRow = (register: Register, among: Bits, moment: Moment, asking: Asking): GroupTreeRow => {
  const count = countOf(register, [noGroup], among, moment)
  const { noGroup: name } = wordingOf(asking.locale)
  return { groupId: null, name, parentId: null, depth: 0, ownCount: count, totalCount: count, archived: false }
}

/** The groups as a tree, siblings by name, ending with "No group" (K31, K34, L02). A customer counts once per group. */
export const groupTree = (register: Register, asking: Asking = {}): readonly GroupTreeRow[] => {
  const moment = momentOf(register, asking.asOf)
  const among = countable(register, asking)
  const rows = groupsInOrder(register, moment, localeOf(asking.locale)).map((placed) =>
    treeRow(register, among, moment, placed),
  )
  return [...rows, noGroupRow(register, among, moment, asking)]
}

/** The rows of the tree by name, whatever their place, ending with "No group". */
export const groupList = (register: Register, asking: Asking = {}): readonly GroupTreeRow[] => {
  const compare = byName(localeOf(asking.locale))
  const named = ({ groupId, name }: GroupTreeRow) => ({ id: groupId ?? '', name })
  const rows = groupTree(register, asking)
  return [...rows.slice(0, -1).sort((a, b) => compare(named(a), named(b))), ...rows.slice(-1)]
}
