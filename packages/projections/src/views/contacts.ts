import { byName } from '../register/name-order.js'
import type { Register } from '../register/register.js'
import { folded } from '../register/roster.js'
import type { PersonRow } from '../register/rows.js'
import { type Locale, localeOf } from '../wording/locale.js'
import { wordingOf } from '../wording/wording.js'
import { type Asking, type Page, page } from './selection.js'
import { visibleCustomers } from './visibility.js'

/** A person's first and last name; of an erased person the word for that in a language. */
export const fullNameOf = (
  { firstName, lastName, erased }: Pick<PersonRow, 'firstName' | 'lastName' | 'erased'>,
  locale?: Locale | undefined,
): string => {
  if (erased === 'full') return wordingOf(locale).erased
  return firstName === null || firstName === '' ? lastName : `${firstName} ${lastName}`
}

/** A person found; `companies` are those the viewer may see. */
export type ContactRow = {
  readonly personId: string
  readonly firstName: string | null
  readonly lastName: string
  readonly email: string | null
  readonly phone: string | null
  readonly mobile: string | null
  readonly title: string | null
  readonly customerId: string | null
  readonly companies: readonly { readonly id: string; readonly name: string }[]
}

/** Which field a search looks at; the last name by default (S12, S13). */
export type SearchType = 'lastName' | 'firstName' | 'email' | 'phone'

export type ContactSearchParams = Asking &
  Page & { readonly text?: string | undefined; readonly searchType?: SearchType | undefined }

const rowOf = (register: Register, person: PersonRow, isVisible: (customerId: string) => boolean): ContactRow => ({
  personId: person.personId,
  firstName: person.firstName,
  lastName: person.lastName,
  email: person.email,
  phone: person.phone,
  mobile: person.mobile,
  title: person.title,
  customerId: person.customerId !== null && isVisible(person.customerId) ? person.customerId : null,
  companies: person.companyIds
    .filter(isVisible)
    .map((id) => ({ id, name: register.tables.customers.get(id)?.name ?? id })),
})

const searched = (person: PersonRow, searchType: SearchType): string =>
  searchType === 'phone' ? `${person.phone ?? ''} ${person.mobile ?? ''}` : (person[searchType] ?? '')

/** A person as a viewer may see it. */
export const contactRow = (register: Register, person: PersonRow, asking: Asking): ContactRow =>
  rowOf(register, person, visibleCustomers(register, asking))

/** Which persons a viewer may see: not one who is known only as a customer out of sight. */
export const visiblePersons = (register: Register, asking: Asking): ((person: PersonRow) => boolean) => {
  const isVisible = visibleCustomers(register, asking)
  return ({ customerId }) => customerId === null || isVisible(customerId)
}

/** Persons by last and first name; `text` is any part of the field, without case and diacritics (S11–S14). */
export const contactSearch = (register: Register, params: ContactSearchParams = {}): readonly ContactRow[] => {
  const sought = folded((params.text ?? '').trim())
  const isVisible = visibleCustomers(register, params)
  const compare = byName(localeOf(params.locale))
  const found = [...register.tables.persons.rows()]
    .filter(visiblePersons(register, params))
    .filter((person) => folded(searched(person, params.searchType ?? 'lastName')).includes(sought))
    .map((person) => ({ id: person.personId, name: `${person.lastName} ${person.firstName ?? ''}`, person }))
    .sort(compare)
  return [...page(found, params)].map(({ person }) => rowOf(register, person, isVisible))
}
