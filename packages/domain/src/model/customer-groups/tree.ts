import { sameName } from '../../kernel/input/codec.js'
import type { Policies } from '../settings/policies.js'
import type { CustomerGroup, CustomerGroups } from './state.js'

/** Whether customers can be assigned to a group: it exists and is not archived. */
export const isAssignable = ({ byId }: CustomerGroups, groupId: string): boolean =>
  byId.get(groupId)?.archived === false

/** Returns a group and its ancestors, nearest first; stops at a cycle. */
export const lineOf = ({ byId }: CustomerGroups, groupId: string | null): readonly CustomerGroup[] => {
  const line: CustomerGroup[] = []
  for (let group = byId.get(groupId ?? ''); group !== undefined && !line.includes(group); ) {
    line.push(group)
    group = byId.get(group.parentId ?? '')
  }
  return line
}

/** Returns the ids of the direct subgroups of a group, in order. */
export const subgroupsOf = ({ byId }: CustomerGroups, groupId: string): readonly string[] =>
  [...byId.values()]
    .filter(({ parentId }) => parentId === groupId)
    .map((group) => group.groupId)
    .sort()

/** Returns the ids of a group and all its descendants, deepest first. */
export const subtreeOf = (groups: CustomerGroups, groupId: string): readonly string[] => [
  ...subgroupsOf(groups, groupId).flatMap((child) => subtreeOf(groups, child)),
  groupId,
]

/** Returns the number of levels of a group and its descendants. */
export const heightOf = (groups: CustomerGroups, groupId: string): number =>
  1 + Math.max(0, ...subgroupsOf(groups, groupId).map((child) => heightOf(groups, child)))

/** Returns the numbering start of a group: its own or that of the nearest ancestor. */
export const numberingStartOf = (groups: CustomerGroups, groupId: string | null): number | null =>
  lineOf(groups, groupId).find(({ numberingStart }) => numberingStart !== null)?.numberingStart ?? null

/**
 * Returns the salespersons who see the customers of a group: its own list or, if that is empty, the nearest ancestor's
 * that is not; `null` if nothing is restricted.
 */
export const salespersonsOf = (
  groups: CustomerGroups,
  { emptyVisibilityList }: Pick<Policies, 'emptyVisibilityList'>,
  groupId: string | null,
): readonly string[] | null =>
  lineOf(groups, groupId).find(({ visibleTo }) => visibleTo.length > 0)?.visibleTo ??
  (emptyVisibilityList === 'everyone' ? null : [])

type Wanted = { readonly name: string; readonly parentId: string | null; readonly except: string | null }

/** Returns the group that already has a name, by the policy on names. */
export const holderOfName = (
  { byId }: CustomerGroups,
  { groupNameUniqueness }: Policies,
  { name, parentId, except }: Wanted,
): CustomerGroup | undefined =>
  groupNameUniqueness === 'none'
    ? undefined
    : [...byId.values()].find(
        (group) =>
          group.groupId !== except &&
          sameName(group.name, name) &&
          (groupNameUniqueness === 'global' || group.parentId === parentId),
      )
