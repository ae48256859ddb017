import { idOf, optional, text } from '../kernel/codec.js'
import { command, commandAbout } from '../kernel/message.js'

const ProjectId = idOf('ProjectId')

export const RegisterProject = command('RegisterProject', {
  projectId: ProjectId,
  customerId: idOf('CustomerId'),
  name: text,
})

const participant = {
  projectId: ProjectId,
  employeeId: optional(idOf('EmployeeId')),
  personId: optional(idOf('PersonId')),
}

/** One of our employees, or a contact person. */
export const AddProjectParticipant = commandAbout('AddProjectParticipant', ['employeeId', 'personId'], participant)
export const RemoveProjectParticipant = commandAbout(
  'RemoveProjectParticipant',
  ['employeeId', 'personId'],
  participant,
)

export const CloseProject = command('CloseProject', { projectId: ProjectId })

export const projectCommands = { RegisterProject, AddProjectParticipant, RemoveProjectParticipant, CloseProject }
