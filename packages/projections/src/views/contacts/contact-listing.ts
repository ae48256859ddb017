import { joinTexts } from '../../listing/facts.js'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import type { Register } from '../../register/register.js'
import type { ContactRow } from './contact-row.js'
import { type ContactSearchParams, contactRows } from './contact-search.js'

const contactColumns: readonly ColumnDefinition<ContactRow>[] = [
  ['personId', ({ personId }) => personId],
  ['name', ({ firstName, lastName }) => joinTexts(lastName, firstName)],
  ['email', ({ email }) => email],
  ['phone', ({ phone, mobile }) => joinTexts(phone, mobile)],
  ['title', ({ title }) => title],
  ['companies', ({ companies }) => joinTexts(...companies.map(({ name }) => name))],
]

/** The found contacts as a table. */
export const contactListing = (register: Register, params: ContactSearchParams = {}): Listing =>
  listingOf(contactRows(register, params), contactColumns, params.locale)
