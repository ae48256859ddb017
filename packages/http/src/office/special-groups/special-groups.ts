import type { App, Service } from '../../environment.js'
import { addFormPage } from '../pages.js'
import { addDeleteSpecialGroup } from './delete-page.js'
import { createCommands, showSpecialGroups, specialGroupAddress } from './special-group-list.js'
import { showSpecialGroup, specialGroupCommands, specialGroupIdIn } from './special-group-page.js'

/** Adds the special groups, and a page for each. */
export const addSpecialGroups = (app: App, service: Service): void => {
  addFormPage(app, service, {
    path: '/special-groups',
    show: (asked, filled) => showSpecialGroups(service, asked, filled),
    commands: createCommands,
    next: () => `${service.base}/special-groups`,
  })
  addFormPage(app, service, {
    path: '/special-groups/:specialGroupId',
    show: (asked, filled) => showSpecialGroup(service, asked, filled),
    commands: (form, asked) => specialGroupCommands(service, form, asked),
    next: (_form, asked) => specialGroupAddress(service.base, specialGroupIdIn(asked)),
  })
  addDeleteSpecialGroup(app, service)
}
