import type { SettingName } from '@clientele/domain'
import type { QueryContext } from '../../query/context.js'
import { fullNameOf } from '../../query/full-name.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { type SeenPersons, seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import { survivingPerson } from '../../register/survivors.js'
import type { HeldPropertyRow, PersonRow } from '../../tables/rows.js'

/** The purposes of sending a document. */
export const purposes = ['emailInvoice', 'paymentReminder', 'purchaseOrder', 'salesOrder'] as const
export type DocumentPurpose = (typeof purposes)[number]

// Reminders go to the recipients of e-mail invoices, whatever the invoice delivery of the customer (L20).
const settings: { readonly [K in DocumentPurpose]: SettingName } = {
  emailInvoice: 'CONTACT_NUMBER',
  paymentReminder: 'CONTACT_NUMBER',
  purchaseOrder: 'CONTACT_PURCHASE',
  salesOrder: 'CONTACT_SALES',
}

const toAll: readonly DocumentPurpose[] = ['emailInvoice', 'paymentReminder']

/** A recipient of a document; `noAddress` tells that the person has no e-mail address. */
export type DocumentContactRow = {
  readonly personId: string
  readonly name: string
  readonly email: string | null
  readonly noAddress: boolean
}

/** The recipients of a document, and the id of the proposed one: the first with an address. */
export type DocumentContact = { readonly rows: readonly DocumentContactRow[]; readonly proposed: string | null }

export type DocumentContactParams = QueryContext & { readonly customerId: string; readonly purpose: DocumentPurpose }

/**
 * The instants at which merges linked persons to a customer; `''` if the person, or a record merged into it, was linked
 * directly.
 */
type LinkTimes = Map<PersonRow, string>

const linkedAt = ({ joined }: PersonRow, customerId: string): string =>
  Object.hasOwn(joined, customerId) ? (joined[customerId] ?? '') : ''

/**
 * Whether the link of a record merged into another goes on: its survivor was linked when it was merged, and has not left
 * the company since.
 */
const goesOn = (persons: SeenPersons, { mergedInto, mergedAt }: PersonRow, customerId: string): boolean => {
  const survivor = mergedInto === null ? undefined : persons.get(mergedInto)
  if (survivor === undefined) return true
  const wasLinked = survivor.linkedIds.includes(customerId) && linkedAt(survivor, customerId) <= (mergedAt ?? '')
  return wasLinked && goesOn(persons, survivor, customerId)
}

const linkedAtOf = ({ tables }: Register, persons: SeenPersons, customerId: string): LinkTimes => {
  const linkTimes: LinkTimes = new Map()
  for (const row of persons.rowsWhere('linkedIds', customerId)) {
    if (!goesOn(persons, row, customerId)) continue
    const person = persons.get(survivingPerson(tables, row.personId))
    const at = linkedAt(row, customerId)
    const before = person === undefined ? undefined : linkTimes.get(person)
    if (person === undefined || (before !== undefined && before <= at)) continue
    // The person gets the position of its earliest record.
    linkTimes.delete(person)
    linkTimes.set(person, at)
  }
  return linkTimes
}

/**
 * A customer's contacts in the order of registration, a survivor of merges in the position of its first record: direct
 * contacts first, then those of each merge.
 */
const contactsOf = (register: Register, params: DocumentContactParams): readonly (readonly PersonRow[])[] => {
  const { customerId } = params
  const persons = seenPersons(register, params)
  const personId = register.tables.customers.get(customerId)?.personId ?? null
  const itself = personId === null ? undefined : persons.get(personId)
  const linkTimes = linkedAtOf(register, persons, customerId)
  const linked = [...linkTimes.keys()].filter(({ companyIds }) => companyIds.includes(customerId))
  const own = itself === undefined ? [] : [itself]
  const all = new Set([...own, ...linked, ...persons.rowsWhere('companyIds', customerId)])
  const linkTimeOf = (person: PersonRow): string => (person === itself ? '' : (linkTimes.get(person) ?? ''))
  const linkInstants = [...new Set([...all].map(linkTimeOf))].sort()
  return linkInstants.map((at) => [...all].filter((person) => linkTimeOf(person) === at && person.erased !== 'full'))
}

/** Sorts the holders of a property by the order of assignment; stops reading when all are found. */
const sortByAssignment = (
  { tables }: Register,
  rows: Iterable<HeldPropertyRow>,
  holders: readonly PersonRow[],
  matches: (one: HeldPropertyRow) => boolean,
): readonly PersonRow[] => {
  const remaining = new Map(holders.map((person) => [person.personId, person]))
  const sorted: PersonRow[] = []
  for (const row of rows) {
    const person = matches(row) ? remaining.get(survivingPerson(tables, row.personId)) : undefined
    if (person === undefined) continue
    sorted.push(person)
    remaining.delete(person.personId)
    if (remaining.size === 0) break
  }
  return sorted
}

/** The contacts of a customer that have a property, in the order of assignment. */
const holdersAmong = (
  register: Register,
  contacts: readonly PersonRow[],
  customerId: string,
  property: string | null,
): readonly PersonRow[] => {
  const { heldProperties } = register.tables
  const matches = (one: HeldPropertyRow): boolean =>
    one.property === property && (one.customerId === null || one.customerId === customerId)
  const holders = contacts.filter(({ personId }) => [...heldProperties.rowsWhere('personId', personId)].some(matches))
  if (property === null || holders.length < 2) return holders
  return sortByAssignment(register, heldProperties.rowsWhere('property', property), holders, matches)
}

/**
 * The recipients among a customer's contacts: those with the property, or else the first contact. Contacts added by a
 * merge are recipients only if they have the property; they never replace others.
 */
const recipientsOf = (
  register: Register,
  params: DocumentContactParams,
  property: string | null,
): readonly PersonRow[] => {
  const { customerId } = params
  const [own = [], ...mergedIn] = contactsOf(register, params).filter((contacts) => contacts.length > 0)
  const holders = holdersAmong(register, own, customerId, property)
  const added = mergedIn.flatMap((contacts) => holdersAmong(register, contacts, customerId, property))
  return [...(holders.length === 0 ? own.slice(0, 1) : holders), ...added]
}

const rowOf =
  (params: DocumentContactParams) =>
  (person: PersonRow): DocumentContactRow => ({
    personId: person.personId,
    name: fullNameOf(person, params.locale),
    email: person.email,
    noAddress: person.email === null,
  })

const noRecipient: DocumentContact = { rows: [], proposed: null }

/**
 * The recipients of a customer's document: for e-mail invoices and payment reminders all contacts with the property
 * that the setting names, for orders the first of them; without any, the customer's first contact. Bans do not apply,
 * since a document is not marketing. Contacts that the viewer may not see are left out.
 */
export const documentContact = (register: Register, params: DocumentContactParams): DocumentContact => {
  const { customerId, purpose } = params
  if (!visibleCustomers(register, params)(customerId)) return noRecipient
  const property = register.settings.numbers[settings[purpose]]
  const recipients = recipientsOf(register, params, property === null ? null : String(property))
  const rows = (toAll.includes(purpose) ? recipients : recipients.slice(0, 1)).map(rowOf(params))
  return { rows, proposed: rows.find(({ noAddress }) => !noAddress)?.personId ?? null }
}
