import type { Instant } from '@clientele/domain'
import type { MembershipRow } from '../tables/rows.js'
import type { Table } from '../tables/table.js'

type Memberships = Table<MembershipRow, 'customerId' | 'groupId'>

/** The later of two instants, so that memberships of a customer stay in order even if clocks of actors differ. */
export const latestOf = (at: Instant, last: Instant | null): Instant => (last !== null && last > at ? last : at)

/** Starts a membership. */
export const join = (memberships: Memberships, customerId: string, groupId: string, from: Instant): void =>
  memberships.put({ customerId, groupId, from, until: null })

// Newest first: a customer may have many past memberships.
const findCurrent = (memberships: Memberships, customerId: string, groupId: string): MembershipRow | undefined => {
  for (const membership of memberships.newestWhere('customerId', customerId))
    if (membership.groupId === groupId && membership.until === null) return membership
  return undefined
}

/** Ends the current membership; removes one of zero length. */
export const leave = (memberships: Memberships, customerId: string, groupId: string, at: Instant): void => {
  const membership = findCurrent(memberships, customerId, groupId)
  if (membership === undefined) return
  const key = memberships.keyOf(membership)
  if (membership.from < at) memberships.patch(key, { until: at })
  else memberships.remove(key)
}

/** When a customer last joined or left a group; `null` if never. */
export const lastChangeOf = (memberships: Memberships, customerId: string, groupId: string): Instant | null => {
  for (const { groupId: other, from, until } of memberships.newestWhere('customerId', customerId))
    if (other === groupId) return until ?? from
  return null
}
