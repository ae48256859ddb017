import type { App, Service } from '../../environment.js'
import { addFormPage, addPage } from '../pages.js'
import { projectAddress, showProjects } from './project-list.js'
import { projectCommands, projectIdIn, showProject } from './project-page.js'

/** Adds the projects, and a page for each. */
export const addProjects = (app: App, service: Service): void => {
  addPage(app, service, '/projects', (context) => showProjects(service, context))
  addFormPage(app, service, {
    path: '/projects/:projectId',
    show: (context, formState) => showProject(service, context, formState),
    about: (context) => ({ kind: 'project', id: projectIdIn(context) }),
    commands: projectCommands,
    next: (_form, context) => projectAddress(service.base, projectIdIn(context)),
  })
}
