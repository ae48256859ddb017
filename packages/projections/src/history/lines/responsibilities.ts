import type { ResponsibilityEvent } from '@clientele/domain'
import type { AssignmentRow } from '../../register/rows.js'
import { assignmentKey } from '../../register/tables.js'
import { change, changed, type Happening, type Line, type Lines, lastDay, noReason, why } from '../line.js'
import { employeeName, onCustomer, personBehind, projectName, roleName } from '../names.js'

type Given = { readonly assignmentId: string; readonly employeeId?: string | undefined }

const before = ({ register, stream }: Happening, { assignmentId }: Given): AssignmentRow | undefined =>
  register.tables.assignments.get(assignmentKey(stream, assignmentId))

const holderOf = (happening: Happening, data: Given): string | undefined =>
  data.employeeId ?? before(happening, data)?.employeeId

const who = (happening: Happening, data: Given): string | null =>
  employeeName(happening.register, holderOf(happening, data))

const roleBefore = (happening: Happening, data: Given): string | null =>
  roleName(happening.register, before(happening, data)?.roleId)

/** The customer or project, for the employee whose history it stands in too. */
const place = ({ register, stream, id }: Happening): Pick<Line, 'on' | 'customerId'> =>
  stream.startsWith('project-')
    ? { on: projectName(register, id), customerId: register.tables.projects.get(id)?.customerId }
    : onCustomer(register, id)

/** What is said of what a private customer has is said of a person. */
const because = ({ register, stream, id }: Happening, { reason }: { readonly reason?: string | undefined }) =>
  reason === undefined ? noReason : why(reason, personBehind(register, stream, id))

/** A line that stands with the employee who is or was responsible too. */
const withHolder = (happening: Happening, data: Given, line: Line): Line => {
  const id = holderOf(happening, data)
  if (id === undefined) return line
  const { on, customerId } = place(happening)
  const { changes, effectiveDate = null, topic } = line
  return { changes, effectiveDate, topic, on, customerId, also: [{ kind: 'employee', id }] }
}

/** What the responsibility events of a customer or project say to a reader; they touch the employee too. */
export const responsibilityLines: Lines<ResponsibilityEvent> = {
  ResponsibleAssigned: (data, happening) =>
    withHolder(happening, data, {
      changes: changed(
        change('responsible', null, who(happening, data)),
        change('role', null, roleName(happening.register, data.roleId)),
        change('lastDay', null, lastDay(data.until)),
        because(happening, data),
      ),
      effectiveDate: data.from,
    }),
  ResponsibilityEnded: (data, happening) =>
    withHolder(happening, data, {
      changes: changed(
        change('responsible', who(happening, data), null),
        change('role', roleBefore(happening, data), null),
        change('lastDay', lastDay(before(happening, data)?.until), lastDay(data.until)),
        because(happening, data),
      ),
      effectiveDate: data.until,
    }),
  ResponsibilityVoided: (data, happening) =>
    withHolder(happening, data, {
      changes: changed(
        change('responsible', who(happening, data), null),
        change('role', roleBefore(happening, data), null),
        because(happening, data),
      ),
    }),
  ResponsibilityIntervalChanged: (data, happening) =>
    withHolder(happening, data, {
      changes: changed(
        change('from', before(happening, data)?.from, data.from),
        change('lastDay', lastDay(before(happening, data)?.until), lastDay(data.until)),
      ),
      effectiveDate: data.from,
      topic: who(happening, data),
    }),
  ResponsibleRoleAdded: (data, happening) =>
    withHolder(happening, data, {
      changes: [change('role', roleBefore(happening, data), roleName(happening.register, data.roleId))],
      effectiveDate: data.from ?? null,
      topic: who(happening, data),
    }),
  ResponsibleRoleRemoved: (data, happening) =>
    withHolder(happening, data, {
      changes: [change('role', roleName(happening.register, data.roleId), null)],
      effectiveDate: data.from ?? null,
      topic: who(happening, data),
    }),
}
