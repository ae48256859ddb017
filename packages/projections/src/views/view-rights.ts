import type { Views } from './views.js'

/** What a view shows, which determines the right it requires: see `rights.md`. */
export type Shows = 'catalogue' | 'customers' | 'persons' | 'own'

const shown: { readonly [K in keyof Views]?: Shows } = {
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

/** What a view shows: customers, unless it is listed with something else. */
export const showsOf = (view: keyof Views): Shows => shown[view] ?? 'customers'
