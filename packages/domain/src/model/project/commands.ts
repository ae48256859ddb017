import { CustomerId, EmployeeId, PersonId, ProjectId } from '../../ids.js'
import { optional, text } from '../../kernel/input/codec.js'
import { command, commandAbout } from '../../kernel/message.js'

export const RegisterProject = command(
  'RegisterProject',
  {
    projectId: ProjectId,
    customerId: CustomerId,
    name: text,
  },
  'Registers a project, of a customer if one is given.',
)

const participant = {
  projectId: ProjectId,
  employeeId: optional(EmployeeId),
  personId: optional(PersonId),
}

/** A participant is an employee or a contact person. */
export const AddProjectParticipant = commandAbout(
  'AddProjectParticipant',
  ['employeeId', 'personId'],
  participant,
  'Adds an employee or a contact to a project.',
)
export const RemoveProjectParticipant = commandAbout(
  'RemoveProjectParticipant',
  ['employeeId', 'personId'],
  participant,
  'Removes an employee or a contact from a project.',
)

export const RenameProject = command('RenameProject', { projectId: ProjectId, name: text }, 'Renames a project.')

export const CloseProject = command('CloseProject', { projectId: ProjectId }, 'Closes a project.')
export const ReopenProject = command('ReopenProject', { projectId: ProjectId }, 'Reopens a closed project.')

export const projectCommands = {
  RegisterProject,
  RenameProject,
  AddProjectParticipant,
  RemoveProjectParticipant,
  CloseProject,
  ReopenProject,
}
