import type { CustomerKind } from '@clientele/domain'
import { eachBit } from '../register/bits.js'
import { folded } from '../register/folded.js'
import type { Register } from '../register/register.js'
import type { CustomerRow } from '../register/rows.js'
import { localeOf } from '../wording/locale.js'
import { type Asking, narrowed, type Page, page } from './selection.js'

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

type Chosen = { readonly customer: CustomerRow; readonly rank: number }

/** Those of one kind that are alike in one way. */
const alike = (customers: readonly Chosen[], because: Likeness): readonly (readonly Chosen[])[] => {
  const first = new Map<string, Chosen>()
  const several = new Map<string, Chosen[]>()
  for (const one of customers) {
    const value = likenesses[because](one.customer)
    if (value === '') continue
    const [known, others] = [first.get(value), several.get(value)]
    if (known === undefined) first.set(value, one)
    else if (others === undefined) several.set(value, [known, one])
    else others.push(one)
  }
  return [...several.values()]
}

const candidates = (kinds: readonly (readonly Chosen[])[], because: Likeness): readonly DuplicateCandidates[] =>
  kinds
    .flatMap((customers) => alike(customers, because))
    .map((group) => group.toSorted((a, b) => a.rank - b.rank))
    .sort(([a], [b]) => (a?.rank ?? 0) - (b?.rank ?? 0))
    .map((group) => ({ because, customerIds: group.map(({ customer }) => customer.customerId) }))

// In the order of registration, that of the rows: only those alike are put into the order of names.
const chosenByKind = (register: Register, params: Asking): readonly (readonly Chosen[])[] => {
  const { rankOf } = register.roster.ranking(localeOf(params.locale))
  const kinds: { readonly [K in CustomerKind]: Chosen[] } = { company: [], privateCustomer: [] }
  eachBit(narrowed(register, register.roster.active(), {}, params), (ordinal) => {
    const customer = register.roster.rowAt(ordinal)
    if (customer !== undefined) kinds[customer.kind].push({ customer, rank: rankOf[ordinal] ?? 0 })
  })
  return Object.values(kinds)
}

/**
 * Customers that share a business id, a name or an e-mail address, case, spaces and punctuation apart: candidates for
 * `MergeCustomers`. The strongest likeness comes first; archived and merged customers never come.
 */
export const duplicateCandidates = (register: Register, params: Asking & Page = {}): readonly DuplicateCandidates[] => {
  const kinds = chosenByKind(register, params)
  const found = (Object.keys(likenesses) as readonly Likeness[]).flatMap((because) => candidates(kinds, because))
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
