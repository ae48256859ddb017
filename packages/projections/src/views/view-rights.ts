import type { Views } from './views.js'

/** The kind of data that a view shows, which determines the required right: see `rights.md`. */
export type Shows = 'catalogue' | 'customers' | 'persons' | 'own'

const shownData: { readonly [K in keyof Views]?: Shows } = {
  groupSelector: 'catalogue',
  marketingPermissions: 'persons',
  targetGroup: 'persons',
  nextCustomerNumber: 'catalogue',
  contactSearch: 'persons',
  contactMeetings: 'persons',
  contactTasks: 'persons',
  contactNotes: 'persons',
  contactFiles: 'persons',
  contactEmails: 'persons',
  contactServices: 'persons',
  classifierValues: 'catalogue',
  numberSeries: 'catalogue',
  settings: 'catalogue',
  listPreferences: 'own',
  savedReports: 'own',
  contactListing: 'persons',
  targetGroupListing: 'persons',
  permissionListing: 'persons',
  contactHistory: 'persons',
  contactCard: 'persons',
  contactCardSections: 'persons',
}

/** The kind of data that a view shows; `customers` unless listed otherwise. */
export const showsOf = (view: keyof Views): Shows => shownData[view] ?? 'customers'
