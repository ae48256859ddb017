import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js'
import type { History } from './history/history.js'
import { contactCardSections } from './listings/contact-card.js'
import { customerCardListing } from './listings/customer-card.js'
import {
  groupListListing,
  groupReportListing,
  groupTreeListing,
  specialGroupListing,
  startDateListing,
} from './listings/groups.js'
import {
  assigneeListing,
  customerListing,
  customerReportListing,
  groupMembersListing,
  historyListing,
  matrixListing,
  specialGroupMembersListing,
} from './listings/listings.js'
import { contactListing, permissionListing, targetGroupListing } from './listings/people.js'
import { copyQuestion, decodeQuestion } from './questions.js'
import type { Register } from './register/register.js'
import { assigneeList } from './views/assignee-list.js'
import { endingResponsibilities, vacantRoles } from './views/attention.js'
import { portalUsers, selfIssuableInvoice } from './views/billing.js'
import { classifierValues, numberSeries, postingDefaults } from './views/catalogues.js'
import { contactFiles, contactMeetings, contactTasks } from './views/contact-activities.js'
import { contactCard } from './views/contact-card.js'
import { contactEmails } from './views/contact-emails.js'
import { contactNotes } from './views/contact-notes.js'
import { contactSearch } from './views/contact-search.js'
import { contactServices } from './views/contact-services.js'
import { customerCard } from './views/customer-card.js'
import { customerList } from './views/customer-list.js'
import { customerReport } from './views/customer-report.js'
import { documentContact } from './views/document-contact.js'
import { duplicateCandidates } from './views/duplicates.js'
import { customersOfGroup, customersOfSpecialGroup, groupOfCustomer } from './views/group-members.js'
import { groupReport } from './views/group-report.js'
import { groupSelector, specialGroupList } from './views/group-selector.js'
import { groupList, groupTree } from './views/group-tree.js'
import { listPreferences } from './views/list-preferences.js'
import { marketingPermissions } from './views/marketing-permissions.js'
import { nextCustomerNumber } from './views/next-customer-number.js'
import { responsibilityMatrix } from './views/responsibility-matrix.js'
import { savedReports } from './views/saved-reports.js'
import { settings } from './views/settings.js'
import { startDates } from './views/start-dates.js'
import { contactHistory, customerHistory, subjectHistory } from './views/subject-history.js'
import { targetGroup } from './views/target-group.js'
import { customersWithProperty, trackingReport } from './views/traits.js'
import { questionRefused, type RefusedQuestion, unlessViewer } from './views/viewer.js'

const views = {
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
  customerCardListing,
} as const

const histories = {
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

type BoundHistoryView<Ask> = Ask extends (register: Register, history: History, ...rest: infer Rest) => infer Answer
  ? (...params: Rest) => Refusable<Answer>
  : never

/**
 * Every view as a method that takes its parameters; answers are synchronous. With `viewer` it answers what that employee
 * may see today; without, the embedding service looks as itself and sees everything. A viewer that is no active employee
 * is refused by name, and so is a question that does not decode (`MalformedQuestion`): as `Left` where the view answers
 * with an `Either`, else by throwing `QuestionRefused`.
 */
export type Views = { readonly [K in keyof typeof views]: BoundView<(typeof views)[K]> } & {
  readonly [K in keyof typeof histories]: BoundHistoryView<(typeof histories)[K]>
}

type EitherViews = {
  [K in keyof Views]: [ReturnType<Views[K]>] extends [Either<unknown, unknown>] ? K : never
}[keyof Views]

/** The views that answer with an `Either`. */
const answersEither: { readonly [K in EitherViews]: true } = {
  customerList: true,
  customerReport: true,
  customerListing: true,
  customerReportListing: true,
  customerReportExport: true,
  groupReport: true,
  groupReportListing: true,
  trackingReport: true,
  selfIssuableInvoice: true,
  subjectHistory: true,
  customerHistory: true,
  contactHistory: true,
  historyListing: true,
}

type AnyView = (...params: readonly unknown[]) => unknown

const viewerIn = (params: unknown): unknown =>
  typeof params === 'object' && params !== null && 'viewer' in params ? params.viewer : undefined

/** A question that was decoded, and whose viewer may look at all. */
const questionFor = (name: string, register: Register, value: unknown): Either<RefusedQuestion, unknown> => {
  const taken = copyQuestion(value)
  if (isLeft(taken)) return taken
  return unlessViewer(register, viewerIn(taken.right)) ?? decodeQuestion(name, taken.right)
}

/** The view, answered where there is a question to answer. */
const answer =
  (name: string, register: Register, view: AnyView): AnyView =>
  (value) => {
    const question = questionFor(name, register, value)
    if (isRight(question)) return view(question.right)
    if (Object.hasOwn(answersEither, name)) return question
    throw questionRefused(question.left)
  }

const bindAll = (table: object, register: Register, ...more: readonly unknown[]): object =>
  Object.fromEntries(
    Object.entries(table).map(([name, view]: [string, AnyView]) => [
      name,
      answer(name, register, (...params) => view(register, ...more, ...params)),
    ]),
  )

/** The views over a register and its history: what `crm.views` is. */
export const createViews = (register: Register, history: History): Views =>
  ({ ...bindAll(views, register), ...bindAll(histories, register, history) }) as Views
