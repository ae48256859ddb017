import type { DomainEvent } from '@clientele/domain'
import type { Lines } from '../line.js'
import { activityLines } from './activity.js'
import {
  classifierLines,
  customerGroupLines,
  customerNumberLines,
  roleLines,
  settingsLines,
  specialGroupLines,
} from './catalogues.js'
import { customerLines } from './customer.js'
import { listPreferencesLines, reportLines } from './lists.js'
import { employeeLines, personLines, projectLines } from './people.js'

/** The line of every event: the table is total, so the history is complete. */
export const lines: Lines<DomainEvent> = {
  ...customerLines,
  ...personLines,
  ...employeeLines,
  ...projectLines,
  ...customerGroupLines,
  ...specialGroupLines,
  ...customerNumberLines,
  ...roleLines,
  ...classifierLines,
  ...settingsLines,
  ...activityLines,
  ...listPreferencesLines,
  ...reportLines,
}
