import type { App, Service } from '../../environment.js'
import { addFormPage } from '../pages.js'
import { addDeleteSpecialGroup } from './delete-page.js'
import { createCommands, showSpecialGroups, specialGroupAddress } from './special-group-list.js'
import { showSpecialGroup, specialGroupCommands, specialGroupIdIn } from './special-group-page.js'

/** Adds the special groups, and a page for each. */
export const addSpecialGroups = (app: App, service: Service): void => {
  addFormPage(app, service, {
    path: '/special-groups',
    show: (context, formState) => showSpecialGroups(service, context, formState),
    commands: createCommands,
    next: () => `${service.base}/special-groups`,
  })
  addFormPage(app, service, {
    path: '/special-groups/:specialGroupId',
    show: (context, formState) => showSpecialGroup(service, context, formState),
    about: (context) => ({ kind: 'specialGroup', id: specialGroupIdIn(context) }),
    commands: (form, context) => specialGroupCommands(service, form, context),
    next: (_form, context) => specialGroupAddress(service.base, specialGroupIdIn(context)),
  })
  addDeleteSpecialGroup(app, service)
}
