import type { CalendarDate, Channel, TrackingChoice } from '@clientele/domain'
import { type BitSet, emptyBitSet, intersect, subtract, union } from '../data-structures/bit-set.js'
import { searchKey } from '../data-structures/search-key.js'
import type { Register } from '../register/register.js'
import { dayOfQuery, type QueryContext } from './context.js'
import { heldBy, ownedBy } from './filters/people.js'
import { banning, consenting } from './filters/permissions.js'
import { withValues } from './filters/sets.js'
import { tracked, withLegalEntities, withProperties } from './filters/traits.js'
import { groupsAdmitting, withSubgroups } from './groups/group-hierarchy.js'
import { groupExists, specialGroupExists } from './groups/memberships.js'
import { memoizeUntilChange } from './memoize.js'
import { visibleOnly } from './visibility/customers.js'

/**
 * Customer filters: criteria combine with AND, values of one criterion with OR, and an empty list does not limit; group
 * `null` is "No group". Responsibilities are those of the day of the query, without substitutes.
 */
export type CustomerFilter = {
  readonly groupIds?: readonly (string | null)[] | undefined
  readonly includeSubgroups?: boolean | undefined
  readonly specialGroupIds?: readonly string[] | undefined
  /** A salesperson who may see the groups of the customers. */
  readonly salespersonId?: string | undefined
  readonly text?: string | undefined
  readonly segments?: readonly string[] | undefined
  readonly statuses?: readonly string[] | undefined
  readonly attractionChannels?: readonly string[] | undefined
  readonly customerKinds?: readonly string[] | undefined
  readonly ownerIds?: readonly string[] | undefined
  readonly responsibleManagerIds?: readonly string[] | undefined
  readonly serviceManagerIds?: readonly string[] | undefined
  /** Employees who are responsible, in one of `responsibleRoleIds` if these are given. */
  readonly responsibleIds?: readonly string[] | undefined
  readonly responsibleRoleIds?: readonly string[] | undefined
  readonly trackingItems?: readonly TrackingChoice[] | undefined
  readonly properties?: readonly string[] | undefined
  readonly legalEntityIds?: readonly string[] | undefined
  /** Channels that the customer consents to. */
  readonly consents?: readonly Channel[] | undefined
  /**
   * Channels banned for the customer by a person that the viewer may see: its own person, if it is a private customer,
   * or one of its contacts.
   */
  readonly bans?: readonly Channel[] | undefined
}

const criteria: { readonly [K in Exclude<keyof CustomerFilter, 'includeSubgroups'>]-?: true } = {
  groupIds: true,
  specialGroupIds: true,
  salespersonId: true,
  text: true,
  segments: true,
  statuses: true,
  attractionChannels: true,
  customerKinds: true,
  ownerIds: true,
  responsibleManagerIds: true,
  serviceManagerIds: true,
  responsibleIds: true,
  responsibleRoleIds: true,
  trackingItems: true,
  properties: true,
  legalEntityIds: true,
  consents: true,
  bans: true,
}

/** Whether a filter has any criterion. */
export const isLimited = (filter: CustomerFilter): boolean =>
  Object.keys(criteria).some((criterion) => {
    const value: unknown = Reflect.get(filter, criterion)
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })

/** Resolves a group filter: adds subgroups by policy. */
export const resolveGroups = (
  register: Register,
  groupIds: readonly (string | null)[],
  includeSubgroups = register.settings.policies.includeSubgroups,
): ReadonlySet<string | null> => {
  const ids = groupIds.filter((groupId) => groupId !== null)
  const groups = includeSubgroups ? withSubgroups(register, ids) : ids
  return new Set<string | null>(groupIds.includes(null) ? [...groups, null] : groups)
}

// Customers that are only in deleted groups count as without a group.
const withoutGroup = ({ tables, customerIndex, facetIndex }: Register): BitSet => {
  const [deleted, existing] = [emptyBitSet(customerIndex.size), emptyBitSet(customerIndex.size)]
  for (const { groupId, deletedAt } of tables.groups.rows())
    union(deletedAt === null ? existing : deleted, facetIndex.of('groupIds', groupId))
  return union(subtract(deleted, existing), facetIndex.of('groupIds', null))
}

const membersNow = (register: Register, groupId: string | null): BitSet => {
  if (groupId === null) return withoutGroup(register)
  return groupExists(register, groupId) ? register.facetIndex.of('groupIds', groupId) : emptyBitSet(0)
}

/** The members of any of the groups; for group `null`, the customers without a group. */
export const membersOfGroups = (register: Register, groups: Iterable<string | null>): BitSet => {
  const members = emptyBitSet(register.customerIndex.size)
  for (const groupId of groups) union(members, membersNow(register, groupId))
  return members
}

/** The members of any of the special groups. */
export const membersOfSpecialGroups = (register: Register, ids: readonly string[]): BitSet => {
  const members = emptyBitSet(register.customerIndex.size)
  for (const id of ids)
    if (specialGroupExists(register, id)) union(members, register.facetIndex.of('specialGroupIds', id))
  return members
}

const intersectNamed = (register: Register, customers: BitSet, text: string): void => {
  const key = searchKey(text.trim())
  if (key !== '') intersect(customers, register.customerIndex.search(key, customers))
}

const membersKnown = memoizeUntilChange<BitSet>()

type Limits = Iterable<BitSet>

/** The groups visible to a salesperson: those whose list contains it and, by policy, their subgroups without a list. */
const groupsShownTo = (
  register: Register,
  salespersonId: string,
  includeSubgroups = register.settings.policies.includeSubgroups,
): Iterable<string> =>
  includeSubgroups
    ? Array.from(groupsAdmitting(register, salespersonId), ({ groupId }) => groupId)
    : register.tables.groups.keysWhere('salespersonIds', salespersonId)

const inGroups = function* (register: Register, filter: CustomerFilter): Limits {
  const { groupIds = [], includeSubgroups, specialGroupIds = [], salespersonId } = filter
  const membersOf = (question: readonly unknown[], groups: () => Iterable<string | null>): BitSet =>
    membersKnown(register, JSON.stringify(question), () => membersOfGroups(register, groups()))
  if (groupIds.length > 0)
    yield membersOf(['groups', groupIds, includeSubgroups], () => resolveGroups(register, groupIds, includeSubgroups))
  if (specialGroupIds.length > 0) yield membersOfSpecialGroups(register, specialGroupIds)
  if (salespersonId !== undefined)
    yield membersOf(['salesperson', salespersonId, includeSubgroups], () =>
      groupsShownTo(register, salespersonId, includeSubgroups),
    )
}

const classified = function* (register: Register, filter: CustomerFilter): Limits {
  const { segments = [], statuses = [], attractionChannels = [], customerKinds = [] } = filter
  if (segments.length > 0) yield withValues(register, 'segment', segments)
  if (statuses.length > 0) yield withValues(register, 'status', statuses)
  if (attractionChannels.length > 0) yield withValues(register, 'attractionChannel', attractionChannels)
  if (customerKinds.length > 0) yield withValues(register, 'customerKind', customerKinds)
}

const ofPeople = function* (register: Register, filter: CustomerFilter, day: CalendarDate): Limits {
  const { ownerIds = [], responsibleManagerIds = [], serviceManagerIds = [] } = filter
  const { responsibleIds = [], responsibleRoleIds = [] } = filter
  if (ownerIds.length > 0) yield ownedBy(register, ownerIds)
  if (responsibleManagerIds.length > 0) yield heldBy(register, responsibleManagerIds, ['responsibleManager'], day)
  if (serviceManagerIds.length > 0) yield heldBy(register, serviceManagerIds, ['serviceManager'], day)
  if (responsibleIds.length + responsibleRoleIds.length > 0)
    yield heldBy(register, responsibleIds, responsibleRoleIds, day)
}

const withTraits = function* (register: Register, filter: CustomerFilter, context: QueryContext): Limits {
  const day = dayOfQuery(register, context)
  const { trackingItems = [], properties = [], legalEntityIds = [], consents = [], bans = [] } = filter
  if (trackingItems.length > 0) yield tracked(register, trackingItems)
  if (properties.length > 0) yield withProperties(register, properties)
  if (legalEntityIds.length > 0) yield withLegalEntities(register, legalEntityIds)
  if (consents.length > 0) yield consenting(register, consents, day)
  if (bans.length > 0) yield banning(register, bans, day, context)
}

const limitsOf = function* (register: Register, filter: CustomerFilter, context: QueryContext): Limits {
  const day = dayOfQuery(register, context)
  yield* inGroups(register, filter)
  yield* classified(register, filter)
  yield* ofPeople(register, filter, day)
  yield* withTraits(register, filter, context)
}

/** Intersects a set of customers with a filter and the visibility of the viewer; changes and returns the set. */
export const applyFilter = (
  register: Register,
  customers: BitSet,
  filter: CustomerFilter,
  context: QueryContext,
): BitSet => {
  visibleOnly(register, customers, context)
  for (const limit of limitsOf(register, filter, context)) intersect(customers, limit)
  if (filter.text !== undefined) intersectNamed(register, customers, filter.text)
  return customers
}
