import { byName } from '../../data-structures/collation.js'
import type { Locale } from '../../messages/locale.js'
import type { Register } from '../../register/register.js'
import type { GroupRow } from '../../tables/rows.js'
import { memoizeUntilChange } from '../memoize.js'
import { groupExists } from './memberships.js'

const childrenOf = function* ({ tables }: Register, groupId: string): Iterable<string> {
  yield* tables.groups.keysWhere('parentId', groupId)
}

/** The groups and all their descendants. */
export const withSubgroups = (register: Register, groupIds: Iterable<string>): ReadonlySet<string> => {
  const found = new Set(groupIds)
  for (const groupId of found) for (const child of childrenOf(register, groupId)) found.add(child)
  return found
}

/** A group and its ancestors, nearest first. */
export const withAncestors = ({ tables }: Register, groupId: string): readonly GroupRow[] => {
  const found = new Map<string, GroupRow>()
  for (let at: string | null = groupId; at !== null && !found.has(at); ) {
    const group = tables.groups.get(at)
    if (group === undefined) break
    found.set(at, group)
    at = group.parentId
  }
  return [...found.values()]
}

/** The groups whose visibility list contains an employee, and their descendants without a list of their own. */
export const groupsAdmitting = function* (register: Register, employeeId: string): Iterable<GroupRow> {
  const { groups } = register.tables
  const found = new Set(groups.rowsWhere('salespersonIds', employeeId))
  for (const group of found) {
    yield group
    for (const child of groups.rowsWhere('parentId', group.groupId))
      if (child.salespersonIds.length === 0) found.add(child)
  }
}

/** A group with its depth in the tree (0 at the top). */
export type GroupInTree = { readonly group: GroupRow; readonly depth: number }

const isRoot = (register: Register, { parentId }: GroupRow): boolean =>
  parentId === null || !groupExists(register, parentId)

const buildTree = (register: Register, locale: Locale): readonly GroupInTree[] => {
  const compare = byName(locale)
  const sortedByName = (groups: Iterable<GroupRow>): readonly GroupRow[] =>
    [...groups]
      .filter(({ groupId }) => groupExists(register, groupId))
      .sort((a, b) => compare({ id: a.groupId, name: a.name }, { id: b.groupId, name: b.name }))
  const below = (group: GroupRow, depth: number): readonly GroupInTree[] => [
    { group, depth },
    ...sortedByName(register.tables.groups.rowsWhere('parentId', group.groupId)).flatMap((child) =>
      below(child, depth + 1),
    ),
  ]
  return sortedByName(register.tables.groups.rows())
    .filter((group) => isRoot(register, group))
    .flatMap((root) => below(root, 0))
}

const cachedTrees = memoizeUntilChange<readonly GroupInTree[]>()

/** The existing groups in tree order (pre-order), siblings by name; cached. */
export const groupsInOrder = (register: Register, locale: Locale): readonly GroupInTree[] =>
  cachedTrees(register, locale, () => buildTree(register, locale))
