import type { SettingName } from '@clientele/domain'
import type { Register } from '../register/register.js'
import type { PersonRow } from '../register/rows.js'
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

/** The customer's contacts that have a property, in the order in which they were given it. */
const holdersOf = (register: Register, customerId: string, property: string): readonly PersonRow[] => {
  const contacts = new Map(contactsOf(register, customerId).map((person) => [person.personId, person]))
  const held = [...register.tables.heldProperties.rowsWhere('property', property)]
    .filter((one) => one.customerId === null || one.customerId === customerId)
    .flatMap(({ personId }) => contacts.get(personId) ?? [])
  return [...new Set(held)]
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
