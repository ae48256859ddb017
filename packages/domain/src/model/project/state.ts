import { aggregate, type Evolve, streamByName, streamOf } from '../../kernel/aggregate.js'
import { evolveResponsibilities, noResponsibilities, type Responsibilities } from '../responsibilities/state.js'
import type { ProjectEvent } from './events.js'

/** A participant: an employee or a contact person. */
export type Participant = { readonly employeeId: string | null; readonly personId: string | null }

export type Project = {
  readonly kindOfSubject: 'project'
  readonly registered: boolean
  readonly customerId: string | null
  readonly name: string
  readonly closed: boolean
  readonly participants: readonly Participant[]
  readonly responsibilities: Responsibilities
}

const initial: Project = {
  kindOfSubject: 'project',
  registered: false,
  customerId: null,
  name: '',
  closed: false,
  participants: [],
  responsibilities: noResponsibilities,
}

/** Whether two participants are the same person. */
export const sameParticipant = (a: Participant, b: Participant): boolean =>
  a.employeeId === b.employeeId && a.personId === b.personId

const evolve: Evolve<ProjectEvent, Project> = {
  ProjectRegistered:
    ({ customerId, name }) =>
    (project) => {
      project.registered = true
      project.customerId = customerId
      project.name = name
    },
  ProjectRenamed:
    ({ to }) =>
    (project) => {
      project.name = to
    },
  ProjectMovedToCustomer:
    ({ to }) =>
    (project) => {
      project.customerId = to
    },
  ProjectParticipantAdded:
    ({ employeeId = null, personId = null }) =>
    (project) => {
      const added = { employeeId, personId }
      project.participants = [...project.participants.filter((one) => !sameParticipant(one, added)), added]
    },
  ProjectParticipantRemoved:
    ({ employeeId = null, personId = null }) =>
    (project) => {
      project.participants = project.participants.filter((one) => !sameParticipant(one, { employeeId, personId }))
    },
  ProjectClosed: () => (project) => {
    project.closed = true
  },
  ProjectReopened: () => (project) => {
    project.closed = false
  },
  ...evolveResponsibilities,
}

export const projectAggregate = aggregate<ProjectEvent, Project>('project', initial, evolve)

export const projectStream = streamOf(projectAggregate)

/** Returns the project stream with a name. */
export const projectOfStream = streamByName(projectStream)
