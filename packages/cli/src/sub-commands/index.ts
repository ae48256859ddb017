import type { SubCommand } from '../sub-command.js'
import { audit } from './audit/index.js'
import { copy, encrypt } from './copy.js'
import { demo } from './demo/demo.js'
import { erase } from './erase.js'
import { events } from './events.js'
import { execute } from './execute.js'
import { generate } from './generate.js'
import { head } from './head.js'
import { importDirectory } from './import.js'
import { activities, tasks } from './lists/activities.js'
import { assignees } from './lists/assignees.js'
import { audience } from './lists/audience.js'
import { contact, contacts } from './lists/contacts.js'
import { customer, customers } from './lists/customers.js'
import { groups, members } from './lists/groups.js'
import { history } from './lists/history.js'
import { matrix } from './lists/matrix.js'
import { permissions } from './lists/permissions.js'
import { project, projects } from './lists/projects.js'
import { report } from './lists/report.js'
import { specialGroups, specialMembers } from './lists/special-groups.js'
import { startDates } from './lists/start-dates.js'
import { rebuild } from './rebuild.js'
import { retain } from './retain.js'
import { serve } from './serve.js'
import { stats } from './stats.js'
import { verify } from './verify.js'

/** All sub-commands, in the order of the help. */
export const subCommands: readonly SubCommand[] = [
  importDirectory,
  execute,
  matrix,
  assignees,
  history,
  audit,
  customers,
  customer,
  activities,
  tasks,
  projects,
  project,
  groups,
  members,
  specialGroups,
  specialMembers,
  startDates,
  permissions,
  contacts,
  contact,
  audience,
  report,
  events,
  stats,
  rebuild,
  verify,
  head,
  erase,
  retain,
  copy,
  encrypt,
  generate,
  serve,
  demo,
]
