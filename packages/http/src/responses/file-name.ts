import { isCalendarDate } from '@clientele/domain'
import type { RequestContext, Service } from '../environment.js'

/** The file names of listings whose own name would not explain them. */
const fileNames: ReadonlyMap<string, string> = new Map([
  ['matrixListing', 'responsibilities'],
  ['assigneeListing', 'persons-in-charge'],
  ['assigneeListExport', 'persons-in-charge'],
  ['customerListing', 'customers'],
  ['customerReportExport', 'customer-report'],
  ['contactListing', 'contacts'],
  ['contactCardSections', 'contact'],
  ['customerCardListing', 'customer'],
  ['projectCardSections', 'project'],
  ['projectListing', 'projects'],
  ['groupTreeListing', 'groups'],
  ['groupListListing', 'groups'],
  ['groupMembersExport', 'group-members'],
  ['specialGroupListing', 'special-groups'],
  ['specialGroupMembersExport', 'special-group-members'],
  ['startDateListing', 'start-dates'],
  ['permissionListing', 'marketing-permissions'],
  ['customerActivityListing', 'activities'],
  ['taskListing', 'tasks'],
  ['explainListing', 'explanation'],
])

const kebab = (name: string): string =>
  name.replace(/(Listing|Export|Sections)$/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * The file name of a listing without extension: its contents, in English and ASCII, and its day, by default today:
 * `responsibilities-2026-04-15`. It contains nothing personal.
 */
export const fileNameOf = ({ crm }: Service, context: RequestContext, listing: string): string => {
  const asOf = context.req.query('asOf') ?? ''
  return `${fileNames.get(listing) ?? kebab(listing)}-${isCalendarDate(asOf) ? asOf : crm.today()}`
}
