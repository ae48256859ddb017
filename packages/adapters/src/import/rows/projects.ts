import { AddProjectParticipant, givenIdOf, type Message, RegisterProject, text } from '@clientele/domain'
import { given, idsOf, key, needed, type RowOf } from '../columns.js'
import { type FileKind, fileKind, type Known, type Plan } from '../kind.js'

const columns = {
  projectId: key(givenIdOf('ProjectId')),
  customerId: key(givenIdOf('CustomerId')),
  name: needed(text),
  participantIds: given(idsOf('EmployeeId or PersonId')),
}

type Row = RowOf<typeof columns>

/** A participant is one of our employees or, if nobody there has the id, a contact person. */
const participant = (projectId: string, id: string, { tables }: Known): Message => {
  const isPerson = tables.employees.get(id) === undefined && tables.persons.get(id) !== undefined
  return AddProjectParticipant(isPerson ? { projectId, personId: id } : { projectId, employeeId: id })
}

const taking = (projectId: string, { tables }: Known): ReadonlySet<string> =>
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
  const there = taking(projectId, known)
  return {
    create: isSame ? [] : [RegisterProject({ projectId, customerId, name })],
    add: (row.participantIds ?? []).filter((id) => !there.has(id)).map((id) => participant(projectId, id, known)),
  }
}

/** Projects and who takes part in them. */
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
