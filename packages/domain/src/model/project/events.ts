// Stored forever: a released name or field is never changed, only superseded.
import { CustomerId, EmployeeId, PersonId, ProjectId } from '../../ids.js'
import { nullable, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { responsibilityEvents } from '../responsibilities/events.js'

export const ProjectRegistered = event('ProjectRegistered', {
  projectId: ProjectId,
  customerId: CustomerId,
  name: text,
})

/** The project was renamed. */
export const ProjectRenamed = event('ProjectRenamed', { from: text, to: text })

/** A participant is an employee or a contact person of the customer. */
export const ProjectParticipantAdded = event('ProjectParticipantAdded', {
  projectId: optional(ProjectId),
  employeeId: optional(nullable(EmployeeId)),
  personId: optional(nullable(PersonId)),
})

export const ProjectParticipantRemoved = event('ProjectParticipantRemoved', {
  projectId: optional(ProjectId),
  employeeId: optional(nullable(EmployeeId)),
  personId: optional(nullable(PersonId)),
})

/** The customer of the project was merged into another. */
export const ProjectMovedToCustomer = event('ProjectMovedToCustomer', {
  from: CustomerId,
  to: CustomerId,
  reason: optional(text),
})

export const ProjectClosed = event('ProjectClosed', { projectId: optional(ProjectId) })

/** A closed project was reopened. */
export const ProjectReopened = event('ProjectReopened', { projectId: optional(ProjectId) })

export const projectEvents = {
  ProjectRegistered,
  ProjectRenamed,
  ProjectMovedToCustomer,
  ProjectParticipantAdded,
  ProjectParticipantRemoved,
  ProjectClosed,
  ProjectReopened,
  ...responsibilityEvents,
}

export type ProjectEvent = MessageOf<typeof projectEvents>
