import type { ReadableRegister } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { fullName } from '../names.js'

/** The kinds of records that can be merged, as in stream names. */
export type MergedKind = 'customer' | 'person'

/** A record with the address of its card. */
export type CardLink = { readonly name: string; readonly href: string }

const mergedInto = ({ tables }: ReadableRegister, kind: MergedKind, id: string): string | null =>
  (kind === 'customer' ? tables.customers.get(id)?.mergedInto : tables.persons.get(id)?.mergedInto) ?? null

/** The last record of a chain of merges; `null` if the record was not merged into another. */
const survivorId = (register: ReadableRegister, kind: MergedKind, id: string): string | null => {
  let at: string | null = null
  for (let next = mergedInto(register, kind, id); next !== null; next = mergedInto(register, kind, next)) at = next
  return at
}

/** A link to the card of a customer or contact, if the actor may see it. */
export const linkTo = (
  { crm, base }: Service,
  context: RequestContext,
  kind: MergedKind,
  id: string,
): CardLink | null => {
  const { by: viewer, locale } = context.var
  if (kind === 'customer') {
    const card = crm.views.customerCard({ customerId: id, viewer, locale })
    return card === null ? null : { name: card.name, href: `${base}/customers/${encodeURIComponent(id)}` }
  }
  const card = crm.views.contactCard({ personId: id, viewer, locale, limit: 0 })
  return card === null ? null : { name: fullName(card), href: `${base}/contacts/${encodeURIComponent(id)}` }
}

/** The survivor of a merged record; `null` if there is none that the actor may see. */
export const survivorOf = (
  service: Service,
  context: RequestContext,
  kind: MergedKind,
  id: string,
): CardLink | null => {
  const survivor = survivorId(service.crm.register, kind, id)
  return survivor === null ? null : linkTo(service, context, kind, survivor)
}
