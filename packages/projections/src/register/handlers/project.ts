import type { ProjectEvent } from '@clientele/domain'
import type { ParticipantRow } from '../../tables/rows.js'
import { participantKey, type Tables } from '../../tables/tables.js'
import { inheritingPerson, survivingCustomer } from '../survivors.js'
import type { Handlers } from './handler.js'
import { responsibilityHandlers } from './responsibilities.js'

const withSurvivor = (tables: Tables, row: ParticipantRow): ParticipantRow =>
  row.personId === null ? row : { ...row, personId: inheritingPerson(tables, row.personId) }

/** The handlers of project events. */
export const projects: Handlers<ProjectEvent> = {
  ProjectRegistered: ({ customerId, name }, { tables }, { id }) =>
    tables.projects.put({ projectId: id, customerId: survivingCustomer(tables, customerId), name, closed: false }),
  ProjectRenamed: ({ to }, { tables }, { id }) => tables.projects.patch(id, { name: to }),
  ProjectMovedToCustomer: ({ to }, { tables }, { id }) =>
    tables.projects.patch(id, { customerId: survivingCustomer(tables, to) }),
  ProjectParticipantAdded: ({ employeeId = null, personId = null }, { tables }, { id }) =>
    tables.participants.put(withSurvivor(tables, { projectId: id, employeeId, personId })),
  ProjectParticipantRemoved: ({ employeeId = null, personId = null }, { tables }, { id }) =>
    tables.participants.remove(participantKey(withSurvivor(tables, { projectId: id, employeeId, personId }))),
  ProjectClosed: (_, { tables }, { id }) => tables.projects.patch(id, { closed: true }),
  ProjectReopened: (_, { tables }, { id }) => tables.projects.patch(id, { closed: false }),
  ...responsibilityHandlers,
}
