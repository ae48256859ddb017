import { type Meta, reading, when } from '../../kernel/decision.js'
import type { CustomerGroups } from '../../model/customer-groups/state.js'
import { customerGroupsStream } from '../../model/customer-groups/state.js'
import { salespersonsOf } from '../../model/customer-groups/tree.js'
import { NotAdministrator } from '../../model/employee/rejections.js'
import type { Employee } from '../../model/employee/state.js'
import type { Policies } from '../../model/settings/policies.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { actorReads, type RightGuard } from './actor.js'

/** Whether a command changes which salespersons see the customers of a group. */
type ChangesVisibility<D> = (groups: CustomerGroups, policies: Policies, data: D) => boolean

type Known = {
  readonly rightActor: Employee
  readonly rightCatalogue: CustomerGroups
  readonly rightPolicies: Settings
}

/** Refuses a change of which salespersons see customers, unless the actor is an administrator. */
export const visibilityGuard = <D>(changesVisibility: ChangesVisibility<D>): RightGuard<D, Known> => ({
  reads: reading((_data: D, meta: Meta) => ({
    rightActor: actorReads(meta).actor,
    rightCatalogue: customerGroupsStream,
    rightPolicies: settingsStream,
  })),
  unless: ({ rightCatalogue, rightPolicies }, data, { by }) =>
    when(changesVisibility(rightCatalogue, rightPolicies.policies, data), NotAdministrator({ by })),
})

type OfGroup = { readonly groupId?: string | undefined }

const viewersOf = (groups: CustomerGroups, policies: Policies, groupId: string | null): string =>
  JSON.stringify(salespersonsOf(groups, policies, groupId)?.toSorted() ?? null)

const ownListOf = ({ byId }: CustomerGroups, { groupId }: OfGroup): readonly string[] =>
  byId.get(groupId ?? '')?.visibleTo ?? []

/** A group with an empty list inherits the visibility of its parent. */
const changesInheritedVisibility = (
  groups: CustomerGroups,
  policies: Policies,
  data: OfGroup,
  parentId: string | null,
): boolean =>
  groups.byId.has(data.groupId ?? '') &&
  ownListOf(groups, data).length === 0 &&
  viewersOf(groups, policies, data.groupId ?? '') !== viewersOf(groups, policies, parentId)

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one))

type Form = OfGroup & {
  readonly parentId?: string | null | undefined
  readonly salespersonIds?: readonly string[] | undefined
}

/** Guards granting and revoking. */
export const listGuard = visibilityGuard(() => true)

/** Guards the form of a group: a new list of salespersons, or a new parent. */
export const formGuard = visibilityGuard<Form>(
  (groups, policies, data) =>
    (data.salespersonIds !== undefined && !isSameList([...new Set(data.salespersonIds)], ownListOf(groups, data))) ||
    (data.parentId !== undefined && changesInheritedVisibility(groups, policies, data, data.parentId)),
)

/** Guards a new parent. */
export const moveGuard = visibilityGuard<OfGroup & { readonly newParentId: string | null }>((groups, policies, data) =>
  changesInheritedVisibility(groups, policies, data, data.newParentId),
)

/** Guards the deletion of a closed group, which makes its customers visible. */
export const deletionGuard = visibilityGuard<OfGroup>(
  (groups, policies, { groupId = '' }) =>
    groups.byId.has(groupId) && salespersonsOf(groups, policies, groupId) !== null,
)
