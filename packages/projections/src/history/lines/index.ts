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
import { listPreferencesLines, reportLines } from './lists.js'
import { employeeLines, personLines, projectLines } from './people.js'
import { plainLine } from './plain.js'

/** The events that have a line of their own. */
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

/** The line of an event, before the register applies it: its own, or else a plain one. */
export const lineOf = (context: HistoryContext): Line =>
  rowFor<Line>(lines, context.event.type)?.(context.event.data, context) ?? plainLine(context)
