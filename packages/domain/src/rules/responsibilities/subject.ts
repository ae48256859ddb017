import { categoryOf, idOfStream, type StreamOf } from '../../kernel/aggregate.js'
import { type Outcome, when } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import { unlessCustomer, whenArchived } from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { ProjectIsClosed, unlessProject } from '../../model/project/rejections.js'
import { type Project, projectStream } from '../../model/project/state.js'
import type { Settings } from '../../model/settings/state.js'

/** What somebody can be responsible for. */
export type Subject = Customer | Project

/** Which customer or project a command is about; its codec lets exactly one through. */
export type SubjectId = { readonly customerId?: string | undefined; readonly projectId?: string | undefined }

/** The stream of the subject a command names. */
export const subjectStream = ({ customerId, projectId }: SubjectId): StreamOf<Subject> =>
  projectId === undefined ? customerStream(customerId ?? '') : projectStream(projectId)

/** The subject whose stream has a name. */
export const subjectOfStream = (stream: StreamName): StreamOf<Subject> => {
  const id = idOfStream(stream)
  return subjectStream(categoryOf(stream) === 'project' ? { projectId: id } : { customerId: id })
}

/** The customer a subject is, or belongs to. */
export const customerBehind = ([stream, subject]: readonly [StreamName, Subject]): string =>
  subject.kindOfSubject === 'project' ? (subject.customerId ?? '') : idOfStream(stream)

/** Refused unless the subject exists. */
export const unlessSubject = (subject: Subject, { customerId = '', projectId = '' }: SubjectId): Outcome | null =>
  subject.kindOfSubject === 'customer' ? unlessCustomer(subject, customerId) : unlessProject(subject, projectId)

/** Refused while the subject takes no new responsibilities. */
export const whenClosedToAssignments = (
  subject: Subject,
  { customerId = '', projectId = '' }: SubjectId,
  { policies }: Settings,
): Outcome | null => {
  if (subject.kindOfSubject === 'project') return when(subject.closed, ProjectIsClosed({ projectId }))
  return policies.archivedCustomerAssignments === 'allow' ? null : whenArchived(subject, customerId)
}

/** Whether required roles must be held: on customers that are not archived, and on open projects. */
export const needsRoles = (subject: Subject): boolean =>
  subject.kindOfSubject === 'customer' ? !subject.archived && subject.mergedInto === null : !subject.closed
