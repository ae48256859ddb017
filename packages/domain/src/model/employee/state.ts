import { aggregate, type Evolve, streamOf } from '../../kernel/aggregate.js'
import type { Meta } from '../../kernel/decision.js'
import { sameName } from '../../kernel/input/codec.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import type { EmployeeEvent } from './events.js'

/** An absence from `from` until `until` (the first day back), and the substitute. */
export type Absence = { readonly from: CalendarDate; readonly until: CalendarDate; readonly substituteId: string }

/** The state of an employee. `inactiveFrom` is the first day no longer active. */
export type Employee = {
  readonly registered: boolean
  readonly name: string
  readonly email: string | null
  readonly teams: readonly string[]
  readonly salesperson: boolean
  readonly sellerCode: string | null
  readonly admin: boolean
  readonly inactiveFrom: CalendarDate | null
  /** Mailboxes whose e-mails may be linked to persons. */
  readonly linkedMailboxes: readonly string[]
  readonly absences: readonly Absence[]
}

const initial: Employee = {
  registered: false,
  name: '',
  email: null,
  teams: [],
  salesperson: false,
  sellerCode: null,
  admin: false,
  inactiveFrom: null,
  linkedMailboxes: [],
  absences: [],
}

const evolve: Evolve<EmployeeEvent, Employee> = {
  EmployeeRegistered: (data) => (employee) => {
    employee.registered = true
    employee.name = data.name
    employee.email = data.email ?? null
    employee.teams = [...(data.teams ?? [])]
    employee.salesperson = data.salesperson ?? false
    employee.sellerCode = data.sellerCode ?? null
    employee.admin = data.admin ?? false
  },
  EmployeeDetailsChanged:
    ({ changes }) =>
    (employee) => {
      for (const { field, new: value } of changes) {
        if (field === 'name') employee.name = value ?? ''
        if (field === 'email') employee.email = value
      }
    },
  EmployeeTeamsSet:
    ({ teams }) =>
    (employee) => {
      employee.teams = [...teams]
    },
  SellerInformationSet:
    ({ salesperson, sellerCode }) =>
    (employee) => {
      employee.salesperson = salesperson
      employee.sellerCode = sellerCode
    },
  EmployeeDeactivated:
    ({ effective }) =>
    (employee) => {
      employee.inactiveFrom = effective
    },
  EmployeeReactivated: () => (employee) => {
    employee.inactiveFrom = null
  },
  AbsencePlanned:
    ({ from, until, substituteId }) =>
    (employee) => {
      employee.absences.push({ from, until, substituteId })
    },
  AbsenceCancelled:
    ({ from, until }) =>
    (employee) => {
      employee.absences = employee.absences.flatMap((one) => {
        if (one.from !== from) return [one]
        return until > from ? [{ ...one, until }] : []
      })
    },
  ResponsibilitiesReassignmentStarted: () => () => {},
  ResponsibilitiesReassigned: () => () => {},
  EmailLinkingEnabled:
    ({ mailboxId }) =>
    (employee) => {
      employee.linkedMailboxes = [...employee.linkedMailboxes, mailboxId]
    },
  EmailLinkingDisabled:
    ({ mailboxId }) =>
    (employee) => {
      employee.linkedMailboxes = employee.linkedMailboxes.filter((one) => !sameName(one, mailboxId))
    },
}

export const employeeAggregate = aggregate<EmployeeEvent, Employee>('employee', initial, evolve)

export const employeeStream = streamOf(employeeAggregate)

/** Whether an employee is active on a day. */
export const isActiveOn = ({ registered, inactiveFrom }: Employee, date: CalendarDate): boolean =>
  registered && (inactiveFrom === null || date < inactiveFrom)

/** Whether an employee is no longer active on a day; false for one who was never registered. */
export const hasLeftBy = ({ inactiveFrom }: Employee, date: CalendarDate): boolean =>
  inactiveFrom !== null && inactiveFrom <= date

/** Whether an actor is an administrator today: the host, or an active employee with the right. */
export const isAdministrator = (actor: Employee, { host, today }: Pick<Meta, 'host' | 'today'>): boolean =>
  host === true || (actor.admin && isActiveOn(actor, today))

/** Whether the e-mails of a mailbox may be linked; ignores case. */
export const isLinking = ({ linkedMailboxes }: Employee, mailboxId: string): boolean =>
  linkedMailboxes.some((one) => sameName(one, mailboxId))
