import { isCalendarDate } from '@clientele/domain'
import type { Asked, Service } from '../environment.js'

/** What files of listings are called where the name of the listing would not tell. */
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
 * What the file of a listing is called, without its ending: what it lists, in English and ASCII, and the day it is about,
 * today unless the query has another: `responsibilities-2026-04-15`. Nothing in it is personal.
 */
export const fileNameOf = ({ crm }: Service, asked: Asked, listing: string): string => {
  const asOf = asked.req.query('asOf') ?? ''
  return `${fileNames.get(listing) ?? kebab(listing)}-${isCalendarDate(asOf) ? asOf : crm.today()}`
}
