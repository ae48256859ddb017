import { type DuplicateKey, duplicateKeys } from '../../indexes/duplicate-index.js'
import { localeOf } from '../../messages/locale.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter } from '../../query/filter.js'
import { paginate } from '../../query/paging/paginate.js'
import type { Register } from '../../register/register.js'

export type { DuplicateKey }

/** Customers of one kind that may be the same, in the order of their names. */
export type DuplicateCandidates = { readonly because: DuplicateKey; readonly customerIds: readonly string[] }

const candidates = (register: Register, params: QueryContext): readonly DuplicateCandidates[] => {
  const { rankOf } = register.customerIndex.sortOrder(localeOf(params.locale))
  const rank = (ordinal: number | undefined): number => rankOf[ordinal ?? -1] ?? 0
  const among = applyFilter(register, register.customerIndex.active(), {}, params)
  return duplicateKeys.flatMap((because) =>
    register.duplicateIndex
      .groups(because, among)
      .map((group) => group.toSorted((a, b) => rank(a) - rank(b)))
      .sort(([a], [b]) => rank(a) - rank(b))
      .map((group) => ({ because, customerIds: group.map((ordinal) => register.customerIndex.at(ordinal)?.id ?? '') })),
  )
}

/**
 * Customers that share a business id, a name or an e-mail address, ignoring case, spaces and punctuation: candidates
 * for `MergeCustomers`. The strongest criterion comes first; archived and merged customers are left out.
 */
export const duplicateCandidates = (
  register: Register,
  params: QueryContext & PageRequest = {},
): readonly DuplicateCandidates[] => {
  const found = candidates(register, params)
  const first = new Map(found.map((one): [string, DuplicateCandidates] => [one.customerIds.join('\t'), one]).reverse())
  return [
    ...paginate(
      found.filter((one) => first.get(one.customerIds.join('\t')) === one),
      params,
    ),
  ]
}
