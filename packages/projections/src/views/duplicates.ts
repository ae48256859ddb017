import type { Register } from '../register/register.js'
import { folded } from '../register/roster.js'
import type { CustomerRow } from '../register/rows.js'
import { localeOf } from '../wording/locale.js'
import { type Asking, narrowed, type Page, page, rowsInOrder } from './selection.js'

/** What two records have in common that makes them look like one customer. */
export type Likeness = 'businessId' | 'name' | 'email'

/** Customers of one kind that may be the same, in the order of their names. */
export type DuplicateCandidates = { readonly because: Likeness; readonly customerIds: readonly string[] }

const compact = (text: string | null | undefined): string => folded(text ?? '').replace(/[\s.,-]/g, '')

const likenesses: { readonly [K in Likeness]: (customer: CustomerRow) => string } = {
  businessId: ({ details }) => compact(details.businessId),
  name: ({ name }) => compact(name),
  email: ({ details }) => compact(details.email),
}

const alike = (customers: readonly CustomerRow[], because: Likeness): readonly DuplicateCandidates[] => {
  const groups = new Map<string, string[]>()
  for (const customer of customers) {
    const value = likenesses[because](customer)
    if (value === '') continue
    const key = `${customer.kind}\t${value}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [customer.customerId])
    else known.push(customer.customerId)
  }
  return [...groups.values()].filter((ids) => ids.length > 1).map((customerIds) => ({ because, customerIds }))
}

/**
 * Customers that share a business id, a name or an e-mail address, case, spaces and punctuation apart: candidates for
 * `MergeCustomers`. The strongest likeness comes first; archived and merged customers never come.
 */
export const duplicateCandidates = (register: Register, params: Asking & Page = {}): readonly DuplicateCandidates[] => {
  const visible = narrowed(register, register.roster.active(), {}, params)
  const customers = [...rowsInOrder(register, visible, localeOf(params.locale))]
  const found = (Object.keys(likenesses) as readonly Likeness[]).flatMap((because) => alike(customers, because))
  const first = new Map(
    found.map((one) => [one.customerIds.join('\t'), one]).reverse() as [string, DuplicateCandidates][],
  )
  return [
    ...page(
      found.filter((one) => first.get(one.customerIds.join('\t')) === one),
      params,
    ),
  ]
}
