import { countIntersection } from '../../data-structures/bit-set.js'
import { byName } from '../../data-structures/collation.js'
import { localeOf } from '../../messages/locale.js'
import type { QueryContext } from '../../query/context.js'
import { membersOfSpecialGroups } from '../../query/filter.js'
import { groupsInOrder } from '../../query/groups/group-hierarchy.js'
import { specialGroupExists } from '../../query/groups/memberships.js'
import { visibleOnly } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'

export type SpecialGroupListRow = {
  readonly specialGroupId: string
  readonly name: string
  readonly legend: string | null
  readonly count: number
}

/** The special groups by name, with their numbers of customers. */
export const specialGroupList = (register: Register, context: QueryContext = {}): readonly SpecialGroupListRow[] => {
  const compare = byName(localeOf(context.locale))
  const among = visibleOnly(register, register.customerIndex.present(), context)
  return [...register.tables.specialGroups.rows()]
    .filter(({ specialGroupId }) => specialGroupExists(register, specialGroupId))
    .map(({ specialGroupId, name, legend }) => ({
      specialGroupId,
      name,
      legend,
      count: countIntersection(membersOfSpecialGroups(register, [specialGroupId]), among),
    }))
    .sort((a, b) => compare({ id: a.specialGroupId, name: a.name }, { id: b.specialGroupId, name: b.name }))
}

export type GroupChoice = {
  readonly kind: 'customerGroup' | 'specialGroup'
  readonly id: string
  readonly name: string
}

/**
 * The choices of a report's group menu: customer groups, then special groups, each by name, without archived groups.
 */
export const groupSelector = (register: Register, context: QueryContext = {}): readonly GroupChoice[] => {
  const compare = byName(localeOf(context.locale))
  const groups = groupsInOrder(register, localeOf(context.locale))
    .filter(({ group }) => !group.archived)
    .map(({ group }): GroupChoice => ({ kind: 'customerGroup', id: group.groupId, name: group.name }))
  const specials = [...register.tables.specialGroups.rows()]
    .filter(({ specialGroupId }) => specialGroupExists(register, specialGroupId))
    .map(({ specialGroupId, name }): GroupChoice => ({ kind: 'specialGroup', id: specialGroupId, name }))
  return [...groups.sort(compare), ...specials.sort(compare)]
}
