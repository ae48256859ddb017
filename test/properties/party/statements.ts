import { type Channel, channels } from '@clientele/domain'
import type { Views } from '@clientele/projections'
import {
  customerCard,
  customerList,
  customersOfSpecialGroup,
  customersWithProperty,
  portalUsers,
  selfIssuableInvoice,
  startDates,
} from './customers.js'
import { documentContact } from './documents.js'
import { contactSearch, contactServices, marketingPermissions, onTab, targetGroup } from './persons.js'
import { assigneeList, responsibilityMatrix } from './responsibles.js'
import { customerIds, type Now, personIds, right, type Side, type ViewStatements } from './side.js'

const subjectHistory: ViewStatements = function* (side, now) {
  const { views } = side
  for (const id of customerIds(side))
    for (const { position } of right(views.subjectHistory({ subject: { kind: 'customer', id } })))
      yield ['customer', now.customer(id), position]
  for (const id of personIds(side))
    for (const { position } of right(views.subjectHistory({ subject: { kind: 'contact', id } })))
      yield ['contact', now.person(id), position]
}

/** Why nothing is compared. */
type Reason = string

const itsGroup = 'the survivor keeps its own group'
const nobody = 'speaks of no customer and no person'

/**
 * The statements of each view about customers and persons, or why it is not compared; a view that is not listed is not
 * compared either.
 */
const statements: { readonly [View in keyof Views]?: ViewStatements | Reason } = {
  responsibilityMatrix,
  assigneeList,
  customerList,
  customerReport: customerList,
  customerCard,
  groupTree: itsGroup,
  groupList: itsGroup,
  groupSelector: nobody,
  customersOfGroup: itsGroup,
  specialGroupList: nobody,
  specialGroupListing: 'writes specialGroupList',
  customersOfSpecialGroup,
  groupOfCustomer: itsGroup,
  groupReport: itsGroup,
  startDates,
  marketingPermissions,
  targetGroup,
  nextCustomerNumber: nobody,
  contactSearch,
  contactMeetings: onTab(({ views }, personId) => views.contactMeetings({ personId })),
  contactTasks: onTab(({ views }, personId) => views.contactTasks({ personId })),
  contactNotes: onTab(({ views }, personId) => views.contactNotes({ personId })),
  contactFiles: onTab(({ views }, personId) => views.contactFiles({ personId })),
  contactEmails: onTab(({ views }, personId) => views.contactEmails({ personId }).rows),
  contactServices,
  portalUsers,
  customersWithProperty,
  trackingReport: 'counts customers by their tracking items, which the card shows',
  classifierValues: nobody,
  numberSeries: nobody,
  postingDefaults: itsGroup,
  vacantRoles: 'tells what is missing',
  endingResponsibilities: 'a responsibility that the survivor has for longer does not end',
  duplicateCandidates: 'a merged customer is no candidate any more',
  documentContact,
  selfIssuableInvoice,
  settings: nobody,
  listPreferences: nobody,
  savedReports: nobody,
  assigneeListing: 'writes assigneeList',
  groupMembersListing: itsGroup,
  specialGroupMembersListing: 'writes customersOfSpecialGroup',
  customerListing: 'writes customerList',
  customerReportListing: 'writes customerReport',
  matrixListing: 'writes responsibilityMatrix',
  assigneeListExport: 'writes assigneeList',
  groupMembersExport: itsGroup,
  specialGroupMembersExport: 'writes customersOfSpecialGroup',
  customerReportExport: 'writes customerReport',
  contactListing: 'writes contactSearch',
  targetGroupListing: 'writes targetGroup',
  permissionListing: 'writes marketingPermissions',
  groupTreeListing: itsGroup,
  groupListListing: itsGroup,
  groupReportListing: itsGroup,
  startDateListing: 'writes startDates',
  customerCardListing: 'writes customerCard',
  subjectHistory,
  customerHistory: 'is subjectHistory',
  contactHistory: 'is subjectHistory',
  contactCard: 'shows the row of contactSearch, the tabs and the history of a person',
  contactCardSections: 'writes contactCard',
  historyListing: 'writes subjectHistory',
}

/** All statements, as texts. */
export const statementsOf = (side: Side, now: Now): readonly string[] =>
  Object.entries(statements).flatMap(([view, says]) =>
    typeof says === 'string' ? [] : Array.from(says(side, now), (parts) => JSON.stringify([view, ...parts])),
  )

/** The channels by which a person may not be addressed at a customer. */
export const isRefused = ({ views }: Side, channel: Channel, personId: string, customerId: string): boolean =>
  channels.includes(channel) &&
  views
    .marketingPermissions({ personId, customerId })
    .some((permission) => permission.channel === channel && !permission.allowed)
