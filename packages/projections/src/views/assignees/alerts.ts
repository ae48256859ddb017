import { addDays, type CalendarDate, covers, roleOn } from '@clientele/domain'
import { type BitSet, emptyBitSet, hasBit, setBit, subtract, union } from '../../data-structures/bit-set.js'
import type { EndDateEntry } from '../../indexes/responsibilities/end-date-index.js'
import { type Locale, localeOf } from '../../messages/locale.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter } from '../../query/filter.js'
import { lastDayOf } from '../../query/intervals.js'
import { pageOfCustomerRows } from '../../query/paging/customer-rows.js'
import { pageOfOrdinals } from '../../query/paging/paginate.js'
import { pageOfGroups } from '../../query/paging/row-groups.js'
import type { Register } from '../../register/register.js'
import type { AssignmentRow, RoleRow } from '../../tables/rows.js'

/** A customer that lacks a required role on the day asked for. */
export type VacantRole = {
  readonly customerId: string
  readonly customerName: string
  readonly roleId: string
  readonly roleName: string
}

export type AlertParams = QueryContext & PageRequest & { readonly asOf: CalendarDate }

const requiredRoles = ({ tables, settings }: Register): readonly RoleRow[] =>
  [...tables.roles.rows()].filter(
    ({ kind, required, retired }) => settings.policies.rolesEnabled && kind === 'customer' && required && !retired,
  )

/** A required role, and the customers that lack it. */
type Vacancy = { readonly role: RoleRow; readonly customers: BitSet }

const vacanciesOf = (register: Register, params: AlertParams): readonly Vacancy[] => {
  const customers = applyFilter(register, register.customerIndex.active(), {}, params)
  return requiredRoles(register).map((role) => {
    const { customers: held } = register.responsibilitiesByRole.on(role.roleId, params.asOf)
    return { role, customers: subtract(customers.slice(), held) }
  })
}

const vacantAt =
  ({ customerIndex }: Register, vacancies: readonly Vacancy[]) =>
  (ordinal: number): readonly VacantRole[] => {
    const { id = '', name = '' } = customerIndex.at(ordinal) ?? {}
    return vacancies
      .filter(({ customers }) => hasBit(customers, ordinal))
      .map(({ role }) => ({ customerId: id, customerName: name, roleId: role.roleId, roleName: role.name }))
  }

/** The customers, by name, that lack a required role on a day; archived customers are left out. None while roles are disabled. */
export const vacantRoles = (register: Register, params: AlertParams): readonly VacantRole[] => {
  const vacancies = vacanciesOf(register, params)
  const some = emptyBitSet(register.customerIndex.size)
  for (const { customers } of vacancies) union(some, customers)
  const lengthOf = (ordinal: number): number => {
    let count = 0
    for (const { customers } of vacancies) if (hasBit(customers, ordinal)) count += 1
    return count
  }
  return [...pageOfCustomerRows(register, some, { lengthOf, rowsOf: vacantAt(register, vacancies) }, params)]
}

/** A responsibility in force that ends soon; `lastDay` is inclusive. */
export type EndingResponsibility = {
  readonly customerId: string
  readonly customerName: string
  readonly assignmentId: string
  readonly employeeId: string
  readonly employeeName: string
  readonly roleId: string | null
  readonly roleName: string | null
  readonly lastDay: CalendarDate
}

export type EndingParams = AlertParams & {
  /** How many days ahead to look: 0 is the day itself, 30 by default. */
  readonly within?: number | undefined
}

const byOrdinal = (endings: readonly EndDateEntry[]): ReadonlyMap<number, readonly AssignmentRow[]> => {
  const found = new Map<number, AssignmentRow[]>()
  for (const { ordinal, row } of endings) {
    const existing = found.get(ordinal)
    if (existing === undefined) found.set(ordinal, [row])
    else existing.push(row)
  }
  return found
}

const bitSetOf = ({ customerIndex }: Register, ordinals: Iterable<number>): BitSet => {
  const bits = emptyBitSet(customerIndex.size)
  for (const ordinal of ordinals) setBit(bits, ordinal)
  return bits
}

const sortByAssignment = (
  { responsibilitiesByCustomer }: Register,
  ordinal: number,
  rows: readonly AssignmentRow[],
): readonly AssignmentRow[] => {
  const ids = new Set(rows.map(({ assignmentId }) => assignmentId))
  return responsibilitiesByCustomer.of(ordinal).filter(({ assignmentId }) => ids.has(assignmentId))
}

/** Responsibilities by customer name; those of one customer in the order of assignment. */
const byCustomer = function* (
  register: Register,
  endings: readonly EndDateEntry[],
  locale: Locale,
): Iterable<AssignmentRow> {
  const found = byOrdinal(endings)
  for (const ordinal of pageOfOrdinals(register, bitSetOf(register, found.keys()), locale, {})) {
    const rows = found.get(ordinal) ?? []
    yield* rows.length < 2 ? rows : sortByAssignment(register, ordinal, rows)
  }
}

const filterEntries = function* (
  days: Iterable<readonly EndDateEntry[]>,
  isSelected: (one: EndDateEntry) => boolean,
): Iterable<readonly EndDateEntry[]> {
  for (const endings of days) yield endings.filter(isSelected)
}

const endingRow =
  ({ tables }: Register, asOf: CalendarDate) =>
  (one: AssignmentRow): readonly EndingResponsibility[] => {
    const lastDay = lastDayOf(one.until)
    if (lastDay === null) return []
    const roleId = roleOn(one, asOf)
    return [
      {
        customerId: one.subjectId,
        customerName: tables.customers.get(one.subjectId)?.name ?? one.subjectId,
        assignmentId: one.assignmentId,
        employeeId: one.employeeId,
        employeeName: tables.employees.get(one.employeeId)?.name ?? one.employeeId,
        roleId,
        roleName: roleId === null ? null : (tables.roles.get(roleId)?.name ?? roleId),
        lastDay,
      },
    ]
  }

/**
 * The responsibilities for customers that are in force on a day and end within the given number of days, first to end
 * first.
 */
export const endingResponsibilities = (register: Register, params: EndingParams): readonly EndingResponsibility[] => {
  const { asOf, within = 30 } = params
  const customers = applyFilter(register, register.customerIndex.active(), {}, params)
  const isSelected = ({ ordinal, row }: EndDateEntry): boolean => hasBit(customers, ordinal) && covers(row, asOf)
  const groups = filterEntries(register.endDateIndex.between(asOf, addDays(asOf, within + 1)), isSelected)
  const rowsOf = (endings: readonly EndDateEntry[]) => byCustomer(register, endings, localeOf(params.locale))
  const found = pageOfGroups({ groups, lengthOf: ({ length }) => length, rowsOf }, params)
  return [...found].flatMap(endingRow(register, asOf))
}
