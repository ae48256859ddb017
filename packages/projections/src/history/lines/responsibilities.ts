import type { ResponsibilityEvent } from '@clientele/domain'
import type { AssignmentRow } from '../../tables/rows.js'
import { assignmentKey } from '../../tables/tables.js'
import {
  change,
  type HistoryContext,
  type Line,
  type Lines,
  lastDay,
  noReason,
  onlyChanged,
  reasonChange,
} from '../line.js'
import { employeeName, onCustomer, personBehind, projectName, roleName } from '../names.js'

type ResponsibilityData = { readonly assignmentId: string; readonly employeeId?: string | undefined }

const before = (
  { register, stream }: HistoryContext,
  { assignmentId }: ResponsibilityData,
): AssignmentRow | undefined => register.tables.assignments.get(assignmentKey(stream, assignmentId))

const holderOf = (context: HistoryContext, data: ResponsibilityData): string | undefined =>
  data.employeeId ?? before(context, data)?.employeeId

const employeeOf = (context: HistoryContext, data: ResponsibilityData): string | null =>
  employeeName(context.register, holderOf(context, data))

const roleBefore = (context: HistoryContext, data: ResponsibilityData): string | null =>
  roleName(context.register, before(context, data)?.roleId)

/** The customer or project, shown in the history of the employee. */
const subjectPart = ({ register, stream, id }: HistoryContext): Pick<Line, 'on' | 'customerId'> =>
  stream.startsWith('project-')
    ? { on: projectName(register, id), customerId: register.tables.projects.get(id)?.customerId }
    : onCustomer(register, id)

/** A reason; personal data if the customer is a private person. */
const because = ({ register, stream, id }: HistoryContext, { reason }: { readonly reason?: string | undefined }) =>
  reason === undefined ? noReason : reasonChange(reason, personBehind(register, stream, id))

/** A line that is also a line of the responsible employee. */
const withHolder = (context: HistoryContext, data: ResponsibilityData, line: Line): Line => {
  const id = holderOf(context, data)
  if (id === undefined) return line
  const { on, customerId } = subjectPart(context)
  const { changes, effectiveDate = null, topic } = line
  return { changes, effectiveDate, topic, on, customerId, also: [{ kind: 'employee', id }] }
}

/** The lines of responsibility events, which are also lines of the employee. */
export const responsibilityLines: Lines<ResponsibilityEvent> = {
  ResponsibleAssigned: (data, context) =>
    withHolder(context, data, {
      changes: onlyChanged(
        change('responsible', null, employeeOf(context, data)),
        change('role', null, roleName(context.register, data.roleId)),
        change('lastDay', null, lastDay(data.until)),
        because(context, data),
      ),
      effectiveDate: data.from,
    }),
  ResponsibilityEnded: (data, context) =>
    withHolder(context, data, {
      changes: onlyChanged(
        change('responsible', employeeOf(context, data), null),
        change('role', roleBefore(context, data), null),
        change('lastDay', lastDay(before(context, data)?.until), lastDay(data.until)),
        because(context, data),
      ),
      effectiveDate: data.until,
    }),
  ResponsibilityVoided: (data, context) =>
    withHolder(context, data, {
      changes: onlyChanged(
        change('responsible', employeeOf(context, data), null),
        change('role', roleBefore(context, data), null),
        because(context, data),
      ),
    }),
  ResponsibilityIntervalChanged: (data, context) =>
    withHolder(context, data, {
      changes: onlyChanged(
        change('from', before(context, data)?.from, data.from),
        change('lastDay', lastDay(before(context, data)?.until), lastDay(data.until)),
      ),
      effectiveDate: data.from,
      topic: employeeOf(context, data),
    }),
  ResponsibleRoleAdded: (data, context) =>
    withHolder(context, data, {
      changes: [change('role', roleBefore(context, data), roleName(context.register, data.roleId))],
      effectiveDate: data.from ?? null,
      topic: employeeOf(context, data),
    }),
  ResponsibleRoleRemoved: (data, context) =>
    withHolder(context, data, {
      changes: [change('role', roleName(context.register, data.roleId), null)],
      effectiveDate: data.from ?? null,
      topic: employeeOf(context, data),
    }),
}
