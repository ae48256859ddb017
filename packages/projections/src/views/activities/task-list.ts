import { type Either, map } from 'fp-ts/lib/Either.js'
import type { BitSet } from '../../data-structures/bit-set.js'
import { hasBit } from '../../data-structures/bit-set.js'
import { compareIds } from '../../data-structures/collation.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter, type CustomerFilter, isLimited } from '../../query/filter.js'
import { paginate } from '../../query/paging/paginate.js'
import { type InvalidPeriod, type Period, periodOf } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { TaskRow } from '../../tables/rows.js'
import { type ActivityEntry, entryOf, visibleActivityRows } from './activity-row.js'

/**
 * Filters of tasks: of the customers in a filter, of an employee, with any of the statuses, due in a period. All
 * combine with AND; a task without a due date is in no period.
 */
export type TaskListParams = QueryContext &
  PageRequest & {
    readonly filter?: CustomerFilter | undefined
    readonly userId?: string | undefined
    readonly statuses?: readonly string[] | undefined
    readonly period?: Period | undefined
  }

/** The customers of a task: linked directly, by a project or by a person. */
const customersOfTask = ({ tables }: Register, { customerIds, projectIds, personIds }: TaskRow): readonly string[] => [
  ...customerIds,
  ...projectIds.flatMap((id) => tables.projects.get(id)?.customerId ?? []),
  ...personIds.flatMap((id) => {
    const person = tables.persons.get(id)
    return person === undefined
      ? []
      : [...(person.customerId === null ? [] : [person.customerId]), ...person.companyIds]
  }),
]

const filteredCustomers = (register: Register, { filter = {}, ...context }: TaskListParams): BitSet | null =>
  isLimited(filter) ? applyFilter(register, register.customerIndex.present(), filter, context) : null

const isDueIn =
  ({ from, to }: Period) =>
  ({ dueDate }: TaskRow): boolean => {
    if (from === undefined && to === undefined) return true
    return dueDate !== null && (from === undefined || dueDate >= from) && (to === undefined || dueDate <= to)
  }

/** Sorts by due date, tasks without one last; ties by id. */
const byDueDate = (a: TaskRow, b: TaskRow): number =>
  compareIds(a.dueDate ?? '9999-12-31', b.dueDate ?? '9999-12-31') || compareIds(a.activityId, b.activityId)

const tasksOf = function* ({ tables }: Register, userId: string | undefined): Iterable<TaskRow> {
  yield* userId === undefined ? tables.tasks.rows() : tables.tasks.rowsWhere('ownerId', userId)
}

const tasksIn = (register: Register, params: TaskListParams, period: Period): readonly ActivityEntry[] => {
  const { userId, statuses = [] } = params
  const customers = filteredCustomers(register, params)
  const isSeen = visibleActivityRows(register, params)
  const isDue = isDueIn(period)
  const isOfCustomers = (row: TaskRow): boolean =>
    customers === null ||
    customersOfTask(register, row).some((id) => hasBit(customers, register.customerIndex.ordinalOf(id) ?? -1))
  const rows = [...tasksOf(register, userId)].filter(
    (row) =>
      (statuses.length === 0 || statuses.includes(row.status)) &&
      isDue(row) &&
      isOfCustomers(row) &&
      isSeen({ kind: 'task', row }),
  )
  return Array.from(paginate(rows.sort(byDueDate), params), (row) => entryOf(register, { kind: 'task', row }, params))
}

/**
 * The tasks by due date, tasks without one last. A task outlives its customer: those of deleted customers only are
 * shown to administrators, who can close them or hand them over; those that also concern an existing customer to all who
 * may see them. Refuses a period that ends before it starts.
 */
export const taskList = (
  register: Register,
  params: TaskListParams = {},
): Either<InvalidPeriod, readonly ActivityEntry[]> =>
  map((period: Period) => tasksIn(register, params, period))(periodOf(params.period ?? {}))
