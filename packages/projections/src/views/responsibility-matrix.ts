import { addDays, type CalendarDate, covers, roleOn } from '@clientele/domain'
import { type Bits, bitsFor, countBits, hasBit, keepOnly, setBit } from '../register/bits.js'
import { byName } from '../register/name-order.js'
import type { Register } from '../register/register.js'
import type { AssignmentRow, EmployeeRow, ProjectRow, SubjectKind } from '../register/rows.js'
import { type Locale, localeOf } from '../wording/locale.js'
import { type CustomerFilter, inOrder, narrowed, type Page, page, pageInOrder } from './selection.js'

/** What rows and columns the matrix is limited to (K08–K14). */
export type MatrixFilter = CustomerFilter & {
  readonly teamId?: string | undefined
  readonly employeeIds?: readonly string[] | undefined
  readonly roleId?: string | undefined
}

/** `asOf` is the day the cells are about. `mode` says how a listing writes the cells; rows are the same. */
export type MatrixParams = Page & {
  readonly asOf: CalendarDate
  readonly viewer?: string | undefined
  readonly locale?: Locale | undefined
  readonly mode?: 'plain' | 'byRole' | undefined
  readonly showProjects?: boolean | undefined
  readonly filter?: MatrixFilter | undefined
}

/** An employee; `inactive` is set for one that is no longer active and still responsible somewhere (K04). */
export type MatrixColumn = { readonly employeeId: string; readonly name: string; readonly inactive: boolean }

/** A filled cell: role ids by role name; `until` is the last day inclusive, `null` when open. */
export type MatrixCell = {
  readonly responsible: boolean
  readonly roles: readonly string[]
  readonly until: CalendarDate | null
}

export type Subject = {
  readonly kind: SubjectKind
  readonly id: string
  readonly name: string
  readonly customerId: string
}

/** A customer or project; only filled cells are there, `cellOf` answers for the others. */
export type MatrixRow = { readonly subject: Subject; readonly cells: { readonly [employeeId: string]: MatrixCell } }

/** `total` counts the rows of all pages. */
export type Matrix = {
  readonly columns: readonly MatrixColumn[]
  readonly rows: readonly MatrixRow[]
  readonly total: number
}

const emptyCell: MatrixCell = { responsible: false, roles: [], until: null }

/** The cell of an employee, also where it is empty. */
export const cellOf = ({ cells }: MatrixRow, employeeId: string): MatrixCell =>
  (Object.hasOwn(cells, employeeId) ? cells[employeeId] : undefined) ?? emptyCell

type Counts = (assignment: AssignmentRow) => boolean

const countsOn = ({ asOf, filter }: MatrixParams): Counts => {
  const roleId = filter?.roleId
  return (assignment) => covers(assignment, asOf) && (roleId === undefined || roleOn(assignment, asOf) === roleId)
}

const isActive = ({ inactiveFrom }: EmployeeRow, asOf: CalendarDate): boolean =>
  inactiveFrom === null || asOf < inactiveFrom

const stillHolds = ({ tables, roster }: Register, { employeeId }: EmployeeRow, params: MatrixParams): boolean => {
  const active = roster.active()
  const isShown = ({ kind, subjectId }: AssignmentRow): boolean => {
    if (kind === 'project' && params.showProjects !== true) return false
    const customerId = kind === 'customer' ? subjectId : (tables.projects.get(subjectId)?.customerId ?? '')
    const ordinal = roster.ordinalOf(customerId)
    return ordinal !== undefined && hasBit(active, ordinal)
  }
  for (const assignment of tables.assignments.rowsWhere('employeeId', employeeId))
    if (covers(assignment, params.asOf) && isShown(assignment)) return true
  return false
}

const columnsOf = (register: Register, params: MatrixParams): readonly MatrixColumn[] => {
  const { teamId, employeeIds = [] } = params.filter ?? {}
  const compare = byName(localeOf(params.locale))
  return [...register.tables.employees.rows()]
    .filter(({ teams }) => teamId === undefined || teams.includes(teamId))
    .filter(({ employeeId }) => employeeIds.length === 0 || employeeIds.includes(employeeId))
    .filter((employee) => isActive(employee, params.asOf) || stillHolds(register, employee, params))
    .map((employee) => ({ id: employee.employeeId, name: employee.name, inactive: !isActive(employee, params.asOf) }))
    .sort(compare)
    .map(({ id, name, inactive }) => ({ employeeId: id, name, inactive }))
}

const roleName = ({ tables }: Register, roleId: string): string => tables.roles.get(roleId)?.name ?? roleId

/** The last day inside an interval that ends before `until`. */
export const lastDayOf = (until: CalendarDate | null): CalendarDate | null =>
  until === null ? null : addDays(until, -1)

const lastDay = (assignments: readonly AssignmentRow[]): CalendarDate | null => {
  const ends = assignments.map(({ until }) => until)
  const last = ends.includes(null)
    ? null
    : (ends
        .filter((end) => end !== null)
        .sort()
        .at(-1) ?? null)
  return lastDayOf(last)
}

const cellFrom = (register: Register, assignments: readonly AssignmentRow[], params: MatrixParams): MatrixCell => {
  const held = assignments.map((assignment) => roleOn(assignment, params.asOf)).filter((roleId) => roleId !== null)
  const named = [...new Set(held)].map((id) => ({ id, name: roleName(register, id) }))
  const roles = register.settings.policies.rolesEnabled ? named.sort(byName(localeOf(params.locale))) : []
  return { responsible: true, roles: roles.map(({ id }) => id), until: lastDay(assignments) }
}

type Cells = { readonly [employeeId: string]: MatrixCell }

const cellsOf = (register: Register, subject: string, columns: ReadonlySet<string>, params: MatrixParams): Cells => {
  const counts = countsOn(params)
  const byEmployee = new Map<string, AssignmentRow[]>()
  for (const assignment of register.tables.assignments.rowsWhere('subject', subject)) {
    if (!columns.has(assignment.employeeId) || !counts(assignment)) continue
    const found = byEmployee.get(assignment.employeeId)
    if (found === undefined) byEmployee.set(assignment.employeeId, [assignment])
    else found.push(assignment)
  }
  return Object.fromEntries(
    [...byEmployee].map(([employeeId, assignments]) => [employeeId, cellFrom(register, assignments, params)]),
  )
}

/** Which subjects have a row: the customers, and whether a project of theirs has. */
type Shown = { readonly customers: Bits; readonly owners: Bits; hasProject(projectId: string): boolean }

/** The customers and projects on which some responsibility counts. */
type Held = { readonly customers: Bits; readonly projects: ReadonlySet<string> }

const heldWithRole = ({ tables, roster }: Register, roleId: string, counts: Counts): Held => {
  const customers = bitsFor(roster.size)
  const projects = new Set<string>()
  for (const assignment of tables.assignments.rowsWhere('roleIds', roleId)) {
    if (!counts(assignment)) continue
    if (assignment.kind === 'project') projects.add(assignment.subjectId)
    else {
      const ordinal = roster.ordinalOf(assignment.subjectId)
      if (ordinal !== undefined) setBit(customers, ordinal)
    }
  }
  return { customers, projects }
}

const shownIn = (register: Register, params: MatrixParams): Shown => {
  const { filter = {} } = params
  const owners = narrowed(register, register.roster.active(), filter, params)
  if (filter.roleId === undefined) return { customers: owners, owners, hasProject: () => true }
  const held = heldWithRole(register, filter.roleId, countsOn(params))
  const customers = keepOnly(held.customers, owners)
  return { customers, owners, hasProject: (projectId) => held.projects.has(projectId) }
}

const projectsOf = ({ tables }: Register, customerId: string, { hasProject }: Shown): readonly ProjectRow[] =>
  [...tables.projects.rowsWhere('customerId', customerId)].filter(
    ({ closed, projectId }) => !closed && hasProject(projectId),
  )

const countProjects = ({ tables, roster }: Register, { owners, hasProject }: Shown): number => {
  let count = 0
  for (const { customerId, projectId, closed } of tables.projects.rows()) {
    const ordinal = roster.ordinalOf(customerId)
    if (!closed && ordinal !== undefined && hasBit(owners, ordinal) && hasProject(projectId)) count += 1
  }
  return count
}

const subjectsIn = function* (register: Register, shown: Shown, params: MatrixParams): Iterable<Subject> {
  const locale = localeOf(params.locale)
  for (const { id, name, ordinal } of inOrder(register, shown.owners, locale)) {
    if (hasBit(shown.customers, ordinal)) yield { kind: 'customer', id, name, customerId: id }
    if (params.showProjects !== true) continue
    const projects = projectsOf(register, id, shown).map((project) => ({ id: project.projectId, name: project.name }))
    for (const project of projects.sort(byName(locale))) yield { kind: 'project', ...project, customerId: id }
  }
}

const pageOf = (register: Register, shown: Shown, params: MatrixParams): readonly Subject[] =>
  params.showProjects === true
    ? [...page(subjectsIn(register, shown, params), params)]
    : pageInOrder(register, shown.customers, localeOf(params.locale), params).map(({ id, name }) => ({
        kind: 'customer',
        id,
        name,
        customerId: id,
      }))

const idsOf = (columns: readonly MatrixColumn[]): ReadonlySet<string> =>
  new Set(columns.map(({ employeeId }) => employeeId))

const rowOf =
  (register: Register, columns: ReadonlySet<string>, params: MatrixParams) =>
  (subject: Subject): MatrixRow => ({
    subject,
    cells: cellsOf(register, `${subject.kind}-${subject.id}`, columns, params),
  })

/** The columns of the matrix and every row, each made as it is read; offset and limit are left aside. */
export const matrixRows = (
  register: Register,
  params: MatrixParams,
): { readonly columns: readonly MatrixColumn[]; readonly rows: Iterable<MatrixRow> } => {
  const columns = columnsOf(register, params)
  const row = rowOf(register, idsOf(columns), params)
  const rows = function* (): Iterable<MatrixRow> {
    for (const subject of subjectsIn(register, shownIn(register, params), params)) yield row(subject)
  }
  return { columns, rows: rows() }
}

/**
 * Who is responsible for whom on a day: a row per customer (by name, archived ones never) and, beneath it, its open
 * projects; a column per employee. Team and employee limit the columns only, so that one can add (K01–K16).
 */
export const responsibilityMatrix = (register: Register, params: MatrixParams): Matrix => {
  const columns = columnsOf(register, params)
  const shown = shownIn(register, params)
  const row = rowOf(register, idsOf(columns), params)
  return {
    columns,
    rows: pageOf(register, shown, params).map(row),
    total: countBits(shown.customers) + (params.showProjects === true ? countProjects(register, shown) : 0),
  }
}
