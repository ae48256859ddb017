import type { DecidingStatement, Party, Permission } from '@clientele/domain'
import type { Register } from '../register/register.js'
import { type ContactSearchParams, contactRows } from '../views/contact-search.js'
import { type ContactRow, fullNameOf } from '../views/contacts.js'
import { marketingPermissions, type PermissionParams } from '../views/marketing-permissions.js'
import { type TargetGroupParams, type TargetRow, targetGroup } from '../views/target-group.js'
import type { Locale } from '../wording/locale.js'
import { inWords, type Wording } from '../wording/wording.js'
import { joined } from './facts.js'
import { type Listing, listingOf, type Shown } from './listing.js'

const contactColumns: readonly Shown<ContactRow>[] = [
  ['personId', ({ personId }) => personId],
  ['name', ({ firstName, lastName }) => joined(lastName, firstName)],
  ['email', ({ email }) => email],
  ['phone', ({ phone, mobile }) => joined(phone, mobile)],
  ['title', ({ title }) => title],
  ['companies', ({ companies }) => joined(...companies.map(({ name }) => name))],
]

/** The contacts a search finds. */
export const contactListing = (register: Register, params: ContactSearchParams = {}): Listing =>
  listingOf(contactRows(register, params), contactColumns, params.locale)

const namesOf = ({ tables }: Register, customerIds: readonly string[]): string =>
  joined(...customerIds.map((id) => tables.customers.get(id)?.name ?? id))

const partyNamed = ({ tables }: Register, { kind, id }: Party, locale: Locale | undefined): string => {
  if (kind === 'customer') return tables.customers.get(id)?.name ?? id
  const person = tables.persons.get(id)
  return person === undefined ? id : fullNameOf(person, locale)
}

/** A statement in words: what was said, for which day, by whom, for which company, how it came, and why. */
const said = (
  register: Register,
  statement: DecidingStatement | null,
  wording: Wording,
  locale: Locale | undefined,
): string | null => {
  if (statement === null) return null
  const { kind, of, customerId, date, source, reason } = statement
  const company = customerId === null ? null : namesOf(register, [customerId])
  return joined(`${inWords(wording, kind)} ${date}`, partyNamed(register, of, locale), company, source, reason)
}

/** The persons who may be contacted by a channel, with their customers and by what. */
export const targetGroupListing = (register: Register, params: TargetGroupParams): Listing => {
  const columns: readonly Shown<TargetRow>[] = [
    ['personId', ({ personId }) => personId],
    ['name', ({ name }) => name],
    ['customers', ({ customerIds }) => namesOf(register, customerIds)],
    ['because', ({ because }, wording) => inWords(wording, because)],
    ['statement', ({ statement }, wording) => said(register, statement, wording, params.locale)],
  ]
  return listingOf(targetGroup(register, params).persons, columns, params.locale)
}

/** By which channels a person or customer may be contacted, a row each. */
export const permissionListing = (
  register: Register,
  params: PermissionParams & { readonly locale?: Locale | undefined },
): Listing => {
  const columns: readonly Shown<Permission>[] = [
    ['channel', ({ channel }, wording) => inWords(wording, channel)],
    ['allowed', ({ allowed }) => allowed],
    ['because', ({ because }, wording) => inWords(wording, because)],
    ['since', ({ since }) => since],
    ['evidence', ({ evidence }) => (evidence === null ? null : joined(evidence.capturedAt, evidence.source))],
    ['statement', ({ statement }, wording) => said(register, statement, wording, params.locale)],
  ]
  return listingOf(marketingPermissions(register, params), columns, params.locale)
}
