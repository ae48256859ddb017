import type { SettingName } from '@clientele/domain'
import type { Register } from '../register/register.js'
import type { HeldPropertyRow, PersonRow } from '../register/rows.js'
import { fullNameOf } from './contacts.js'
import type { Asking } from './selection.js'
import { visibleCustomers } from './visibility.js'

/** What a document is sent for. */
export type DocumentPurpose = 'emailInvoice' | 'paymentReminder' | 'purchaseOrder' | 'salesOrder'

// Reminders go where e-mail invoices go, however the customer gets its invoices (L20).
const settings: { readonly [K in DocumentPurpose]: SettingName } = {
  emailInvoice: 'CONTACT_NUMBER',
  paymentReminder: 'CONTACT_NUMBER',
  purchaseOrder: 'CONTACT_PURCHASE',
  salesOrder: 'CONTACT_SALES',
}

const toAll: readonly DocumentPurpose[] = ['emailInvoice', 'paymentReminder']

/** A person a document goes to; `noAddress` says that there is no e-mail address on the card (L19). */
export type DocumentContactRow = {
  readonly personId: string
  readonly name: string
  readonly email: string | null
  readonly noAddress: boolean
}

/** Whom a document goes to, and which of them is proposed: the first with an address. */
export type DocumentContact = { readonly rows: readonly DocumentContactRow[]; readonly proposed: string | null }

export type DocumentContactParams = Asking & { readonly customerId: string; readonly purpose: DocumentPurpose }

const contactsOf = ({ tables }: Register, customerId: string): readonly PersonRow[] => {
  const personId = tables.customers.get(customerId)?.personId ?? null
  const itself = personId === null ? undefined : tables.persons.get(personId)
  const linked = [...tables.persons.rowsWhere('companyIds', customerId)]
  return (itself === undefined ? linked : [itself, ...linked]).filter(({ erased }) => erased !== 'full')
}

/** Some holders of a property in the order in which they were given it: the rows are read until all have come. */
const inOrderGiven = (
  rows: Iterable<HeldPropertyRow>,
  holders: readonly PersonRow[],
  isMeant: (one: HeldPropertyRow) => boolean,
): readonly PersonRow[] => {
  const waiting = new Map(holders.map((person) => [person.personId, person]))
  const inOrder: PersonRow[] = []
  for (const row of rows) {
    const person = isMeant(row) ? waiting.get(row.personId) : undefined
    if (person === undefined) continue
    inOrder.push(person)
    waiting.delete(row.personId)
    if (waiting.size === 0) break
  }
  return inOrder
}

/** The customer's contacts that have a property, in the order in which they were given it. */
const holdersOf = (register: Register, customerId: string, property: string): readonly PersonRow[] => {
  const { heldProperties } = register.tables
  const isMeant = (one: HeldPropertyRow): boolean =>
    one.property === property && (one.customerId === null || one.customerId === customerId)
  const holders = contactsOf(register, customerId).filter(({ personId }) =>
    [...heldProperties.rowsWhere('personId', personId)].some(isMeant),
  )
  return holders.length < 2 ? holders : inOrderGiven(heldProperties.rowsWhere('property', property), holders, isMeant)
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
 * reminders, the first of them for orders; without any, the customer's first contact (L18–L20, L23–L26). Bans do not
 * matter: a document is no marketing.
 */
export const documentContact = (register: Register, params: DocumentContactParams): DocumentContact => {
  const { customerId, purpose } = params
  if (!visibleCustomers(register, params)(customerId)) return nobody
  const property = register.settings.numbers[settings[purpose]]
  const holders = property === null ? [] : holdersOf(register, customerId, String(property))
  const meant = holders.length > 0 ? holders : contactsOf(register, customerId).slice(0, 1)
  const rows = (toAll.includes(purpose) ? meant : meant.slice(0, 1)).map(rowOf(params))
  return { rows, proposed: rows.find(({ noAddress }) => !noAddress)?.personId ?? null }
}
