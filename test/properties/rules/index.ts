import { archivedRests, nothingChanged, refusedChangesNothing, settingsAlone } from './commands.js'
import { invoiced, startDates } from './documents.js'
import { restrictedEmails } from './emails.js'
import { deletedGroups, distinctNames, forest, oneGroup, partition } from './groups.js'
import { periodOfHistory, wholeHistory } from './history.js'
import { bansApart, bansWin, mergesNarrow } from './marketing.js'
import { distinctNumbers, smallestNumber } from './numbers.js'
import { cells, leavers, noOverlaps, rolesHeld } from './responsibilities.js'
import type { Rule } from './rule.js'
import { rebuilt } from './views.js'
import { outOfSight } from './visibility.js'

export type { Rule } from './rule.js'

/** The invariants of the domain that hold over whole logs. */
export const rules: readonly Rule[] = [
  oneGroup,
  partition,
  deletedGroups,
  forest,
  distinctNames,
  distinctNumbers,
  smallestNumber,
  noOverlaps,
  rolesHeld,
  leavers,
  cells,
  startDates,
  settingsAlone,
  bansWin,
  bansApart,
  mergesNarrow,
  invoiced,
  wholeHistory,
  periodOfHistory,
  restrictedEmails,
  archivedRests,
  rebuilt,
  nothingChanged,
  refusedChangesNothing,
  outOfSight,
]
