import { type CalendarDate, covers } from '@clientele/domain'
import { hasBit } from '../../data-structures/bit-set.js'
import { byName } from '../../data-structures/collation.js'
import { searchKey } from '../../data-structures/search-key.js'
import { employeeName } from '../../history/names.js'
import { localeOf } from '../../messages/locale.js'
import { dayOfQuery, type PageRequest, type QueryContext } from '../../query/context.js'
import { applyFilter, type CustomerFilter } from '../../query/filter.js'
import { paginate } from '../../query/paging/paginate.js'
import type { Register } from '../../register/register.js'
import type { ProjectRow } from '../../tables/rows.js'

/**
 * Filters of projects: of the customers in a filter, with a text in their name, of an employee; closed ones only if
 * asked for.
 */
export type ProjectListParams = QueryContext &
  PageRequest & {
    readonly filter?: CustomerFilter | undefined
    readonly text?: string | undefined
    /** Only projects for which this employee is responsible on the day, or in which it participates. */
    readonly userId?: string | undefined
    readonly showClosed?: boolean | undefined
  }

type Named = { readonly id: string; readonly name: string }

/** A project, its customer, and the employees responsible for it on the day. */
export type ProjectListRow = {
  readonly projectId: string
  readonly name: string
  readonly customerId: string
  readonly customerName: string
  readonly closed: boolean
  readonly responsibles: readonly Named[]
}

const responsiblesOn = (register: Register, projectId: string, day: CalendarDate): readonly Named[] =>
  [...register.tables.assignments.rowsWhere('subject', `project-${projectId}`)]
    .filter((one) => covers(one, day))
    .map(({ employeeId: id }) => ({ id, name: employeeName(register, id) ?? id }))

/** A project as a row of the list. */
export const projectRow = (register: Register, project: ProjectRow, day: CalendarDate): ProjectListRow => ({
  projectId: project.projectId,
  name: project.name,
  customerId: project.customerId,
  customerName: register.tables.customers.get(project.customerId)?.name ?? project.customerId,
  closed: project.closed,
  responsibles: responsiblesOn(register, project.projectId, day),
})

const isOf = (register: Register, userId: string, day: CalendarDate): ((project: ProjectRow) => boolean) => {
  const responsibilities = register.responsibilitiesByEmployee.on(userId, day)
  const participates = new Set(
    Array.from(register.tables.participants.rowsWhere('employeeId', userId), ({ projectId }) => projectId),
  )
  return ({ projectId }) => responsibilities.hasProject(projectId) || participates.has(projectId)
}

/** The projects by name, with their customers; only projects of customers that the viewer may see. */
export const projectList = (register: Register, params: ProjectListParams = {}): readonly ProjectListRow[] => {
  const { filter = {}, text = '', userId, showClosed, ...context } = params
  const day = dayOfQuery(register, params)
  const customers = applyFilter(register, register.customerIndex.present(), filter, context)
  const key = searchKey(text.trim())
  const isOfUser = userId === undefined ? () => true : isOf(register, userId, day)
  const found = [...register.tables.projects.rows()].filter(
    (project) =>
      (showClosed === true || !project.closed) &&
      hasBit(customers, register.customerIndex.ordinalOf(project.customerId) ?? -1) &&
      searchKey(project.name).includes(key) &&
      isOfUser(project),
  )
  const compare = byName(localeOf(params.locale))
  const sorted = found.map((project) => ({ id: project.projectId, name: project.name, project })).sort(compare)
  return Array.from(paginate(sorted, params), ({ project }) => projectRow(register, project, day))
}
