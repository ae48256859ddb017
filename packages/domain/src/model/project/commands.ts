import { CustomerId, EmployeeId, PersonId, ProjectId } from '../../ids.js'
import { optional, text } from '../../kernel/input/codec.js'
import { command, commandAbout } from '../../kernel/message.js'

export const RegisterProject = command('RegisterProject', {
  projectId: ProjectId,
  customerId: CustomerId,
  name: text,
})

const participant = {
  projectId: ProjectId,
  employeeId: optional(EmployeeId),
  personId: optional(PersonId),
}

/** A participant is an employee or a contact person. */
export const AddProjectParticipant = commandAbout('AddProjectParticipant', ['employeeId', 'personId'], participant)
export const RemoveProjectParticipant = commandAbout(
  'RemoveProjectParticipant',
  ['employeeId', 'personId'],
  participant,
)

export const CloseProject = command('CloseProject', { projectId: ProjectId })

export const projectCommands = { RegisterProject, AddProjectParticipant, RemoveProjectParticipant, CloseProject }
