import { type BitSet, countBits, hasBit, intersect } from '../../data-structures/bit-set.js'
import { byName } from '../../data-structures/collation.js'
import { totalOf } from '../../indexes/customers/customer-counts.js'
import { localeOf } from '../../messages/locale.js'
import { absencesOn } from '../../query/absences.js'
import type { PageRequest } from '../../query/context.js'
import { applyFilter } from '../../query/filter.js'
import { pageOfCustomerRows } from '../../query/paging/customer-rows.js'
import { pageOfCustomers } from '../../query/paging/paginate.js'
import type { Register } from '../../register/register.js'
import type { ProjectRow } from '../../tables/rows.js'
import type { Matrix, MatrixColumn, MatrixParams, MatrixRow, Subject } from './matrix.js'
import { type Cells, cellsOf, countsOn, type Staff } from './matrix-cells.js'
import { columnsOf } from './matrix-columns.js'

/**
 * The customers with a row, and the customers whose open projects have one; `hasProject` is `null` for all projects.
 */
type ShownSubjects = {
  readonly customers: BitSet
  readonly owners: BitSet
  readonly hasProject: ((projectId: string) => boolean) | null
}

const shownIn = (register: Register, params: MatrixParams): ShownSubjects => {
  const { filter = {} } = params
  const owners = applyFilter(register, register.customerIndex.active(), filter, params)
  if (filter.roleId === undefined) return { customers: owners, owners, hasProject: null }
  const { customers, hasProject } = register.responsibilitiesByRole.on(filter.roleId, params.asOf)
  return { customers: intersect(owners.slice(), customers), owners, hasProject }
}

const projectsOf = ({ tables }: Register, customerId: string, { hasProject }: ShownSubjects): readonly ProjectRow[] =>
  [...tables.projects.rowsWhere('customerId', customerId)].filter(
    ({ closed, projectId }) => !closed && (hasProject === null || hasProject(projectId)),
  )

const countProjects = (
  { tables, customerIndex, openProjects }: Register,
  { owners, hasProject }: ShownSubjects,
): number => {
  if (hasProject === null) return totalOf(openProjects.now(), owners)
  let count = 0
  for (const { customerId, projectId, closed } of tables.projects.rows()) {
    const ordinal = customerIndex.ordinalOf(customerId)
    if (!closed && ordinal !== undefined && hasBit(owners, ordinal) && hasProject(projectId)) count += 1
  }
  return count
}

/** The subjects of a customer: the customer itself, then its projects by name. */
const subjectsOf = (
  register: Register,
  shown: ShownSubjects,
  params: MatrixParams,
): ((ordinal: number) => readonly Subject[]) => {
  const compare = byName(localeOf(params.locale))
  return (ordinal) => {
    const { id = '', name = '' } = register.customerIndex.at(ordinal) ?? {}
    const itself: Subject = { kind: 'customer', id, name, customerId: id }
    const own = hasBit(shown.customers, ordinal) ? [itself] : []
    if (params.showProjects !== true || (register.openProjects.now()[ordinal] ?? 0) === 0) return own
    const projects = projectsOf(register, id, shown).map((project) => ({ id: project.projectId, name: project.name }))
    return [
      ...own,
      ...projects.sort(compare).map((project): Subject => ({ kind: 'project', ...project, customerId: id })),
    ]
  }
}

/** The number of subjects of a customer; from maintained counts unless a role filters projects. */
const lengthsIn = (
  register: Register,
  shown: ShownSubjects,
  params: MatrixParams,
  rowsOf: (ordinal: number) => readonly Subject[],
): ((ordinal: number) => number) => {
  if (shown.hasProject !== null) return (ordinal) => rowsOf(ordinal).length
  const projects = params.showProjects === true ? register.openProjects.now() : []
  return (ordinal) => (hasBit(shown.customers, ordinal) ? 1 : 0) + (projects[ordinal] ?? 0)
}

/** The subjects of a page, or all, by the names of their customers. */
const subjectsIn = (
  register: Register,
  shown: ShownSubjects,
  params: MatrixParams,
  request: PageRequest,
): Iterable<Subject> => {
  const rowsOf = subjectsOf(register, shown, params)
  const lengthOf = lengthsIn(register, shown, params, rowsOf)
  return pageOfCustomerRows(register, shown.owners, { lengthOf, rowsOf }, { ...request, locale: params.locale })
}

const pageOf = (register: Register, shown: ShownSubjects, params: MatrixParams): readonly Subject[] =>
  params.showProjects === true
    ? [...subjectsIn(register, shown, params, params)]
    : pageOfCustomers(register, shown.customers, localeOf(params.locale), params).map(({ id, name }) => ({
        kind: 'customer',
        id,
        name,
        customerId: id,
      }))

// The array of all columns is cached between events, so its id set is cached, too.
const idsIn = new WeakMap<readonly MatrixColumn[], ReadonlySet<string>>()

const employeesIn = (columns: readonly MatrixColumn[]): ReadonlySet<string> => {
  const ids = idsIn.get(columns) ?? new Set(columns.map(({ employeeId }) => employeeId))
  idsIn.set(columns, ids)
  return ids
}

const staffOf = (register: Register, columns: readonly MatrixColumn[], params: MatrixParams): Staff => ({
  columns: employeesIn(columns),
  absences: absencesOn(register, params.asOf),
  counts: countsOn(params),
  openEnded: new Map(),
})

/** The cells of the employees for a subject, given by its stream name; equal to those of the matrix. */
export const cellsOfEmployees = (
  register: Register,
  subject: string,
  employeeIds: readonly string[],
  params: MatrixParams,
): Cells => {
  const columns = employeeIds.map((employeeId) => ({ employeeId, name: '', inactive: false }))
  return cellsOf(register, subject, staffOf(register, columns, params), params)
}

const rowOf =
  (register: Register, staff: Staff, params: MatrixParams) =>
  (subject: Subject): MatrixRow => ({
    subject,
    cells: cellsOf(register, `${subject.kind}-${subject.id}`, staff, params),
  })

/** The columns of the matrix and all its rows, created lazily; ignores offset and limit. */
export const matrixRows = (
  register: Register,
  params: MatrixParams,
): { readonly columns: readonly MatrixColumn[]; readonly rows: Iterable<MatrixRow> } => {
  const columns = columnsOf(register, params)
  const row = rowOf(register, staffOf(register, columns, params), params)
  const rows = function* (): Iterable<MatrixRow> {
    for (const subject of subjectsIn(register, shownIn(register, params), params, {})) yield row(subject)
  }
  return { columns, rows: rows() }
}

/**
 * The responsibilities on a day: a row per customer, by name, without archived ones, followed by its open projects; a
 * column per employee. The filters for team and employees limit only the columns, so that responsibilities can be
 * added. A substitute has the cells of the absent employee in addition to its own.
 */
export const responsibilityMatrix = (register: Register, params: MatrixParams): Matrix => {
  const columns = columnsOf(register, params)
  const shown = shownIn(register, params)
  const row = rowOf(register, staffOf(register, columns, params), params)
  return {
    columns,
    rows: pageOf(register, shown, params).map(row),
    total: countBits(shown.customers) + (params.showProjects === true ? countProjects(register, shown) : 0),
  }
}
