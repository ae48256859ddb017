import type { App, Service } from '../../environment.js'
import { addFormPage } from '../pages.js'
import { addDeleteGroup } from './delete-page.js'
import { groupCommands, groupIdIn, showGroup } from './group-page.js'
import { groupAddress } from './group-tree.js'
import { showTree, treeCommands } from './tree-page.js'

/** Adds the tree of customer groups, and a page for each. */
export const addGroups = (app: App, service: Service): void => {
  addFormPage(app, service, {
    path: '/groups',
    show: (context, formState) => showTree(service, context, formState),
    commands: treeCommands,
    next: () => `${service.base}/groups`,
  })
  addFormPage(app, service, {
    path: '/groups/:groupId',
    show: (context, formState) => showGroup(service, context, formState),
    about: (context) => ({ kind: 'customerGroup', id: groupIdIn(context) ?? '' }),
    commands: (form, context) => groupCommands(service, form, context),
    next: (_form, context) => groupAddress(service.base, groupIdIn(context)),
  })
  addDeleteGroup(app, service)
}
