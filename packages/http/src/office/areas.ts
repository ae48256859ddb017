import type { OfficeText } from './texts/office-texts.js'

/** An entry of the navigation. */
export type Area = { readonly name: OfficeText; readonly path: string }

/** The navigation, in order. */
export const areas = [
  { name: 'responsibilities', path: '/' },
  { name: 'personsInCharge', path: '/persons-in-charge' },
  { name: 'customers', path: '/customers' },
  { name: 'contacts', path: '/contacts' },
  { name: 'groups', path: '/groups' },
  { name: 'specialGroups', path: '/special-groups' },
  { name: 'reports', path: '/reports' },
  { name: 'audit', path: '/audit' },
  { name: 'import', path: '/import' },
  { name: 'settings', path: '/settings' },
] as const satisfies readonly Area[]

/** The name of an area. */
export type AreaName = (typeof areas)[number]['name']
