import { AssignResponsible, addDays, givenIdOf, oneOf } from '@clientele/domain'
import { date, key, optional, type RowOf } from '../columns.js'
import { customerNamed, type FileKind, fileKind, type Known, type Plan } from '../kind.js'

const columns = {
  subjectKind: key(oneOf('SubjectKind', ['customer', 'project'])),
  subjectId: key(givenIdOf('SubjectId')),
  employeeId: key(givenIdOf('EmployeeId')),
  roleId: optional(givenIdOf('RoleId')),
  from: optional(date),
  lastDay: optional(date),
}

type Row = RowOf<typeof columns>

/** The file has the last day (inclusive), the domain the end (exclusive). */
const plan = ({ subjectKind, subjectId, employeeId, roleId, from, lastDay }: Row): Plan => ({
  create: [
    AssignResponsible({
      ...(subjectKind === 'project' ? { projectId: subjectId } : { customerId: subjectId }),
      employeeId,
      roleId: roleId ?? null,
      from: from ?? null,
      until: lastDay == null ? null : addDays(lastDay, 1),
    }),
  ],
})

const subject = ({ subjectKind, subjectId, employeeId }: Row, known: Known): string => {
  const { projects, employees } = known.tables
  const about = subjectKind === 'project' ? projects.get(subjectId)?.name : customerNamed(subjectId, known)
  return `${about ?? subjectId}, ${employees.get(employeeId)?.name ?? employeeId}`
}

/** Responsibilities; without a first day they have no start. */
export const responsibilities: FileKind = fileKind({
  file: 'responsibilities.csv',
  columns,
  about: ({ subjectKind, subjectId }) =>
    subjectKind === 'project' ? { projectIds: [subjectId] } : { customerIds: [subjectId] },
  subject,
  keys: () => [],
  plan,
})
