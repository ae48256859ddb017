import { addDays, type CalendarDate, covers, endsBy, roleOn, segmentsOf } from '@clientele/domain'
import { compareIds } from '../register/name-order.js'
import type { Register } from '../register/register.js'
import type { AssignmentRow, RoleRow } from '../register/rows.js'
import { localeOf } from '../wording/locale.js'
import { lastDayOf } from './matrix-cells.js'
import { type Asking, narrowed, type Page, page, rowsInOrder } from './selection.js'

/** A customer that lacks a required role on the day asked for. */
export type VacantRole = {
  readonly customerId: string
  readonly customerName: string
  readonly roleId: string
  readonly roleName: string
}

export type AttentionParams = Asking & Page & { readonly asOf: CalendarDate }

const assignmentsOn = ({ tables }: Register, customerId: string): readonly AssignmentRow[] => [
  ...tables.assignments.rowsWhere('subject', `customer-${customerId}`),
]

const isHeld = (assignments: readonly AssignmentRow[], roleId: string, asOf: CalendarDate): boolean =>
  assignments.some((one) => segmentsOf(one).some((part) => part.roleId === roleId && covers(part, asOf)))

const requiredRoles = ({ tables }: Register): readonly RoleRow[] =>
  [...tables.roles.rows()].filter(({ kind, required, retired }) => kind === 'customer' && required && !retired)

/** The customers, by name, that lack a required role on a day; archived ones need none (P07, INV-09). */
export const vacantRoles = (register: Register, params: AttentionParams): readonly VacantRole[] => {
  const required = requiredRoles(register)
  const vacant = function* (): Iterable<VacantRole> {
    if (required.length === 0) return
    const customers = narrowed(register, register.roster.active(), {}, params)
    for (const { customerId, name } of rowsInOrder(register, customers, localeOf(params.locale))) {
      const assignments = assignmentsOn(register, customerId)
      for (const { roleId, name: roleName } of required)
        if (!isHeld(assignments, roleId, params.asOf)) yield { customerId, customerName: name, roleId, roleName }
    }
  }
  return [...page(vacant(), params)]
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

const endsWithin = (assignment: AssignmentRow, asOf: CalendarDate, within: number): boolean =>
  covers(assignment, asOf) && endsBy(assignment, addDays(asOf, within + 1))

/** The responsibilities for customers in force on a day whose last day comes soon, the first to end first. */
export const endingResponsibilities = (register: Register, params: EndingParams): readonly EndingResponsibility[] => {
  const { asOf, within = 30 } = params
  const customers = narrowed(register, register.roster.active(), {}, params)
  const found: EndingResponsibility[] = []
  for (const { customerId, name } of rowsInOrder(register, customers, localeOf(params.locale)))
    for (const one of assignmentsOn(register, customerId)) {
      const lastDay = lastDayOf(one.until)
      if (lastDay === null || !endsWithin(one, asOf, within)) continue
      found.push({
        customerId,
        customerName: name,
        assignmentId: one.assignmentId,
        employeeId: one.employeeId,
        employeeName: register.tables.employees.get(one.employeeId)?.name ?? one.employeeId,
        roleId: roleOn(one, asOf),
        lastDay,
      })
    }
  return [
    ...page(
      found.sort((a, b) => compareIds(a.lastDay, b.lastDay)),
      params,
    ),
  ]
}
