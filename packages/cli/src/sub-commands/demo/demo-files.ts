import type { Clientele } from '@clientele/adapters'
import type { Sheet } from '@clientele/adapters/excel'
import { type Locale, messagesFor } from '@clientele/projections'
import { getOrElse, isLeft } from 'fp-ts/lib/Either.js'

/** A day and a language. */
export type DayAndLocale = { readonly asOf: string; readonly locale: Locale }

/** A customer by id and name. */
export type Named = { readonly customerId: string; readonly name: string }

const manyCustomers = 1_000

/** The richness of a history: event types first, then events. */
const richnessOf = ({ views }: Clientele, customerId: string): number => {
  const rows = views.customerHistory({ customerId })
  return isLeft(rows) ? 0 : new Set(rows.right.map(({ type }) => type)).size * 10_000 + rows.right.length
}

/** The customer with the richest history, among the first ones; `null` if there are none. */
export const richestCustomer = (crm: Clientele): Named | null => {
  let found: Named | null = null
  let most = 0
  for (const { customerId, name } of [...crm.register.tables.customers.rows()].slice(0, manyCustomers)) {
    const richness = richnessOf(crm, customerId)
    if (richness <= most) continue
    found = { customerId, name }
    most = richness
  }
  return found
}

const nothing: Sheet = { columns: [], rows: [] }

const historyOf = ({ views }: Clientele, { locale }: DayAndLocale, customer: Named | null): Sheet => {
  if (customer === null) return nothing
  const listing = views.historyListing({ subject: { kind: 'customer', id: customer.customerId }, locale })
  return getOrElse((): Sheet => nothing)(listing)
}

const memberSheets = ({ views }: Clientele, asked: DayAndLocale): readonly Sheet[] =>
  views.groupTree(asked).map(({ groupId, name }) => ({
    name: name || messagesFor(asked.locale).noGroup,
    ...views.groupMembersListing({ ...asked, groupId }),
  }))

const hasProjects = ({ register }: Clientele): boolean => [...register.tables.projects.rows()].length > 0

/** The Excel files of the demonstration by name. */
export const sheetsOf = (crm: Clientele, asked: DayAndLocale, customer: Named | null) => ({
  assignees: { name: 'Assignees', ...crm.views.assigneeListing(asked) },
  matrix: { name: 'Matrix', ...crm.views.matrixListing({ ...asked, mode: 'byRole', showProjects: hasProjects(crm) }) },
  history: { name: customer?.name ?? 'Customer', ...historyOf(crm, asked, customer) },
  customers: {
    name: 'Customers',
    ...getOrElse((): Sheet => nothing)(crm.views.customerListing({ ...asked, filter: { showArchived: true } })),
  },
  'group-members': memberSheets(crm, asked),
})
