import type { ProjectEvent } from '@clientele/domain'
import { participantKey } from '../tables.js'
import type { Handlers } from './handler.js'
import { responsibilityHandlers } from './responsibilities.js'

/** What the events of a project's stream do to the tables. */
export const projects: Handlers<ProjectEvent> = {
  ProjectRegistered: ({ customerId, name }, { tables }, { id }) =>
    tables.projects.put({ projectId: id, customerId, name, closed: false }),
  ProjectParticipantAdded: ({ employeeId = null, personId = null }, { tables }, { id }) =>
    tables.participants.put({ projectId: id, employeeId, personId }),
  ProjectParticipantRemoved: ({ employeeId = null, personId = null }, { tables }, { id }) =>
    tables.participants.remove(participantKey({ projectId: id, employeeId, personId })),
  ProjectClosed: (_, { tables }, { id }) => tables.projects.patch(id, { closed: true }),
  ...responsibilityHandlers,
}
