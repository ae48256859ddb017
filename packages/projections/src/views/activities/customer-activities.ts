import type { PageRequest, QueryContext } from '../../query/context.js'
import { paginate } from '../../query/paging/paginate.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import {
  type ActivityEntry,
  type ActivityKind,
  activitiesLinked,
  activitySeen,
  entryOf,
  newestFirst,
} from './activity-row.js'

/** Which customer, and which kinds of activity; none stands for all. */
export type CustomerActivitiesParams = QueryContext &
  PageRequest & { readonly customerId: string; readonly kinds?: readonly ActivityKind[] | undefined }

/**
 * The tasks, meetings, notes and files of a customer, newest first: those that are linked to it, and those that are linked
 * to one of its projects. Nothing where the viewer may not see the customer.
 */
export const customerActivities = (register: Register, params: CustomerActivitiesParams): readonly ActivityEntry[] => {
  const { customerId, kinds = [] } = params
  if (!visibleCustomers(register, params)(customerId)) return []
  const isSeen = activitySeen(register, params)
  const projectIds = [...register.tables.projects.keysWhere('customerId', customerId)]
  const linked = [
    ...activitiesLinked(register, 'customerIds', customerId),
    ...projectIds.flatMap((id) => activitiesLinked(register, 'projectIds', id)),
  ].filter((one) => (kinds.length === 0 || kinds.includes(one.kind)) && isSeen(one))
  const once = [...new Map(linked.map((one) => [one.row.activityId, one])).values()]
  return Array.from(paginate(newestFirst(once), params), (one) => entryOf(register, one, params))
}
