import { type EmployeeEvent, foldCase } from '@clientele/domain'
import { keyOf } from '../../tables/keys.js'
import type { EmployeeRow } from '../../tables/rows.js'
import type { Handlers } from './handler.js'

const ignore = (): void => undefined

const withChanges = (
  employee: EmployeeRow,
  changes: readonly { readonly field: string; readonly new: string | null }[],
): EmployeeRow => {
  const { name, email } = Object.fromEntries(changes.map((change) => [change.field, change.new]))
  return { ...employee, name: name ?? employee.name, email: email === undefined ? employee.email : email }
}

const withoutMailbox = (employee: EmployeeRow | undefined, mailboxId: string): readonly string[] =>
  (employee?.linkedMailboxes ?? []).filter((one) => one !== foldCase(mailboxId))

/** The handlers of employee events. */
export const employees: Handlers<EmployeeEvent> = {
  EmployeeRegistered: (data, { tables }, { id }) =>
    tables.employees.put({
      employeeId: id,
      name: data.name,
      email: data.email ?? null,
      teams: data.teams ?? [],
      salesperson: data.salesperson ?? false,
      sellerCode: data.sellerCode ?? null,
      admin: data.admin ?? false,
      crmAccess: data.crmAccess ?? true,
      linkedMailboxes: [],
      inactiveFrom: null,
    }),
  EmployeeDetailsChanged: ({ changes }, { tables }, { id }) => {
    const employee = tables.employees.get(id)
    if (employee !== undefined) tables.employees.put(withChanges(employee, changes))
  },
  EmployeeTeamsSet: ({ teams }, { tables }, { id }) => tables.employees.patch(id, { teams }),
  SellerInformationSet: ({ salesperson, sellerCode }, { tables }, { id }) =>
    tables.employees.patch(id, { salesperson, sellerCode }),
  EmployeeDeactivated: ({ effective }, { tables }, { id }) => tables.employees.patch(id, { inactiveFrom: effective }),
  EmployeeReactivated: (_, { tables }, { id }) => tables.employees.patch(id, { inactiveFrom: null }),
  AbsencePlanned: ({ from, until, substituteId }, { tables }, { id }) =>
    tables.absences.put({ employeeId: id, from, until, substituteId }),
  AbsenceCancelled: ({ from, until }, { tables }, { id }) => {
    const absence = tables.absences.get(keyOf(id, from))
    if (absence === undefined) return
    if (until > from) tables.absences.put({ ...absence, until })
    else tables.absences.remove(keyOf(id, from))
  },
  ResponsibilitiesReassignmentStarted: ignore,
  ResponsibilitiesReassigned: ignore,
  EmailLinkingEnabled: ({ mailboxId }, { tables }, { id }) => {
    const others = withoutMailbox(tables.employees.get(id), mailboxId)
    tables.employees.patch(id, { linkedMailboxes: [...others, foldCase(mailboxId)] })
  },
  EmailLinkingDisabled: ({ mailboxId }, { tables }, { id }) =>
    tables.employees.patch(id, { linkedMailboxes: withoutMailbox(tables.employees.get(id), mailboxId) }),
}
