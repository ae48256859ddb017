import {
  accept,
  decision,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  when,
  write,
} from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import type { DataOf } from '../../kernel/message.js'
import { MissingRequiredField, noOpenCustomer, unlessCustomer, whenArchived } from '../../model/customer/rejections.js'
import { customerStream } from '../../model/customer/state.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { employeeStream } from '../../model/employee/state.js'
import { noPerson, unlessPerson } from '../../model/person/rejections.js'
import { personStream } from '../../model/person/state.js'
import {
  AddProjectParticipant,
  CloseProject,
  type projectCommands,
  RegisterProject,
  RemoveProjectParticipant,
  RenameProject,
  ReopenProject,
} from '../../model/project/commands.js'
import {
  ProjectClosed,
  ProjectParticipantAdded,
  ProjectParticipantRemoved,
  ProjectRegistered,
  ProjectRenamed,
  ProjectReopened,
} from '../../model/project/events.js'
import {
  ParticipantAlreadyAdded,
  ParticipantNotFound,
  ProjectAlreadyRegistered,
  ProjectIsClosed,
  ProjectNotFound,
  unlessProject,
} from '../../model/project/rejections.js'
import { type Participant, type Project, projectStream, sameParticipant } from '../../model/project/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'

const registerProject = decision({
  command: RegisterProject,
  appends: [ProjectRegistered],
  rejects: [ProjectAlreadyRegistered, MissingRequiredField, ...noOpenCustomer],
  reads: ({ projectId, customerId }) => ({ project: projectStream(projectId), customer: customerStream(customerId) }),
  decide: ({ project, customer }, { projectId, customerId, name }) =>
    when(project.customerId === customerId && project.name === name.trim(), nothing) ??
    when(project.registered, ProjectAlreadyRegistered({ projectId })) ??
    when(name.trim() === '', MissingRequiredField({ fields: ['name'] })) ??
    unlessCustomer(customer, customerId) ??
    whenArchived(customer, customerId) ??
    accept(write(projectStream(projectId), ProjectRegistered({ projectId, customerId, name: name.trim() }))),
})

const isIn = ({ participants }: Project, participant: Participant): boolean =>
  participants.some((one) => sameParticipant(one, participant))

const addProjectParticipant = decision({
  command: AddProjectParticipant,
  appends: [ProjectParticipantAdded],
  rejects: [ProjectNotFound, ParticipantAlreadyAdded, ProjectIsClosed, ...noActiveEmployee, ...noPerson],
  reads: ({ projectId, employeeId, personId }) => ({
    project: projectStream(projectId),
    employee: employeeStream(employeeId ?? ''),
    person: personStream(personId ?? ''),
    settings: settingsStream,
  }),
  decide: ({ project, employee, person, settings }, data, { today }): Outcome => {
    const { projectId, employeeId = null, personId = null } = data
    return (
      unlessProject(project, projectId) ??
      when(isIn(project, { employeeId, personId }), unchangedOr(settings, ParticipantAlreadyAdded({ projectId }))) ??
      when(project.closed, ProjectIsClosed({ projectId })) ??
      (employeeId === null ? null : unlessActiveFor(employee, employeeId, { from: today, until: null })) ??
      (personId === null ? null : unlessPerson(person, personId)) ??
      accept(write(projectStream(projectId), ProjectParticipantAdded({ projectId, employeeId, personId })))
    )
  },
})

const removeProjectParticipant = decision({
  command: RemoveProjectParticipant,
  appends: [ProjectParticipantRemoved],
  rejects: [ProjectNotFound, ParticipantNotFound],
  reads: ({ projectId }) => ({ project: projectStream(projectId) }),
  decide: ({ project }, { projectId, employeeId = null, personId = null }) =>
    unlessProject(project, projectId) ??
    when(!isIn(project, { employeeId, personId }), ParticipantNotFound({ projectId })) ??
    accept(write(projectStream(projectId), ProjectParticipantRemoved({ projectId, employeeId, personId }))),
})

const renameProject = decision({
  command: RenameProject,
  appends: [ProjectRenamed],
  rejects: [ProjectNotFound, MissingRequiredField, ProjectIsClosed],
  reads: ({ projectId }) => ({ project: projectStream(projectId) }),
  decide: ({ project }, { projectId, name }) =>
    unlessProject(project, projectId) ??
    when(name.trim() === '', MissingRequiredField({ fields: ['name'] })) ??
    when(project.name === name.trim(), nothing) ??
    when(project.closed, ProjectIsClosed({ projectId })) ??
    accept(write(projectStream(projectId), ProjectRenamed({ from: project.name, to: name.trim() }))),
})

const closeProject = decision({
  command: CloseProject,
  appends: [ProjectClosed],
  rejects: [ProjectNotFound],
  reads: ({ projectId }) => ({ project: projectStream(projectId) }),
  decide: ({ project }, { projectId }) =>
    unlessProject(project, projectId) ??
    when(project.closed, nothing) ??
    accept(write(projectStream(projectId), ProjectClosed({ projectId }))),
})

const reopenProject = steppedDecision({
  command: ReopenProject,
  appends: [ProjectReopened],
  rejects: [ProjectNotFound, ...noOpenCustomer],
  reads: reading(({ projectId }: DataOf<typeof ReopenProject>) => ({ project: projectStream(projectId) })).also(
    (_data, _meta, { project }) => ({ customer: customerStream(project.customerId ?? '') }),
  ),
  decide: ({ project, customer }, { projectId }) =>
    unlessProject(project, projectId) ??
    when(!project.closed, nothing) ??
    unlessCustomer(customer, project.customerId ?? '') ??
    whenArchived(customer, project.customerId ?? '') ??
    accept(write(projectStream(projectId), ProjectReopened({ projectId }))),
})

export const projectDecisions = {
  RegisterProject: registerProject,
  RenameProject: renameProject,
  AddProjectParticipant: addProjectParticipant,
  RemoveProjectParticipant: removeProjectParticipant,
  CloseProject: closeProject,
  ReopenProject: reopenProject,
} satisfies Decisions<typeof projectCommands>
