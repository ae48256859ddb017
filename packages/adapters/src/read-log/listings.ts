import type { Audit, Views } from '@clientele/projections'

type ListingName = `${string}${'Listing' | 'Export' | 'Sections'}`

/** For each listing, whose rows are texts, the view with the same rows and ids. `null` if it shows no persons. */
export const viewOfListing: { readonly [K in Extract<keyof Views, ListingName>]: keyof Views | null } = {
  assigneeListing: 'assigneeList',
  assigneeListExport: 'assigneeList',
  contactCardSections: 'contactCard',
  contactListing: 'contactSearch',
  customerActivityListing: 'customerActivities',
  customerCardListing: 'customerCard',
  customerListing: 'customerList',
  customerReportExport: 'customerReport',
  customerReportListing: 'customerReport',
  groupListListing: null,
  groupMembersExport: 'customersOfGroup',
  groupMembersListing: 'customersOfGroup',
  groupReportListing: 'groupReport',
  groupTreeListing: null,
  historyListing: 'subjectHistory',
  matrixListing: 'responsibilityMatrix',
  permissionListing: 'marketingPermissions',
  projectCardSections: 'projectCard',
  projectListing: 'projectList',
  reportListing: 'report',
  specialGroupListing: null,
  specialGroupMembersExport: 'customersOfSpecialGroup',
  specialGroupMembersListing: 'customersOfSpecialGroup',
  startDateListing: 'startDates',
  targetGroupListing: 'targetGroup',
  taskListing: 'taskList',
}

/** The same for audit questions. */
export const questionOfListing: { readonly [K in Extract<keyof Audit, ListingName>]: keyof Audit } = {
  changesListing: 'changes',
  differenceListing: 'difference',
  durationsListing: 'durations',
  explainListing: 'explain',
  fieldHistoryListing: 'fieldHistory',
}
