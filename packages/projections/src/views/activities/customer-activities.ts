import type { PageRequest, QueryContext } from '../../query/context.js'
import { paginate } from '../../query/paging/paginate.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import {
  type ActivityEntry,
  type ActivityKind,
  activitiesLinked,
  entryOf,
  newestFirst,
  visibleActivityRows,
} from './activity-row.js'

/** The customer, and the kinds of activity; an empty or omitted list includes all kinds. */
export type CustomerActivitiesParams = QueryContext &
  PageRequest & { readonly customerId: string; readonly kinds?: readonly ActivityKind[] | undefined }

/**
 * The tasks, meetings, notes and files linked to a customer or to one of its projects, newest first. Empty if the
 * viewer may not see the customer.
 */
export const customerActivities = (register: Register, params: CustomerActivitiesParams): readonly ActivityEntry[] => {
  const { customerId, kinds = [] } = params
  if (!visibleCustomers(register, params)(customerId)) return []
  const isSeen = visibleActivityRows(register, params)
  const projectIds = [...register.tables.projects.keysWhere('customerId', customerId)]
  const linked = [
    ...activitiesLinked(register, 'customerIds', customerId),
    ...projectIds.flatMap((id) => activitiesLinked(register, 'projectIds', id)),
  ].filter((one) => (kinds.length === 0 || kinds.includes(one.kind)) && isSeen(one))
  const distinct = [...new Map(linked.map((one) => [one.row.activityId, one])).values()]
  return Array.from(paginate(newestFirst(distinct), params), (one) => entryOf(register, one, params))
}
