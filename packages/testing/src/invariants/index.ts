import { archivedCustomers, emptyAnswers, refusedCommands, settingsChanges } from './commands.js'
import { documentsOfCustomers, startDates } from './documents.js'
import { restrictedEmails } from './emails.js'
import { erasure } from './erasure.js'
import { atMostOneGroup, countedOnce, deletedGroups, distinctNames, groupForest } from './groups.js'
import { completeHistory, periodOfHistory } from './history.js'
import { bansPerChannel, bansWin, mergePermissions } from './marketing.js'
import { distinctNumbers, smallestNumber } from './numbers.js'
import { matrixCells, noOverlaps, responsibilitiesOfLeavers, roleHolders } from './responsibilities.js'
import { rebuiltViews } from './views.js'
import { hiddenRows } from './visibility.js'

export { shownOf } from './erasure.js'
export { activeEmployees, type Invariant, invariant, projected } from './invariant.js'
export { brokenAt, type Moment, momentsOf, type StateOf } from './moments.js'
export { isContactOfOthers, maySee } from './visibility.js'

/** The rules that hold for every log of a register, by name. */
export const invariants = {
  /** A customer has at most one customer group (unless policy allows several), and a move names the group it leaves. */
  CustomersHaveAtMostOneGroup: atMostOneGroup,
  /** Every customer is counted exactly once: in one group, or in "No group". */
  EveryCustomerIsCountedOnce: countedOnce,
  /** No customer is shown in a deleted group; if policy allows deleting only empty groups, none had members. */
  DeletedGroupsHaveNoMembers: deletedGroups,
  /** Customer groups form trees: no group is its own ancestor. */
  GroupsFormTrees: groupForest,
  /** Live customer groups have distinct names, ignoring case and blanks; renaming one changes no membership. */
  GroupNamesAreDistinct: distinctNames,
  /** No customer number is assigned to two customers; only `ChangeCustomerNumber` changes a number. */
  CustomerNumbersAreNeverShared: distinctNumbers,
  /** An automatic customer number is the smallest, from the start of its series, that was never reserved. */
  AutomaticNumbersAreTheSmallestFree: smallestNumber,
  /** Responsibilities of one employee in one role for one subject never overlap, and each begins before it ends. */
  ResponsibilitiesNeverOverlap: noOverlaps,
  /** A single-holder role has at most one holder on any day, and no command leaves a required role vacant. */
  SingleRolesHaveOneHolder: roleHolders,
  /** No responsibility continues past the day its employee left, unless policy keeps it. */
  ResponsibilitiesEndWhenEmployeesLeave: responsibilitiesOfLeavers,
  /** A cell of the matrix is on exactly on the days covered by a responsibility of the employee or of one they substitute. */
  MatrixShowsWhoIsResponsible: matrixCells,
  /** A start date is set automatically at most once, from the first recorded document; later documents do not change it. */
  StartDatesAreSetOnce: startDates,
  /** Changing a setting or policy appends only to the settings. */
  SettingsChangeNothingElse: settingsChanges,
  /** A ban in force forbids contact, for every company and despite all consents. */
  BansWinOverConsents: bansWin,
  /** A ban on one channel does not affect the others. */
  BansConcernOneChannel: bansPerChannel,
  /** A merge allows no contact that was not allowed before. */
  MergesAllowNoNewContact: mergePermissions,
  /** Only registered customers, companies and private ones, have invoices and sales orders. */
  OnlyCustomersHaveDocuments: documentsOfCustomers,
  /** A customer's history has one line for every event that touches the customer, and grows only at its end. */
  HistoriesAreComplete: completeHistory,
  /** A history limited to a period is the whole history filtered by the day of recording. */
  HistoriesOfPeriodsAreExact: periodOfHistory,
  /** While access is restricted, only administrators see a person's e-mails; afterwards everybody sees all of them. */
  RestrictedEmailsAreHidden: restrictedEmails,
  /** After erasure no view, history line or table contains a name or contact point of the person. */
  ErasedPersonsAreForgotten: erasure,
  /** An archived customer accepts nothing but restoring, consents, start dates and endings. */
  ArchivedCustomersRest: archivedCustomers,
  /** Views updated event by event equal views rebuilt from the whole log. */
  RebuiltViewsAreEqual: rebuiltViews,
  /** A command that answers without events has appended none, so no view changes. */
  CommandsWithoutEventsChangeNothing: emptyAnswers,
  /** A refused command changes no stream. */
  RefusedCommandsChangeNothing: refusedCommands,
  /** No view or count shows an employee a customer or contact they may not see. */
  ViewsHideWhatMayNotBeSeen: hiddenRows,
} as const
