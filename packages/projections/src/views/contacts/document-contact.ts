import type { SettingName } from '@clientele/domain'
import type { QueryContext } from '../../query/context.js'
import { fullNameOf } from '../../query/full-name.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { type SeenPersons, seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import { survivingPerson } from '../../register/survivors.js'
import type { HeldPropertyRow, PersonRow } from '../../tables/rows.js'

/** What a document is sent for. */
export const purposes = ['emailInvoice', 'paymentReminder', 'purchaseOrder', 'salesOrder'] as const
export type DocumentPurpose = (typeof purposes)[number]

// Reminders go where e-mail invoices go, however the customer gets its invoices (L20).
const settings: { readonly [K in DocumentPurpose]: SettingName } = {
  emailInvoice: 'CONTACT_NUMBER',
  paymentReminder: 'CONTACT_NUMBER',
  purchaseOrder: 'CONTACT_PURCHASE',
  salesOrder: 'CONTACT_SALES',
}

const toAll: readonly DocumentPurpose[] = ['emailInvoice', 'paymentReminder']

/** A person a document goes to; `noAddress` says that there is no e-mail address on the card. */
export type DocumentContactRow = {
  readonly personId: string
  readonly name: string
  readonly email: string | null
  readonly noAddress: boolean
}

/** Whom a document goes to, and which of them is proposed: the first with an address. */
export type DocumentContact = { readonly rows: readonly DocumentContactRow[]; readonly proposed: string | null }

export type DocumentContactParams = QueryContext & { readonly customerId: string; readonly purpose: DocumentPurpose }

/** When a person was linked to a customer by a merge; `''` if it, or a record merged into it, was linked directly. */
type Came = Map<PersonRow, string>

const linkedAtOf = ({ tables }: Register, persons: SeenPersons, customerId: string): Came => {
  const came: Came = new Map()
  for (const { personId, joined } of persons.rowsWhere('linkedIds', customerId)) {
    const person = persons.get(survivingPerson(tables, personId))
    const at = Object.hasOwn(joined, customerId) ? (joined[customerId] ?? '') : ''
    const before = person === undefined ? undefined : came.get(person)
    if (person === undefined || (before !== undefined && before <= at)) continue
    // A person takes the place of its first record.
    came.delete(person)
    came.set(person, at)
  }
  return came
}

/**
 * A customer's contacts in the order in which they were registered, a survivor of merges in the place of its first record:
 * direct contacts first, then those of each merge.
 */
const contactsOf = (register: Register, params: DocumentContactParams): readonly (readonly PersonRow[])[] => {
  const { customerId } = params
  const persons = seenPersons(register, params)
  const personId = register.tables.customers.get(customerId)?.personId ?? null
  const itself = personId === null ? undefined : persons.get(personId)
  const came = linkedAtOf(register, persons, customerId)
  const linked = [...came.keys()].filter(({ companyIds }) => companyIds.includes(customerId))
  const own = itself === undefined ? [] : [itself]
  const all = new Set([...own, ...linked, ...persons.rowsWhere('companyIds', customerId)])
  const cameAt = (person: PersonRow): string => (person === itself ? '' : (came.get(person) ?? ''))
  const moments = [...new Set([...all].map(cameAt))].sort()
  return moments.map((at) => [...all].filter((person) => cameAt(person) === at && person.erased !== 'full'))
}

/** Sorts holders of a property by the order of assignment; stops reading when all are found. */
const sortByAssignment = (
  { tables }: Register,
  rows: Iterable<HeldPropertyRow>,
  holders: readonly PersonRow[],
  isMeant: (one: HeldPropertyRow) => boolean,
): readonly PersonRow[] => {
  const waiting = new Map(holders.map((person) => [person.personId, person]))
  const inOrder: PersonRow[] = []
  for (const row of rows) {
    const person = isMeant(row) ? waiting.get(survivingPerson(tables, row.personId)) : undefined
    if (person === undefined) continue
    inOrder.push(person)
    waiting.delete(person.personId)
    if (waiting.size === 0) break
  }
  return inOrder
}

/** Those of a customer's contacts that have a property, in the order in which they were given it. */
const holdersAmong = (
  register: Register,
  contacts: readonly PersonRow[],
  customerId: string,
  property: string | null,
): readonly PersonRow[] => {
  const { heldProperties } = register.tables
  const isMeant = (one: HeldPropertyRow): boolean =>
    one.property === property && (one.customerId === null || one.customerId === customerId)
  const holders = contacts.filter(({ personId }) => [...heldProperties.rowsWhere('personId', personId)].some(isMeant))
  if (property === null || holders.length < 2) return holders
  return sortByAssignment(register, heldProperties.rowsWhere('property', property), holders, isMeant)
}

/**
 * The recipients among a customer's contacts: who has the property, or else the first contact. Those whom a merge brought
 * are added if they have the property; they never replace other recipients.
 */
const recipientsOf = (
  register: Register,
  params: DocumentContactParams,
  property: string | null,
): readonly PersonRow[] => {
  const { customerId } = params
  const [own = [], ...brought] = contactsOf(register, params).filter((contacts) => contacts.length > 0)
  const holders = holdersAmong(register, own, customerId, property)
  const added = brought.flatMap((contacts) => holdersAmong(register, contacts, customerId, property))
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

const nobody: DocumentContact = { rows: [], proposed: null }

/**
 * Whom a customer's document goes to: all contacts with the property its setting names for e-mail invoices and payment
 * reminders, the first of them for orders; without any, the customer's first contact. Bans do not
 * matter: a document is no marketing. Contacts whom the viewer may not see do not count.
 */
export const documentContact = (register: Register, params: DocumentContactParams): DocumentContact => {
  const { customerId, purpose } = params
  if (!visibleCustomers(register, params)(customerId)) return nobody
  const property = register.settings.numbers[settings[purpose]]
  const meant = recipientsOf(register, params, property === null ? null : String(property))
  const rows = (toAll.includes(purpose) ? meant : meant.slice(0, 1)).map(rowOf(params))
  return { rows, proposed: rows.find(({ noAddress }) => !noAddress)?.personId ?? null }
}
