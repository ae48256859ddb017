import type { SubCommand } from '../sub-command.js'
import { assignees } from './assignees.js'
import { audience } from './audience.js'
import { contact, contacts } from './contacts.js'
import { copy } from './copy.js'
import { customer, customers } from './customers.js'
import { demo } from './demo.js'
import { erase } from './erase.js'
import { events } from './events.js'
import { execute } from './execute.js'
import { generate } from './generate.js'
import { groups, members } from './groups.js'
import { history } from './history.js'
import { importDirectory } from './import.js'
import { matrix } from './matrix.js'
import { permissions } from './permissions.js'
import { rebuild } from './rebuild.js'
import { report } from './report.js'
import { specialGroups, specialMembers } from './special-groups.js'
import { startDates } from './start-dates.js'
import { stats } from './stats.js'

/** Everything the command line does, in the order of the help. */
export const subCommands: readonly SubCommand[] = [
  importDirectory,
  execute,
  matrix,
  assignees,
  history,
  customers,
  customer,
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
  erase,
  copy,
  generate,
  demo,
]
