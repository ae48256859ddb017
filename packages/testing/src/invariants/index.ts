import { archivedRests, nothingChanged, refusedChangesNothing, settingsAlone } from './commands.js'
import { invoiced, startDates } from './documents.js'
import { restrictedEmails } from './emails.js'
import { forgotten } from './erasure.js'
import { deletedGroups, distinctNames, forest, oneGroup, partition } from './groups.js'
import { periodOfHistory, wholeHistory } from './history.js'
import { bansApart, bansWin, mergesNarrow } from './marketing.js'
import { distinctNumbers, smallestNumber } from './numbers.js'
import { cells, leavers, noOverlaps, rolesHeld } from './responsibilities.js'
import { rebuilt } from './views.js'
import { outOfSight } from './visibility.js'

export { shownOf } from './erasure.js'
export { activeEmployees, type Invariant, invariant, projected } from './invariant.js'
export { brokenAt, type Moment, momentsOf, type StateOf } from './moments.js'
export { isContactOfOthers, maySee } from './visibility.js'

/** Everything that is always true of the register's logs, by name. */
export const invariants = {
  /** A customer has at most one customer group (unless policy allows several), and moves from the one it was in. */
  CustomersHaveAtMostOneGroup: oneGroup,
  /** Every customer is counted exactly once: in one group, or in "No group". */
  EveryCustomerIsCountedOnce: partition,
  /** No customer is shown in a deleted group; where only empty groups may be deleted, none had members. */
  DeletedGroupsHaveNoMembers: deletedGroups,
  /** Customer groups form trees: no group is its own ancestor. */
  GroupsFormTrees: forest,
  /** Live customer groups have distinct names, whatever their case and blanks; renaming one changes no membership. */
  GroupNamesAreDistinct: distinctNames,
  /** No customer number is ever given to two customers; a number changes by `ChangeCustomerNumber` only. */
  CustomerNumbersAreNeverShared: distinctNumbers,
  /** An automatic customer number is the smallest from the start of its series on that was never reserved. */
  AutomaticNumbersAreTheSmallestFree: smallestNumber,
  /** Responsibilities of one employee in one role for one subject never overlap, and each begins before it ends. */
  ResponsibilitiesNeverOverlap: noOverlaps,
  /** A single-holder role has at most one holder on any day, and no command leaves a required role vacant. */
  SingleRolesHaveOneHolder: rolesHeld,
  /** No responsibility goes on past the day its employee left, unless policy keeps it. */
  ResponsibilitiesEndWhenEmployeesLeave: leavers,
  /** A cell of the matrix is on exactly on the days that a responsibility, own or of somebody absent, covers. */
  MatrixShowsWhoIsResponsible: cells,
  /** A start date is set automatically at most once, from the first recorded document; later documents do not change it. */
  StartDatesAreSetOnce: startDates,
  /** Changing a setting or policy appends to the settings only. */
  SettingsChangeNothingElse: settingsAlone,
  /** Where a ban is in force nobody may be contacted, for any company and whatever consents there are. */
  BansWinOverConsents: bansWin,
  /** A ban on one channel changes nothing on the others. */
  BansConcernOneChannel: bansApart,
  /** A merge makes nobody contactable who was not contactable before. */
  MergesAllowNoNewContact: mergesNarrow,
  /** Only registered customers, companies and private ones, have invoices and sales orders. */
  OnlyCustomersHaveDocuments: invoiced,
  /** A customer's history has one line for every event that touches it, and only ever grows at its end. */
  HistoriesAreComplete: wholeHistory,
  /** A history limited to a period is the whole history filtered by the day of recording. */
  HistoriesOfPeriodsAreExact: periodOfHistory,
  /** While restricted, only administrators see e-mails of a person; afterwards everybody sees all of them. */
  RestrictedEmailsAreHidden: restrictedEmails,
  /** After erasure no view, history line or table holds a name or contact point of the person. */
  ErasedPersonsAreForgotten: forgotten,
  /** An archived customer takes nothing but restoring, consents, start dates and endings. */
  ArchivedCustomersRest: archivedRests,
  /** Views that grew event by event equal views rebuilt from the whole log. */
  RebuiltViewsAreEqual: rebuilt,
  /** A command whose answer has no events appended none, so that every view is as it was. */
  CommandsWithoutEventsChangeNothing: nothingChanged,
  /** A refused command leaves every stream as it was. */
  RefusedCommandsChangeNothing: refusedChangesNothing,
  /** Nobody gets a row about a customer they may not see, in any view or count. */
  ViewsHideWhatMayNotBeSeen: outOfSight,
} as const
