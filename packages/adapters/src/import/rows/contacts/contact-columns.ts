import { givenIdOf, text } from '@clientele/domain'
import { locales, messagesFor, type PersonRow } from '@clientele/projections'
import { date, flag, optional, type RowOf, requiredUnless } from '../../columns.js'
import { personName } from '../customers/customer-columns.js'

/** Decodes the id of a person. */
export const PersonId = givenIdOf('PersonId')

export const contactColumns = {
  personId: optional(PersonId),
  firstName: optional(text),
  lastName: requiredUnless('name', text),
  name: optional(text),
  email: optional(text),
  phone: optional(text),
  mobile: optional(text),
  title: optional(text),
  customerIds: optional(text),
  ownerId: optional(givenIdOf('EmployeeId')),
  private: optional(flag),
  since: optional(date),
}

/** A row as it is in the file, with or without the person's id. */
export type ContactCells = RowOf<typeof contactColumns>

/** A row with ids instead of names. */
export type ContactLine = Omit<ContactCells, 'personId' | 'name' | 'customerIds'> & {
  readonly personId: string
  readonly customerIds: readonly string[]
}

type Names = Pick<ContactCells, 'firstName' | 'lastName'>

/** First and last name. */
export const fullNameOf = ({ firstName, lastName }: Names): string => [firstName, lastName].filter(Boolean).join(' ')

/** Parses first and last name in one cell: `Oja, Aino` as our exports write it, or `Aino Oja`. */
const namesIn = (name: string): Names => {
  const [lastName = '', ...firstNames] = name.split(',').map((part) => part.trim())
  return firstNames.length === 0 ? personName(name) : { firstName: firstNames.join(', ') || null, lastName }
}

/** The names of a row, from separate columns or from one for both. */
export const namesOf = ({ firstName, lastName, name }: ContactCells): Names =>
  lastName === undefined && name != null ? namesIn(name) : { firstName, lastName }

/** Joins parts as our exports write them into one cell. */
const joinParts = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ')

const erasedNames = locales.map((locale) => messagesFor(locale).erased)

/** Whether a row is an exported erased person. */
export const isErasedExport = (row: ContactCells, known: PersonRow | undefined): boolean =>
  known?.erased != null && erasedNames.includes(row.name ?? row.lastName ?? '')

type ChangedCells = Pick<ContactCells, 'firstName' | 'lastName' | 'phone'>

/** The names and telephone numbers of a row; values that are unchanged from our exports become `undefined`. */
export const changedFrom = (row: ContactCells, known: PersonRow | undefined): ChangedCells => {
  const { firstName, lastName } = namesOf(row)
  const { name, phone, mobile } = row
  if (known === undefined) return { firstName, lastName, phone }
  const isSameName =
    lastName !== undefined && row.lastName === undefined && name === joinParts(known.lastName, known.firstName)
  const isSamePhone = mobile === undefined && phone === joinParts(known.phone, known.mobile)
  return {
    ...(isSameName ? { firstName: undefined, lastName: undefined } : { firstName, lastName }),
    phone: isSamePhone ? undefined : phone,
  }
}
