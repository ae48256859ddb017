import type { BitSet } from '../../data-structures/bit-set.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter } from '../../query/filter.js'
import { firstGroupOf, groupNamesOf, groupsOf } from '../../query/groups/memberships.js'
import { type ByOrdinal, mapPage } from '../../query/paging/map-page.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'

/** A row of a list of members; `customerGroup` is `''` if the customer has no group. */
export type MemberRow = {
  readonly customerId: string
  readonly name: string
  readonly number: number | null
  readonly customerGroup: string
  readonly groupIds: readonly string[]
  readonly archived: boolean
}

export type GroupMembersParams = QueryContext &
  PageRequest & {
    readonly groupId: string | null
    readonly includeSubgroups?: boolean | undefined
    /** On by default, so that the length of the list equals the count of the group. */
    readonly includeArchived?: boolean | undefined
  }

/** Maps ordinals to member rows. */
const membersAt = (register: Register): ByOrdinal<MemberRow> => {
  const { customerColumns } = register
  const [customerIds, names] = [customerColumns.customerId(), customerColumns.name()]
  const [numbers, archived] = [customerColumns.number(), customerColumns.archived()]
  const groupNames = groupNamesOf(register)
  const groupIds = customerColumns.groupIds()
  return (ordinal) => ({
    customerId: customerIds[ordinal] ?? '',
    name: names[ordinal] ?? '',
    number: numbers[ordinal] ?? null,
    customerGroup: groupNames(ordinal),
    groupIds: groupsOf(register, { groupIds: groupIds[ordinal] ?? [] }),
    archived: archived[ordinal] ?? false,
  })
}

/** One page of customers as member rows, by name, lazily. */
export const membersOnPage = (
  register: Register,
  customers: BitSet,
  params: QueryContext & PageRequest,
): Iterable<MemberRow> => mapPage(register, customers, params, membersAt(register))

const candidates = ({ customerIndex }: Register, includeArchived = true): BitSet =>
  includeArchived ? customerIndex.present() : customerIndex.active()

/** The members of a group, or of "No group". */
export const membersOfGroup = (register: Register, params: GroupMembersParams): BitSet => {
  const { groupId, includeSubgroups, includeArchived } = params
  return applyFilter(register, candidates(register, includeArchived), { groupIds: [groupId], includeSubgroups }, params)
}

/** The customers of a group, or of "No group" (`null`), by name. */
export const customersOfGroup = (register: Register, params: GroupMembersParams): readonly MemberRow[] => [
  ...membersOnPage(register, membersOfGroup(register, params), params),
]

export type SpecialGroupMembersParams = QueryContext &
  PageRequest & { readonly specialGroupId: string; readonly includeArchived?: boolean | undefined }

/** The members of a special group. */
export const membersOfSpecialGroup = (register: Register, params: SpecialGroupMembersParams): BitSet => {
  const { specialGroupId, includeArchived } = params
  return applyFilter(register, candidates(register, includeArchived), { specialGroupIds: [specialGroupId] }, params)
}

/** The customers of a special group by name. */
export const customersOfSpecialGroup = (
  register: Register,
  params: SpecialGroupMembersParams,
): readonly MemberRow[] => [...membersOnPage(register, membersOfSpecialGroup(register, params), params)]

export type GroupOfCustomerParams = QueryContext & { readonly customerId: string }

/**
 * The (first) group of a customer at the end of a day; `null` if it has none or the viewer may not see the customer.
 */
export const groupOfCustomer = (register: Register, params: GroupOfCustomerParams): string | null =>
  visibleCustomers(register, params)(params.customerId) ? (firstGroupOf(register, params.customerId) ?? null) : null
