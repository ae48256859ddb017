import { type Locale, wordingOf } from '@clientele/projections'
import { getOrElse, isLeft } from 'fp-ts/lib/Either.js'
import type { Clientele } from '../../clientele.js'
import type { Sheet } from '../../excel/index.js'

/** A day and a language. */
export type Asked = { readonly asOf: string; readonly locale: Locale }

/** A customer by id and name. */
export type Named = { readonly customerId: string; readonly name: string }

const manyCustomers = 1_000

const lengthOf = ({ views }: Clientele, customerId: string): number => {
  const rows = views.customerHistory({ customerId })
  return isLeft(rows) ? 0 : rows.right.length
}

/** The customer with the most to tell, among the first; `null` when there are none. */
export const shownCustomer = (crm: Clientele): Named | null => {
  let [found, most]: [Named | null, number] = [null, 0]
  for (const { customerId, name } of [...crm.register.tables.customers.rows()].slice(0, manyCustomers)) {
    const length = lengthOf(crm, customerId)
    if (length > most) [found, most] = [{ customerId, name }, length]
  }
  return found
}

const nothing: Sheet = { columns: [], rows: [] }

const historyOf = ({ views }: Clientele, { locale }: Asked, customer: Named | null): Sheet => {
  if (customer === null) return nothing
  const listing = views.historyListing({ subject: { kind: 'customer', id: customer.customerId }, locale })
  return getOrElse((): Sheet => nothing)(listing)
}

const memberSheets = ({ views }: Clientele, asked: Asked): readonly Sheet[] =>
  views.groupTree(asked).map(({ groupId, name }) => ({
    name: name || wordingOf(asked.locale).noGroup,
    ...views.groupMembersListing({ ...asked, groupId }),
  }))

/** The Excel files of the demonstration by name. */
export const sheetsOf = (crm: Clientele, asked: Asked, customer: Named | null) => ({
  assignees: { name: 'Assignees', ...crm.views.assigneeListing(asked) },
  matrix: { name: 'Matrix', ...crm.views.matrixListing({ ...asked, mode: 'byRole', showProjects: true }) },
  history: { name: customer?.name ?? 'Customer', ...historyOf(crm, asked, customer) },
  customers: {
    name: 'Customers',
    ...getOrElse((): Sheet => nothing)(crm.views.customerListing({ ...asked, filter: { showArchived: true } })),
  },
  'group-members': memberSheets(crm, asked),
})
