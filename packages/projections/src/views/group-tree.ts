import { addAll, type Bits, bitsFor, countBits, keepOnly } from '../register/bits.js'
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

type Members = ReadonlyMap<string, Bits>

const membersByGroup = (register: Register, placed: readonly Placed[], among: Bits, moment: Moment): Members =>
  new Map(
    placed.map(({ group: { groupId } }) => [groupId, keepOnly(membersOfGroups(register, [groupId], moment), among)]),
  )

const together = (register: Register, groupId: string, members: Members): Bits => {
  const all = bitsFor(register.roster.size)
  for (const one of withSubgroups(register, [groupId])) addAll(all, members.get(one) ?? all)
  return all
}

const treeRow = (register: Register, members: Members, { group, depth }: Placed): GroupTreeRow => ({
  groupId: group.groupId,
  name: group.name,
  parentId: depth === 0 ? null : group.parentId,
  depth,
  ownCount: countBits(members.get(group.groupId) ?? bitsFor(0)),
  totalCount: countBits(together(register, group.groupId, members)),
  archived: group.archived,
})

const noGroupRow = (register: Register, among: Bits, moment: Moment, asking: Asking): GroupTreeRow => {
  const count = countBits(keepOnly(membersOfGroups(register, [noGroup], moment), among))
  const { noGroup: name } = wordingOf(asking.locale)
  return { groupId: null, name, parentId: null, depth: 0, ownCount: count, totalCount: count, archived: false }
}

/** The groups as a tree, siblings by name, ending with "No group" (K31, K34, L02). A customer counts once per group. */
export const groupTree = (register: Register, asking: Asking = {}): readonly GroupTreeRow[] => {
  const moment = momentOf(register, asking.asOf)
  const among = countable(register, asking)
  const placed = groupsInOrder(register, moment, localeOf(asking.locale))
  const members = membersByGroup(register, placed, among, moment)
  const rows = placed.map((one) => treeRow(register, members, one))
  return [...rows, noGroupRow(register, among, moment, asking)]
}

/** The rows of the tree by name, whatever their place, ending with "No group". */
export const groupList = (register: Register, asking: Asking = {}): readonly GroupTreeRow[] => {
  const compare = byName(localeOf(asking.locale))
  const named = ({ groupId, name }: GroupTreeRow) => ({ id: groupId ?? '', name })
  const rows = groupTree(register, asking)
  return [...rows.slice(0, -1).sort((a, b) => compare(named(a), named(b))), ...rows.slice(-1)]
}
