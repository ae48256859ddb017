import { type DomainEvent, rowFor } from '@clientele/domain'
import type { HistoryContext, Line, Lines } from '../line.js'
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
import { employeeLines } from './employees.js'
import { listPreferencesLines, reportLines } from './lists.js'
import { personLines, projectLines } from './people.js'
import { plainLine } from './plain.js'

/** The lines of the event types that have their own. */
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

/** The line of an event: its own, or else a plain one. Call it before the register applies the event. */
export const lineOf = (context: HistoryContext): Line =>
  rowFor<Line>(lines, context.event.type)?.(context.event.data, context) ?? plainLine(context)
