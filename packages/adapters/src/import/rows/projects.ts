import {
  AddProjectParticipant,
  CustomerWasMerged,
  givenIdOf,
  type Message,
  RegisterProject,
  RenameProject,
  text,
} from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { key, optional, type RowOf, requiredColumn } from '../columns.js'
import { type About, type FileKind, fileKind, type Known, type Plan, type Refusal } from '../kind.js'
import { knownIdIn, knownIdsIn, type Naming } from './naming.js'
import type { Namings } from './namings.js'

const columns = {
  projectId: key(givenIdOf('ProjectId')),
  customerId: key(text),
  name: requiredColumn(text),
  participantIds: optional(text),
}

type Row = RowOf<typeof columns>

/** A participant is one of our employees or, if nobody there has the id, a contact person. */
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

/** What a row says, by ids. */
type Ids = { readonly customerId: string; readonly participantIds: readonly string[] }

/** Participants are named as employees are; persons only by their ids. */
const namingOf = (known: Known, { employees }: Namings): Naming => {
  const naming = employees(known)
  return { ...naming, has: (id) => naming.has(id) || known.tables.persons.get(id) !== undefined }
}

const idsFor = (row: Row, known: Known, namings: Namings): Either<Refusal, Ids> => {
  const customerId = knownIdIn(row.customerId, namings.customers(known), 'customerId')
  if (isLeft(customerId)) return customerId
  const ids = knownIdsIn(row.participantIds ?? '', namingOf(known, namings), 'participantIds')
  return isLeft(ids) ? ids : right({ customerId: customerId.right, participantIds: ids.right })
}

/** Refuses a row of a project that moved to another customer because that of the row was merged. */
const refuseMerged = (
  customerId: string,
  project: { readonly customerId: string } | undefined,
  { tables }: Known,
): Refusal | null => {
  const survivorId = tables.customers.get(customerId)?.mergedInto ?? null
  if (survivorId === null || project === undefined || project.customerId === customerId) return null
  return { error: CustomerWasMerged.error, customerId, survivorId }
}

const planFor =
  (namings: Namings) =>
  (row: Row, known: Known): Plan => {
    const ids = idsFor(row, known, namings)
    if (isLeft(ids)) return { refused: ids.left }
    const { projectId } = row
    const { customerId, participantIds } = ids.right
    const project = known.tables.projects.get(projectId)
    const name = (row.name ?? '').trim()
    const refused = refuseMerged(customerId, project, known)
    if (refused !== null) return { refused }
    const isSame = project?.customerId === customerId
    const existing = participantsOf(projectId, known)
    return {
      create: isSame ? [] : [RegisterProject({ projectId, customerId, name })],
      update: isSame && name !== '' && project.name !== name ? [RenameProject({ projectId, name })] : [],
      add: participantIds.filter((id) => !existing.has(id)).map((id) => participant(projectId, id, known)),
    }
  }

const aboutOf = ({ projectId }: Row, ids: Either<Refusal, Ids>): About =>
  isLeft(ids)
    ? { projectIds: [projectId] }
    : { projectIds: [projectId], customerIds: [ids.right.customerId], personIds: ids.right.participantIds }

/** Projects and who takes part in them; customers and employees by ids or names. A known project gets the name of its row. */
export const projects = (namings: Namings): FileKind =>
  fileKind({
    file: 'projects.csv',
    columns,
    named: { customerId: ['customer'], participantIds: ['participants'] },
    id: ({ projectId }) => projectId,
    about: (row, known) => aboutOf(row, idsFor(row, known, namings)),
    subject: ({ name, projectId }) => name ?? projectId,
    plan: planFor(namings),
  })
