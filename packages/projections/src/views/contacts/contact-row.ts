import type { Locale } from '../../messages/locale.js'
import { messagesFor } from '../../messages/messages.js'
import type { QueryContext } from '../../query/context.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import type { PersonRow } from '../../tables/rows.js'

/** A person; `companies` are those that the viewer may see. */
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

/** Maps a person to a row, without customers that are not visible. */
export const rowOf = (
  register: Register,
  person: PersonRow,
  isVisible: (customerId: string) => boolean,
  locale: Locale | undefined,
): ContactRow => ({
  personId: person.personId,
  firstName: person.firstName,
  lastName: person.erased === 'full' ? messagesFor(locale).erased : person.lastName,
  email: person.email,
  phone: person.phone,
  mobile: person.mobile,
  title: person.title,
  customerId: person.customerId !== null && isVisible(person.customerId) ? person.customerId : null,
  companies: person.companyIds
    .filter(isVisible)
    .map((id) => ({ id, name: register.tables.customers.get(id)?.name ?? id })),
})

/** A person as a viewer may see it. */
export const contactRow = (register: Register, person: PersonRow, context: QueryContext): ContactRow =>
  rowOf(register, person, visibleCustomers(register, context), context.locale)
