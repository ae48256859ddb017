import { AssignResponsible, addDays, oneOf, text } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { date, key, optional, type RowOf } from '../columns.js'
import { customerNamed, type FileKind, fileKind, type Known, type Plan, type Refusal } from '../kind.js'
import { knownIdIn } from './naming.js'
import type { Namings } from './namings.js'

const columns = {
  subjectKind: optional(oneOf('SubjectKind', ['customer', 'project'])),
  subjectId: key(text),
  employeeId: key(text),
  roleId: optional(text),
  from: optional(date),
  lastDay: optional(date),
}

type Row = RowOf<typeof columns>

/** Who is responsible for what in which role, by ids. */
type Ids = Pick<Row, 'subjectId' | 'employeeId'> & { readonly roleId: string | null }

const idsOf = (row: Row, known: Known, namings: Namings): Either<Refusal, Ids> => {
  const subjects = row.subjectKind === 'project' ? namings.projects(known) : namings.customers(known)
  const subjectId = knownIdIn(row.subjectId, subjects, 'subjectId')
  const employeeId = knownIdIn(row.employeeId, namings.employees(known), 'employeeId')
  const roleId = row.roleId == null ? right(null) : knownIdIn(row.roleId, namings.roles(known), 'roleId')
  if (isLeft(subjectId)) return subjectId
  if (isLeft(employeeId)) return employeeId
  return isLeft(roleId)
    ? roleId
    : right({ subjectId: subjectId.right, employeeId: employeeId.right, roleId: roleId.right })
}

/** The file says the last day inside, the domain the first day outside. */
const planFor =
  (namings: Namings) =>
  (row: Row, known: Known): Plan => {
    const ids = idsOf(row, known, namings)
    if (isLeft(ids)) return { refused: ids.left }
    const { subjectId, employeeId, roleId } = ids.right
    return {
      create: [
        AssignResponsible({
          ...(row.subjectKind === 'project' ? { projectId: subjectId } : { customerId: subjectId }),
          ...{ employeeId, roleId },
          from: row.from ?? null,
          until: row.lastDay == null ? null : addDays(row.lastDay, 1),
        }),
      ],
    }
  }

const subject = ({ subjectKind }: Row, { subjectId, employeeId }: Ids, known: Known): string => {
  const { projects, employees } = known.tables
  const about = subjectKind === 'project' ? projects.get(subjectId)?.name : customerNamed(subjectId, known)
  return `${about ?? subjectId}, ${employees.get(employeeId)?.name ?? employeeId}`
}

const asWritten = ({ subjectId, employeeId }: Row): Ids => ({ subjectId, employeeId, roleId: null })

/** Who is responsible for whom, by ids or names; for a customer unless the row says a project, without a first day since ever. */
export const responsibilities = (namings: Namings): FileKind => {
  const read = (row: Row, known: Known): Ids => {
    const ids = idsOf(row, known, namings)
    return isLeft(ids) ? asWritten(row) : ids.right
  }
  return fileKind({
    file: 'responsibilities.csv',
    columns,
    named: { subjectId: ['customer'], employeeId: ['employee'], roleId: ['role'] },
    about: (row, known) => {
      const { subjectId } = read(row, known)
      return row.subjectKind === 'project' ? { projectIds: [subjectId] } : { customerIds: [subjectId] }
    },
    subject: (row, known) => subject(row, read(row, known), known),
    keys: () => [],
    plan: planFor(namings),
  })
}
