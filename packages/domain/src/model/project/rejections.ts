import { type Outcome, when } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import type { Project } from './state.js'

export const ProjectNotFound = rejection('ProjectNotFound', { projectId: 'text' }, 'notFound')
export const ProjectAlreadyRegistered = rejection('ProjectAlreadyRegistered', { projectId: 'text' })
export const ProjectIsClosed = rejection('ProjectIsClosed', { projectId: 'text' })
export const ParticipantAlreadyAdded = rejection('ParticipantAlreadyAdded', { projectId: 'text' })
export const ParticipantNotFound = rejection('ParticipantNotFound', { projectId: 'text' }, 'notFound')

export const projectRejections = {
  ProjectNotFound,
  ProjectAlreadyRegistered,
  ProjectIsClosed,
  ParticipantAlreadyAdded,
  ParticipantNotFound,
}

/** Refuses unless the project exists. */
export const unlessProject = (project: Project, projectId: string): Outcome | null =>
  when(!project.registered, ProjectNotFound({ projectId }))
