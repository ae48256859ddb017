import { AssignResponsible, addDays, givenIdOf, oneOf } from '@clientele/domain'
import { date, given, key, type RowOf } from '../columns.js'
import { type FileKind, fileKind, type Plan } from '../kind.js'

const columns = {
  subjectKind: key(oneOf('SubjectKind', ['customer', 'project'])),
  subjectId: key(givenIdOf('SubjectId')),
  employeeId: key(givenIdOf('EmployeeId')),
  roleId: given(givenIdOf('RoleId')),
  from: given(date),
  lastDay: given(date),
}

type Row = RowOf<typeof columns>

/** The file says the last day inside, the domain the first day outside. */
const plan = ({ subjectKind, subjectId, employeeId, roleId, from, lastDay }: Row): Plan => ({
  add: [
    AssignResponsible({
      ...(subjectKind === 'project' ? { projectId: subjectId } : { customerId: subjectId }),
      employeeId,
      roleId: roleId ?? null,
      from: from ?? null,
      until: lastDay == null ? null : addDays(lastDay, 1),
    }),
  ],
})

/** Who is responsible for whom; without a first day since ever. */
export const responsibilities: FileKind = fileKind({
  file: 'responsibilities.csv',
  columns,
  keys: () => [],
  plan,
})
