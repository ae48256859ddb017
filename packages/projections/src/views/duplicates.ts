import { type Likeness, likenesses } from '../register/likeness.js'
import type { Register } from '../register/register.js'
import { localeOf } from '../wording/locale.js'
import { type Asking, narrowed, type Page, page } from './selection.js'

export type { Likeness }

/** Customers of one kind that may be the same, in the order of their names. */
export type DuplicateCandidates = { readonly because: Likeness; readonly customerIds: readonly string[] }

const candidates = (register: Register, params: Asking): readonly DuplicateCandidates[] => {
  const { rankOf } = register.roster.ranking(localeOf(params.locale))
  const rank = (ordinal: number | undefined): number => rankOf[ordinal ?? -1] ?? 0
  const among = narrowed(register, register.roster.active(), {}, params)
  return likenesses.flatMap((because) =>
    register.likenesses
      .alike(because, among)
      .map((group) => group.toSorted((a, b) => rank(a) - rank(b)))
      .sort(([a], [b]) => rank(a) - rank(b))
      .map((group) => ({ because, customerIds: group.map((ordinal) => register.roster.at(ordinal)?.id ?? '') })),
  )
}

/**
 * Customers that share a business id, a name or an e-mail address, case, spaces and punctuation apart: candidates for
 * `MergeCustomers`. The strongest likeness comes first; archived and merged customers never come.
 */
export const duplicateCandidates = (register: Register, params: Asking & Page = {}): readonly DuplicateCandidates[] => {
  const found = candidates(register, params)
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
