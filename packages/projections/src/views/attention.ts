import { addDays, type CalendarDate, covers, roleOn } from '@clientele/domain'
import { addAll, type Bits, bitsFor, hasBit, takeOut } from '../register/bits.js'
import type { Register } from '../register/register.js'
import type { Numbered } from '../register/roster.js'
import type { AssignmentRow, RoleRow } from '../register/rows.js'
import { type Locale, localeOf } from '../wording/locale.js'
import { lastDayOf } from './matrix-cells.js'
import { pageOfPieces } from './pieces.js'
import { type Asking, customersNamed, inOrder, narrowed, type Page, pageInOrder } from './selection.js'

/** A customer that lacks a required role on the day asked for. */
export type VacantRole = {
  readonly customerId: string
  readonly customerName: string
  readonly roleId: string
  readonly roleName: string
}

export type AttentionParams = Asking & Page & { readonly asOf: CalendarDate }

const requiredRoles = ({ tables }: Register): readonly RoleRow[] =>
  [...tables.roles.rows()].filter(({ kind, required, retired }) => kind === 'customer' && required && !retired)

/** A role and the customers that lack it. */
type Vacancy = { readonly role: RoleRow; readonly customers: Bits }

const vacanciesOf = (register: Register, params: AttentionParams): readonly Vacancy[] => {
  const customers = narrowed(register, register.roster.active(), {}, params)
  return requiredRoles(register).map((role) => {
    const { customers: held } = register.rolesHeld.on(role.roleId, params.asOf)
    return { role, customers: takeOut(customers.slice(), held) }
  })
}

const vacantAt =
  (vacancies: readonly Vacancy[]) =>
  ({ id, name, ordinal }: Numbered): readonly VacantRole[] =>
    vacancies
      .filter(({ customers }) => hasBit(customers, ordinal))
      .map(({ role }) => ({ customerId: id, customerName: name, roleId: role.roleId, roleName: role.name }))

/** The customers, by name, that lack a required role on a day; archived ones need none (P07, INV-09). */
export const vacantRoles = (register: Register, params: AttentionParams): readonly VacantRole[] => {
  const vacancies = vacanciesOf(register, params)
  const some = bitsFor(register.roster.size)
  for (const { customers } of vacancies) addAll(some, customers)
  const lengthOf = ({ ordinal }: Numbered): number =>
    vacancies.reduce((count, { customers }) => (hasBit(customers, ordinal) ? count + 1 : count), 0)
  const pieces = inOrder(register, some, localeOf(params.locale))
  return [...pageOfPieces({ pieces, lengthOf, rowsOf: vacantAt(vacancies) }, params)]
}

/** A responsibility in force that ends soon; `lastDay` is inclusive. */
export type EndingResponsibility = {
  readonly customerId: string
  readonly customerName: string
  readonly assignmentId: string
  readonly employeeId: string
  readonly employeeName: string
  readonly roleId: string | null
  readonly lastDay: CalendarDate
}

export type EndingParams = AttentionParams & {
  /** How many days ahead to look: 0 is the day itself, 30 by default. */
  readonly within?: number | undefined
}

const chosenOf = function* <T>(days: Iterable<readonly T[]>, isMeant: (one: T) => boolean): Iterable<readonly T[]> {
  for (const rows of days) yield rows.filter(isMeant)
}

const subjectsOf = (rows: readonly AssignmentRow[]): ReadonlySet<string> =>
  new Set(rows.map(({ subjectId }) => subjectId))

/** Some responsibilities for customers by the customers' names, those for one customer in the order of assigning. */
const byCustomer = function* (
  register: Register,
  rows: readonly AssignmentRow[],
  locale: Locale,
): Iterable<AssignmentRow> {
  const { assignments } = register.tables
  const meant = new Set(rows.map(assignments.keyOf))
  for (const { id } of pageInOrder(register, customersNamed(register, [...subjectsOf(rows)]), locale, {}))
    for (const row of assignments.rowsWhere('subject', `customer-${id}`))
      if (meant.has(assignments.keyOf(row))) yield row
}

const endingRow =
  ({ tables }: Register, asOf: CalendarDate) =>
  (one: AssignmentRow): readonly EndingResponsibility[] => {
    const lastDay = lastDayOf(one.until)
    if (lastDay === null) return []
    return [
      {
        customerId: one.subjectId,
        customerName: tables.customers.get(one.subjectId)?.name ?? one.subjectId,
        assignmentId: one.assignmentId,
        employeeId: one.employeeId,
        employeeName: tables.employees.get(one.employeeId)?.name ?? one.employeeId,
        roleId: roleOn(one, asOf),
        lastDay,
      },
    ]
  }

/** The responsibilities for customers in force on a day whose last day comes soon, the first to end first. */
export const endingResponsibilities = (register: Register, params: EndingParams): readonly EndingResponsibility[] => {
  const { asOf, within = 30 } = params
  const customers = narrowed(register, register.roster.active(), {}, params)
  const isMeant = (one: AssignmentRow): boolean =>
    one.kind === 'customer' && covers(one, asOf) && hasBit(customers, register.roster.ordinalOf(one.subjectId) ?? -1)
  const pieces = chosenOf(register.endings.between(asOf, addDays(asOf, within + 1)), isMeant)
  const rowsOf = (rows: readonly AssignmentRow[]) => byCustomer(register, rows, localeOf(params.locale))
  const found = pageOfPieces({ pieces, lengthOf: ({ length }) => length, rowsOf }, params)
  return [...found].flatMap(endingRow(register, asOf))
}
