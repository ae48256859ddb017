import { AddProjectParticipant, givenIdOf, type Message, RegisterProject, text } from '@clientele/domain'
import { idsOf, key, optional, type RowOf, requiredColumn } from '../columns.js'
import { type FileKind, fileKind, type Known, type Plan } from '../kind.js'

const columns = {
  projectId: key(givenIdOf('ProjectId')),
  customerId: key(givenIdOf('CustomerId')),
  name: requiredColumn(text),
  participantIds: optional(idsOf('EmployeeId or PersonId')),
}

type Row = RowOf<typeof columns>

/** A participant is an employee or, if no employee has the id, a contact person. */
const participant = (projectId: string, id: string, { tables }: Known): Message => {
  const isPerson = tables.employees.get(id) === undefined && tables.persons.get(id) !== undefined
  return AddProjectParticipant(isPerson ? { projectId, personId: id } : { projectId, employeeId: id })
}

const participantsOf = (projectId: string, { tables }: Known): ReadonlySet<string> =>
  new Set(
    [...tables.participants.rowsWhere('projectId', projectId)].map(
      ({ employeeId, personId }) => employeeId ?? personId ?? '',
    ),
  )

const plan = (row: Row, known: Known): Plan => {
  const { projectId, customerId } = row
  const project = known.tables.projects.get(projectId)
  const name = (row.name ?? '').trim()
  const isSame = project?.customerId === customerId && project.name === name
  const existing = participantsOf(projectId, known)
  return {
    create: isSame ? [] : [RegisterProject({ projectId, customerId, name })],
    add: (row.participantIds ?? []).filter((id) => !existing.has(id)).map((id) => participant(projectId, id, known)),
  }
}

/** Projects and their participants. */
export const projects: FileKind = fileKind({
  file: 'projects.csv',
  columns,
  id: ({ projectId }) => projectId,
  about: ({ projectId, customerId, participantIds }) => ({
    projectIds: [projectId],
    customerIds: [customerId],
    personIds: participantIds ?? [],
  }),
  subject: ({ name, projectId }) => name ?? projectId,
  keys: ({ projectId }) => [`project-${projectId}`],
  plan,
})
