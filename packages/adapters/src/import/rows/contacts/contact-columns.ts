import { givenIdOf, text } from '@clientele/domain'
import { locales, messagesFor, type PersonRow } from '@clientele/projections'
import { date, flag, given, neededUnless, type RowOf } from '../../columns.js'
import { personName } from '../customers/customer-columns.js'

export const contactColumns = {
  personId: given(givenIdOf('PersonId')),
  firstName: given(text),
  lastName: neededUnless('name', text),
  name: given(text),
  email: given(text),
  phone: given(text),
  mobile: given(text),
  title: given(text),
  customerIds: given(text),
  ownerId: given(givenIdOf('EmployeeId')),
  private: given(flag),
  since: given(date),
}

/** A row as it stands in the file: a person by its id or not. */
export type ContactCells = RowOf<typeof contactColumns>

/** What is said of whom, by ids. */
export type ContactLine = Omit<ContactCells, 'personId' | 'name' | 'customerIds'> & {
  readonly personId: string
  readonly customerIds: readonly string[]
}

type Names = Pick<ContactCells, 'firstName' | 'lastName'>

/** First and last name. */
export const fullNameOf = ({ firstName, lastName }: Names): string => [firstName, lastName].filter(Boolean).join(' ')

/** The first and last name in one cell: `Oja, Aino` as our exports write it, or `Aino Oja`. */
const namesIn = (name: string): Names => {
  const [lastName = '', ...firstNames] = name.split(',').map((part) => part.trim())
  return firstNames.length === 0 ? personName(name) : { firstName: firstNames.join(', ') || null, lastName }
}

/** The names of a row, from columns of their own or from one for both. */
export const namesOf = ({ firstName, lastName, name }: ContactCells): Names =>
  lastName === undefined && name != null ? namesIn(name) : { firstName, lastName }

/** Parts as our exports write them into one cell. */
const together = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(', ')

const erasedNames = locales.map((locale) => messagesFor(locale).erased)

/** Whether a row only says that a person was erased, as our exports do. */
export const saysErased = (row: ContactCells, known: PersonRow | undefined): boolean =>
  known?.erased != null && erasedNames.includes(row.name ?? row.lastName ?? '')

type Written = Pick<ContactCells, 'firstName' | 'lastName' | 'phone'>

/** Names and telephone numbers of a row; what stands there as our exports write it is not said. */
export const writtenIn = (row: ContactCells, known: PersonRow | undefined): Written => {
  const { firstName, lastName } = namesOf(row)
  const { name, phone, mobile } = row
  if (known === undefined) return { firstName, lastName, phone }
  const isSameName =
    lastName !== undefined && row.lastName === undefined && name === together(known.lastName, known.firstName)
  const isSamePhone = mobile === undefined && phone === together(known.phone, known.mobile)
  return {
    ...(isSameName ? { firstName: undefined, lastName: undefined } : { firstName, lastName }),
    phone: isSamePhone ? undefined : phone,
  }
}
