import type { Either } from 'fp-ts/lib/Either.js'
import type { HistoryLines } from '../history/history.js'
import type { RefusedQuestion } from '../query/visibility/viewer.js'
import type { Register } from '../register/register.js'
import { customerActivityListing, taskListing } from './activities/activity-listing.js'
import { customerActivities } from './activities/customer-activities.js'
import { taskList } from './activities/task-list.js'
import { endingResponsibilities, vacantRoles } from './assignees/alerts.js'
import { assigneeList } from './assignees/assignee-list.js'
import { assigneeListing } from './assignees/assignee-listing.js'
import { contactFiles, contactMeetings, contactTasks } from './contacts/contact-activities.js'
import { contactCard } from './contacts/contact-card.js'
import { contactCardSections } from './contacts/contact-card-listing.js'
import { contactEmails } from './contacts/contact-emails.js'
import { contactListing } from './contacts/contact-listing.js'
import { contactNotes } from './contacts/contact-notes.js'
import { contactSearch } from './contacts/contact-search.js'
import { contactServices } from './contacts/contact-services.js'
import { documentContact } from './contacts/document-contact.js'
import { portalUsers, selfIssuableInvoice } from './customers/billing.js'
import { customerCard } from './customers/customer-card.js'
import { customerCardListing } from './customers/customer-card-listing.js'
import { customerList } from './customers/customer-list.js'
import { customerListing, customerReportListing } from './customers/customer-listing.js'
import { customerReport } from './customers/customer-report.js'
import { duplicateCandidates } from './customers/duplicates.js'
import { startDateListing } from './customers/start-date-listing.js'
import { startDates } from './customers/start-dates.js'
import type { DocumentedViews } from './documented-views.js'
import { groupListListing, groupTreeListing, specialGroupListing } from './groups/group-listing.js'
import { customersOfGroup, customersOfSpecialGroup, groupOfCustomer } from './groups/group-members.js'
import { groupMembersListing, specialGroupMembersListing } from './groups/group-members-listing.js'
import { groupSelector, specialGroupList } from './groups/group-selector.js'
import { groupList, groupTree } from './groups/group-tree.js'
import { historyListing } from './history/history-listing.js'
import { contactHistory, customerHistory, subjectHistory } from './history/subject-history.js'
import { permissionListing, targetGroupListing } from './marketing/marketing-listing.js'
import { marketingPermissions } from './marketing/marketing-permissions.js'
import { targetGroup } from './marketing/target-group.js'
import { matrixListing } from './matrix/matrix-listing.js'
import { responsibilityMatrix } from './matrix/responsibility-matrix.js'
import { projectCard } from './projects/project-card.js'
import { projectList } from './projects/project-list.js'
import { projectCardSections, projectListing } from './projects/project-listing.js'
import { customersWithProperty } from './reports/customers-with-property.js'
import { groupReport } from './reports/group-report.js'
import { groupReportListing } from './reports/group-report-listing.js'
import { report, reportListing } from './reports/report.js'
import { savedReports } from './reports/saved-reports.js'
import { trackingReport } from './reports/tracking-report.js'
import { classifierValues, numberSeries, postingDefaults } from './settings/catalogues.js'
import { listPreferences } from './settings/list-preferences.js'
import { nextCustomerNumber } from './settings/next-customer-number.js'
import { settings } from './settings/settings.js'

/** Views that read the register. */
export const views = {
  responsibilityMatrix,
  assigneeList,
  customerList,
  customerReport,
  customerCard,
  groupTree,
  groupList,
  groupSelector,
  customersOfGroup,
  specialGroupList,
  customersOfSpecialGroup,
  groupOfCustomer,
  groupReport,
  startDates,
  marketingPermissions,
  targetGroup,
  nextCustomerNumber,
  contactSearch,
  contactMeetings,
  contactTasks,
  contactNotes,
  contactFiles,
  contactEmails,
  contactServices,
  customerActivities,
  taskList,
  projectList,
  projectCard,
  portalUsers,
  customersWithProperty,
  trackingReport,
  classifierValues,
  numberSeries,
  postingDefaults,
  vacantRoles,
  endingResponsibilities,
  duplicateCandidates,
  documentContact,
  selfIssuableInvoice,
  settings,
  listPreferences,
  savedReports,
  report,
  reportListing,
  assigneeListing,
  groupMembersListing,
  specialGroupListing,
  specialGroupMembersListing,
  customerListing,
  customerReportListing,
  matrixListing,
  assigneeListExport: assigneeListing,
  groupMembersExport: groupMembersListing,
  specialGroupMembersExport: specialGroupMembersListing,
  customerReportExport: customerReportListing,
  contactListing,
  targetGroupListing,
  permissionListing,
  groupTreeListing,
  groupListListing,
  groupReportListing,
  startDateListing,
  customerActivityListing,
  taskListing,
  projectListing,
  projectCardSections,
  customerCardListing,
} as const

/** Views that read the register and its history. */
export const histories = {
  subjectHistory,
  customerHistory,
  contactHistory,
  contactCard,
  contactCardSections,
  historyListing,
} as const

type Refusable<Answer> = [Answer] extends [Either<infer Refusal, infer Rows>]
  ? Either<Refusal | RefusedQuestion, Rows>
  : Answer

type BoundView<Ask> = Ask extends (register: Register, ...rest: infer Rest) => infer Answer
  ? (...params: Rest) => Refusable<Answer>
  : never

type BoundHistoryView<Ask> = Ask extends (
  register: Register,
  history: HistoryLines,
  ...rest: infer Rest
) => infer Answer
  ? (...params: Rest) => Refusable<Answer>
  : never

type BoundViews = { readonly [K in keyof typeof views]: BoundView<(typeof views)[K]> } & {
  readonly [K in keyof typeof histories]: BoundHistoryView<(typeof histories)[K]>
}

/**
 * Every view as a method with its parameters; synchronous. With `viewer`, the answer contains what that employee may
 * see today; without, the embedding service itself asks and sees everything. A viewer that is no active employee is
 * refused by name, and so is a question that does not decode (`MalformedQuestion`): as `Left` if the view returns an
 * `Either`, otherwise by throwing `QuestionRefused`.
 */
export type Views = DocumentedViews<BoundViews> & Omit<BoundViews, keyof DocumentedViews<BoundViews>>

type RowsOf<Answer> = [Answer] extends [Either<unknown, infer Rows>] ? Rows : Answer

/** The answer type of every view; for views that may refuse, the type in the `Right`. */
export type Answers = { readonly [K in keyof Views]: RowsOf<ReturnType<Views[K]>> }
