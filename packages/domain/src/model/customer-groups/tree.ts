import { sameName } from '../../kernel/input/codec.js'
import type { Policies } from '../settings/policies.js'
import type { CustomerGroup, CustomerGroups } from './state.js'

/** Whether a customer may be put into a group: it exists and is not archived. */
export const isAssignable = ({ byId }: CustomerGroups, groupId: string): boolean =>
  byId.get(groupId)?.archived === false

/** A group and its ancestors, nearest first; stops at an ancestor met before. */
export const lineOf = ({ byId }: CustomerGroups, groupId: string | null): readonly CustomerGroup[] => {
  const line: CustomerGroup[] = []
  for (let group = byId.get(groupId ?? ''); group !== undefined && !line.includes(group); ) {
    line.push(group)
    group = byId.get(group.parentId ?? '')
  }
  return line
}

/** The ids of a group's direct subgroups, in order. */
export const subgroupsOf = ({ byId }: CustomerGroups, groupId: string): readonly string[] =>
  [...byId.values()]
    .filter(({ parentId }) => parentId === groupId)
    .map((group) => group.groupId)
    .sort()

/** The ids of a group and everything below it, deepest first. */
export const subtreeOf = (groups: CustomerGroups, groupId: string): readonly string[] => [
  ...subgroupsOf(groups, groupId).flatMap((child) => subtreeOf(groups, child)),
  groupId,
]

/** How many levels a group and what is below it take. */
export const heightOf = (groups: CustomerGroups, groupId: string): number =>
  1 + Math.max(0, ...subgroupsOf(groups, groupId).map((child) => heightOf(groups, child)))

/** The numbering start that counts for a group: its own or the nearest ancestor's. */
export const numberingStartOf = (groups: CustomerGroups, groupId: string | null): number | null =>
  lineOf(groups, groupId).find(({ numberingStart }) => numberingStart !== null)?.numberingStart ?? null

/**
 * The salespersons who see the customers of a group: those of its own list or, while that is empty, of the nearest
 * ancestor's that is not; `null` where nothing is restricted.
 */
export const salespersonsOf = (
  groups: CustomerGroups,
  { emptyVisibilityList }: Pick<Policies, 'emptyVisibilityList'>,
  groupId: string | null,
): readonly string[] | null =>
  lineOf(groups, groupId).find(({ visibleTo }) => visibleTo.length > 0)?.visibleTo ??
  (emptyVisibilityList === 'everyone' ? null : [])

type Wanted = { readonly name: string; readonly parentId: string | null; readonly except: string | null }

/** The group that has a wanted name already, by the policy on names. */
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
