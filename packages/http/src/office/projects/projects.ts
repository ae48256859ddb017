import type { App, Service } from '../../environment.js'
import { addFormPage, addPage } from '../pages.js'
import { projectAddress, showProjects } from './project-list.js'
import { projectCommands, projectIdIn, showProject } from './project-page.js'

/** Adds the projects, and a page for each. */
export const addProjects = (app: App, service: Service): void => {
  addPage(app, service, '/projects', (asked) => showProjects(service, asked))
  addFormPage(app, service, {
    path: '/projects/:projectId',
    show: (asked, filled) => showProject(service, asked, filled),
    commands: projectCommands,
    next: (_form, asked) => projectAddress(service.base, projectIdIn(asked)),
  })
}
