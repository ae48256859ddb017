import { sameName } from '../../kernel/input/codec.js'
import type { CustomerGroup, CustomerGroups } from '../../model/customer-groups/state.js'
import type { Policies } from '../../model/settings/policies.js'

const reachesRoot = ({ byId }: CustomerGroups, group: CustomerGroup): boolean => {
  const seen = new Set<string>()
  for (let at: CustomerGroup | undefined = group; at !== undefined; at = byId.get(at.parentId ?? '')) {
    if (seen.has(at.groupId)) return false
    seen.add(at.groupId)
  }
  return true
}

/** INV-04: the parents of groups form no cycle. */
export const isForest = (groups: CustomerGroups): boolean =>
  [...groups.byId.values()].every((one) => reachesRoot(groups, one))

const mustDiffer = (a: CustomerGroup, b: CustomerGroup, { groupNameUniqueness }: Policies): boolean =>
  groupNameUniqueness === 'global' || (groupNameUniqueness === 'perParent' && a.parentId === b.parentId)

/** INV-05: no two groups have the same name where policy requires distinct names. */
export const haveDistinctNames = ({ byId }: CustomerGroups, policies: Policies): boolean =>
  [...byId.values()].every((one, index, all) =>
    all.slice(index + 1).every((other) => !(mustDiffer(one, other, policies) && sameName(one.name, other.name))),
  )
