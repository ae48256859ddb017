import { categoryOf, type ResponsibilityEvent, withRole } from '@clientele/domain'
import type { AssignmentRow, SubjectKind } from '../../tables/rows.js'
import { assignmentKey } from '../../tables/tables.js'
import type { EventSource, Handlers, RegisterWriter } from './handler.js'

export type ResponsibilityTypes = ResponsibilityEvent['type']

const kindOf = (stream: string): SubjectKind => (categoryOf(stream) === 'project' ? 'project' : 'customer')

const none: readonly string[] = []
const noEarlierRoles: AssignmentRow['earlierRoles'] = []

const rolesIn = ({ roleId, earlierRoles }: Pick<AssignmentRow, 'roleId' | 'earlierRoles'>): readonly string[] => {
  const roles = [roleId, ...earlierRoles.map((earlier) => earlier.roleId)].filter((role) => role !== null)
  return roles.length === 0 ? none : [...new Set(roles)]
}

const put = (
  assignmentId: string,
  columns: Partial<AssignmentRow>,
  { tables }: RegisterWriter,
  { stream }: EventSource,
): void => tables.assignments.patch(assignmentKey(stream, assignmentId), columns)

const changeRole = (
  { assignmentId, from }: { readonly assignmentId: string; readonly from?: string | undefined },
  roleId: string | null,
  writer: RegisterWriter,
  source: EventSource,
): void => {
  const before = writer.tables.assignments.get(assignmentKey(source.stream, assignmentId))
  if (before === undefined) return
  const { earlierRoles } = withRole(before, roleId, from)
  put(assignmentId, { roleId, earlierRoles, roleIds: rolesIn({ roleId, earlierRoles }) }, writer, source)
}

/** The handlers of responsibility events of customers and projects. */
export const responsibilityHandlers: Handlers<ResponsibilityEvent> = {
  ResponsibleAssigned: ({ assignmentId, employeeId, roleId, from, until }, { tables }, { stream, id }) =>
    tables.assignments.put({
      assignmentId,
      employeeId,
      roleId,
      from,
      until,
      earlierRoles: noEarlierRoles,
      subject: stream,
      kind: kindOf(stream),
      subjectId: id,
      roleIds: roleId === null ? none : [roleId],
    }),
  ResponsibilityEnded: ({ assignmentId, until }, writer, source) => put(assignmentId, { until }, writer, source),
  ResponsibilityVoided: ({ assignmentId }, { tables }, { stream }) =>
    tables.assignments.remove(assignmentKey(stream, assignmentId)),
  ResponsibilityIntervalChanged: ({ assignmentId, from, until }, writer, source) =>
    put(assignmentId, { from, until }, writer, source),
  ResponsibleRoleAdded: (data, writer, source) => changeRole(data, data.roleId, writer, source),
  ResponsibleRoleRemoved: (data, writer, source) => changeRole(data, null, writer, source),
}
