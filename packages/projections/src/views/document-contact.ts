import type { SettingName } from '@clientele/domain'
import { personNow } from '../register/party.js'
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

/**
 * A customer's contacts in the order in which they were registered, a survivor of merges in the place of its first record:
 * its own, and those that came with customers merged into it, who stand back behind them.
 */
const contactsOf = ({ tables }: Register, customerId: string) => {
  const { customers, persons } = tables
  const personId = customers.get(customerId)?.personId ?? null
  const itself = personId === null ? undefined : persons.get(personId)
  const records = [...persons.rowsWhere('linkedIds', customerId)]
  const personOf = (record: PersonRow): PersonRow | undefined => persons.get(personNow(tables, record.personId))
  const own = new Set([itself, ...records.filter(({ joinedIds }) => !joinedIds.includes(customerId)).map(personOf)])
  const all = new Set([...own, ...records.map(personOf), ...persons.rowsWhere('companyIds', customerId)])
  const contacts = [...all].flatMap((person) =>
    person !== undefined && person.erased !== 'full' && (person === itself || person.companyIds.includes(customerId))
      ? [person]
      : [],
  )
  return { own: contacts.filter((one) => own.has(one)), joined: contacts.filter((one) => !own.has(one)) }
}

/** Some holders of a property in the order in which they were given it: the rows are read until all have come. */
const inOrderGiven = (
  { tables }: Register,
  rows: Iterable<HeldPropertyRow>,
  holders: readonly PersonRow[],
  isMeant: (one: HeldPropertyRow) => boolean,
): readonly PersonRow[] => {
  const waiting = new Map(holders.map((person) => [person.personId, person]))
  const inOrder: PersonRow[] = []
  for (const row of rows) {
    const person = isMeant(row) ? waiting.get(personNow(tables, row.personId)) : undefined
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
  return inOrderGiven(register, heldProperties.rowsWhere('property', property), holders, isMeant)
}

/**
 * The recipients among a customer's contacts: who has the property, or else the first contact. Who came with a merge and
 * has the property is added: a merge takes no document from anybody.
 */
const recipientsOf = (register: Register, customerId: string, property: string | null): readonly PersonRow[] => {
  const { own, joined } = contactsOf(register, customerId)
  const [holders, added] = [own, joined].map((contacts) => holdersAmong(register, contacts, customerId, property))
  const first = own.length > 0 || added?.length === 0 ? [...own, ...joined].slice(0, 1) : []
  return [...(holders?.length === 0 ? first : (holders ?? [])), ...(added ?? [])]
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
  const meant = recipientsOf(register, customerId, property === null ? null : String(property))
  const rows = (toAll.includes(purpose) ? meant : meant.slice(0, 1)).map(rowOf(params))
  return { rows, proposed: rows.find(({ noAddress }) => !noAddress)?.personId ?? null }
}
