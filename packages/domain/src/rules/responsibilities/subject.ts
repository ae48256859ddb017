import { categoryOf, idOfStream, type StreamOf } from '../../kernel/aggregate.js'
import { type Outcome, when } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import { noCustomer, noOpenCustomer, unlessCustomer, whenArchived } from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { ProjectIsClosed, ProjectNotFound, unlessProject } from '../../model/project/rejections.js'
import { type Project, projectStream } from '../../model/project/state.js'
import type { Settings } from '../../model/settings/state.js'

/** A customer or project, for which employees can be responsible. */
export type Subject = Customer | Project

/** The customer or project a command names; its codec accepts exactly one. */
export type SubjectId = { readonly customerId?: string | undefined; readonly projectId?: string | undefined }

/** Returns the stream of the subject that a command names. */
export const subjectStream = ({ customerId, projectId }: SubjectId): StreamOf<Subject> =>
  projectId === undefined ? customerStream(customerId ?? '') : projectStream(projectId)

/** Returns the customer or project stream with a name. */
export const subjectOfStream = (stream: StreamName): StreamOf<Subject> => {
  const id = idOfStream(stream)
  return subjectStream(categoryOf(stream) === 'project' ? { projectId: id } : { customerId: id })
}

/** Returns the id of the customer that a subject is or belongs to. */
export const customerOf = ([stream, subject]: readonly [StreamName, Subject]): string =>
  subject.kindOfSubject === 'project' ? (subject.customerId ?? '') : idOfStream(stream)

/** The rejections of `unlessSubject`. */
export const noSubject = [...noCustomer, ProjectNotFound] as const

/** The rejections of `unlessSubject` and `whenClosedToAssignments`. */
export const noOpenSubject = [...noOpenCustomer, ProjectNotFound, ProjectIsClosed] as const

/** Refuses unless the subject exists. */
export const unlessSubject = (subject: Subject, { customerId = '', projectId = '' }: SubjectId): Outcome | null =>
  subject.kindOfSubject === 'customer' ? unlessCustomer(subject, customerId) : unlessProject(subject, projectId)

/** Refuses if the subject takes no new responsibilities. */
export const whenClosedToAssignments = (
  subject: Subject,
  { customerId = '', projectId = '' }: SubjectId,
  { policies }: Settings,
): Outcome | null => {
  if (subject.kindOfSubject === 'project') return when(subject.closed, ProjectIsClosed({ projectId }))
  return policies.archivedCustomerAssignments === 'allow' ? null : whenArchived(subject, customerId)
}

/** Whether a subject is a customer that was merged into another. */
export const isMerged = (subject: Subject): boolean =>
  subject.kindOfSubject === 'customer' && subject.mergedInto !== null

/** Whether required roles must be held: on customers that are not archived, and on open projects, while roles are used. */
export const needsRoles = (subject: Subject, { policies }: Settings): boolean =>
  policies.rolesEnabled && isOpen(subject)

/** Whether a subject takes responsibilities: a customer that is not archived, or an open project. */
export const isOpen = (subject: Subject): boolean =>
  subject.kindOfSubject === 'customer' ? !subject.archived && !isMerged(subject) : !subject.closed
