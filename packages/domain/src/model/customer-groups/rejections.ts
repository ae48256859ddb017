import { type Outcome, when, whenFound } from '../../kernel/decision.js'
import { sameName } from '../../kernel/input/codec.js'
import { rejection } from '../../kernel/rejection.js'
import type { Settings } from '../settings/state.js'
import type { CustomerGroups } from './state.js'
import { holderOfName } from './tree.js'

export const GroupNotFound = rejection('GroupNotFound', { groupId: 'text' }, 'notFound')
export const GroupAlreadyExists = rejection('GroupAlreadyExists', { groupId: 'text' })
export const GroupNotAssignable = rejection('GroupNotAssignable', { groupId: 'text' })
export const GroupNameRequired = rejection('GroupNameRequired', {}, 'invalid')
export const GroupNameTaken = rejection('GroupNameTaken', { groupId: 'text', name: 'text' })
export const ReservedGroupName = rejection('ReservedGroupName', { name: 'text' }, 'invalid')
export const HierarchyNotEnabled = rejection('HierarchyNotEnabled', {})
export const GroupHierarchyTooDeep = rejection('GroupHierarchyTooDeep', { max: 'number' })

/** `path` leads from the group to be moved down to its new parent. */
export const GroupHierarchyCycle = rejection('GroupHierarchyCycle', { path: 'texts' })
export const GroupHasSubgroups = rejection('GroupHasSubgroups', { groupId: 'text', subgroupIds: 'texts' })
export const GroupNotEmpty = rejection('GroupNotEmpty', { groupId: 'text', memberCount: 'number' })
export const InvalidNumberingStart = rejection('InvalidNumberingStart', { start: 'number' }, 'invalid')
export const InvalidLedgerAccount = rejection('InvalidLedgerAccount', { account: 'text' }, 'invalid')
export const EmployeeNotSalesperson = rejection('EmployeeNotSalesperson', { employeeId: 'text' })

export const customerGroupRejections = {
  GroupNotFound,
  GroupAlreadyExists,
  GroupNotAssignable,
  GroupNameRequired,
  GroupNameTaken,
  ReservedGroupName,
  HierarchyNotEnabled,
  GroupHierarchyTooDeep,
  GroupHierarchyCycle,
  GroupHasSubgroups,
  GroupNotEmpty,
  InvalidNumberingStart,
  InvalidLedgerAccount,
  EmployeeNotSalesperson,
}

/** The words for "no group" in the four languages; no group may have such a name. */
const noGroupWords = ['No group', 'Ei ryhmää', 'Ingen grupp', 'Grupita']

/** Refuses unless the group exists. */
export const unlessGroup = ({ byId }: CustomerGroups, groupId: string): Outcome | null =>
  when(!byId.has(groupId), GroupNotFound({ groupId }))

/** The rejections of `unlessAssignable`. */
export const noAssignableGroup = [GroupNotFound, GroupNotAssignable] as const

/** Refuses unless customers can be assigned to the group. */
export const unlessAssignable = (groups: CustomerGroups, groupId: string): Outcome | null =>
  unlessGroup(groups, groupId) ?? when(groups.byId.get(groupId)?.archived === true, GroupNotAssignable({ groupId }))

type Wanted = { readonly name: string; readonly parentId: string | null; readonly except: string | null }

/** The rejections of `unlessGoodName`. */
export const noGoodName = [GroupNameRequired, ReservedGroupName, GroupNameTaken] as const

/** Refuses unless a group may have this name. */
export const unlessGoodName = (groups: CustomerGroups, { policies }: Settings, wanted: Wanted): Outcome | null => {
  const holder = holderOfName(groups, policies, wanted)
  const name = wanted.name.trim()
  return (
    when(name === '', GroupNameRequired({})) ??
    when(
      noGroupWords.some((word) => sameName(word, name)),
      ReservedGroupName({ name }),
    ) ??
    whenFound(holder, ({ groupId }) => GroupNameTaken({ groupId, name }))
  )
}
