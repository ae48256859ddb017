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
    show: (asked, filled) => showTree(service, asked, filled),
    commands: treeCommands,
    next: () => `${service.base}/groups`,
  })
  addFormPage(app, service, {
    path: '/groups/:groupId',
    show: (asked, filled) => showGroup(service, asked, filled),
    commands: (form, asked) => groupCommands(service, form, asked),
    next: (_form, asked) => groupAddress(service.base, groupIdIn(asked)),
  })
  addDeleteGroup(app, service)
}
