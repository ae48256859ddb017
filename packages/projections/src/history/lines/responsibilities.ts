import type { ResponsibilityEvent } from '@clientele/domain'
import type { AssignmentRow } from '../../register/rows.js'
import { assignmentKey } from '../../register/tables.js'
import { change, changed, type Happening, type Lines, lastDay } from '../line.js'
import { employeeName, roleName } from '../names.js'

type Given = { readonly assignmentId: string; readonly employeeId?: string | undefined }

const before = ({ register, stream }: Happening, { assignmentId }: Given): AssignmentRow | undefined =>
  register.tables.assignments.get(assignmentKey(stream, assignmentId))

const who = (happening: Happening, data: Given): string | null =>
  employeeName(happening.register, data.employeeId ?? before(happening, data)?.employeeId)

/** What the responsibility events of a customer or project say to a reader. */
export const responsibilityLines: Lines<ResponsibilityEvent> = {
  ResponsibleAssigned: ({ employeeId, roleId, from, until }, { register }) => ({
    changes: changed(
      change('responsible', null, employeeName(register, employeeId)),
      change('role', null, roleName(register, roleId)),
      change('lastDay', null, lastDay(until)),
    ),
    effectiveDate: from,
  }),
  ResponsibilityEnded: (data, happening) => ({
    changes: changed(
      change('responsible', who(happening, data), null),
      change('lastDay', lastDay(before(happening, data)?.until), lastDay(data.until)),
    ),
    effectiveDate: data.until,
  }),
  ResponsibilityVoided: (data, happening) => ({ changes: [change('responsible', who(happening, data), null)] }),
  ResponsibilityIntervalChanged: (data, happening) => ({
    changes: changed(
      change('from', before(happening, data)?.from, data.from),
      change('lastDay', lastDay(before(happening, data)?.until), lastDay(data.until)),
    ),
    effectiveDate: data.from,
    topic: who(happening, data) ?? undefined,
  }),
  ResponsibleRoleAdded: (data, happening) => ({
    changes: [
      change(
        'role',
        roleName(happening.register, before(happening, data)?.roleId),
        roleName(happening.register, data.roleId),
      ),
    ],
    effectiveDate: data.from ?? null,
    topic: who(happening, data) ?? undefined,
  }),
  ResponsibleRoleRemoved: (data, happening) => ({
    changes: [change('role', roleName(happening.register, data.roleId), null)],
    effectiveDate: data.from ?? null,
    topic: who(happening, data) ?? undefined,
  }),
}
