import { countIntersection } from '../register/bits.js'
import { byName } from '../register/name-order.js'
import type { Register } from '../register/register.js'
import { localeOf } from '../wording/locale.js'
import { groupsInOrder } from './group-forest.js'
import { specialGroupExists } from './memberships.js'
import { momentOf } from './moment.js'
import { type Asking, membersOfSpecialGroups } from './selection.js'
import { visibleOnly } from './visibility.js'

export type SpecialGroupListRow = {
  readonly specialGroupId: string
  readonly name: string
  readonly legend: string | null
  readonly count: number
}

/** The special groups by name, with their customers counted (K39–K42). */
export const specialGroupList = (register: Register, asking: Asking = {}): readonly SpecialGroupListRow[] => {
  const compare = byName(localeOf(asking.locale))
  const moment = momentOf(register, asking.asOf)
  const among = visibleOnly(register, register.customerIndex.present(), asking)
  return [...register.tables.specialGroups.rows()]
    .filter(({ specialGroupId }) => specialGroupExists(register, specialGroupId, moment))
    .map(({ specialGroupId, name, legend }) => ({
      specialGroupId,
      name,
      legend,
      count: countIntersection(membersOfSpecialGroups(register, [specialGroupId], moment), among),
    }))
    .sort((a, b) => compare({ id: a.specialGroupId, name: a.name }, { id: b.specialGroupId, name: b.name }))
}

export type GroupChoice = {
  readonly kind: 'customerGroup' | 'specialGroup'
  readonly id: string
  readonly name: string
}

/** What can be chosen in a report's group menu: customer groups, then special groups, by name; no archived ones (K44). */
export const groupSelector = (register: Register, asking: Asking = {}): readonly GroupChoice[] => {
  const compare = byName(localeOf(asking.locale))
  const moment = momentOf(register, asking.asOf)
  const groups = groupsInOrder(register, moment, localeOf(asking.locale))
    .filter(({ group }) => !group.archived)
    .map(({ group }): GroupChoice => ({ kind: 'customerGroup', id: group.groupId, name: group.name }))
  const specials = [...register.tables.specialGroups.rows()]
    .filter(({ specialGroupId }) => specialGroupExists(register, specialGroupId, moment))
    .map(({ specialGroupId, name }): GroupChoice => ({ kind: 'specialGroup', id: specialGroupId, name }))
  return [...groups.sort(compare), ...specials.sort(compare)]
}
