import type { Instant } from '@clientele/domain'
import type { MembershipRow } from '../tables/rows.js'
import type { Table } from '../tables/table.js'

type Memberships = Table<MembershipRow, 'customerId' | 'groupId'>

/** The later of two instants; a customer's memberships never run backwards, whatever the clocks of the actors say. */
export const latestOf = (at: Instant, last: Instant | null): Instant => (last !== null && last > at ? last : at)

/** Begins a membership. */
export const join = (memberships: Memberships, customerId: string, groupId: string, from: Instant): void =>
  memberships.put({ customerId, groupId, from, until: null })

// The newest first: a customer may have had any number before.
const findCurrent = (memberships: Memberships, customerId: string, groupId: string): MembershipRow | undefined => {
  for (const membership of memberships.newestWhere('customerId', customerId))
    if (membership.groupId === groupId && membership.until === null) return membership
  return undefined
}

/** Ends the membership that lasts; one that lasted no time is forgotten. */
export const leave = (memberships: Memberships, customerId: string, groupId: string, at: Instant): void => {
  const membership = findCurrent(memberships, customerId, groupId)
  if (membership === undefined) return
  const key = memberships.keyOf(membership)
  if (membership.from < at) memberships.patch(key, { until: at })
  else memberships.remove(key)
}

/** When a customer last joined or left one group; `null` when it never did. */
export const lastChangeOf = (memberships: Memberships, customerId: string, groupId: string): Instant | null => {
  for (const { groupId: other, from, until } of memberships.newestWhere('customerId', customerId))
    if (other === groupId) return until ?? from
  return null
}
