import { type Billing, InvoiceTypeNotAllowed, noBilling, type RejectionsOf, type SelfIssued } from '@clientele/domain'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { byName } from '../../data-structures/collation.js'
import { localeOf } from '../../messages/locale.js'
import type { QueryContext } from '../../query/context.js'
import { deepCopy } from '../../query/deep-copy.js'
import { fullNameOf } from '../../query/full-name.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'

/** A person who may log in for a customer. */
export type PortalUser = { readonly personId: string; readonly name: string; readonly email: string | null }

export type PortalUsersParams = QueryContext & { readonly customerId: string }

/** Who may log in for a customer, by name, as far as the viewer sees them; nobody where it may not see the customer. */
export const portalUsers = (register: Register, params: PortalUsersParams): readonly PortalUser[] => {
  if (!visibleCustomers(register, params)(params.customerId)) return []
  const { portalUserIds } = billingOf(register, params.customerId)
  const persons = seenPersons(register, params)
  const users = portalUserIds.flatMap((personId) => {
    const person = persons.get(personId)
    return person === undefined
      ? []
      : [{ personId, id: personId, name: fullNameOf(person, params.locale), email: person.email }]
  })
  return users.sort(byName(localeOf(params.locale))).map(({ personId, name, email }) => ({ personId, name, email }))
}

/** The billing data of a customer; empty if there is none. */
export const billingOf = ({ tables }: Register, customerId: string): Billing =>
  tables.billing.get(customerId) ?? noBilling

/** Which invoices a customer may issue to itself; `productId` asks for one product. */
export type SelfIssuableParams = {
  readonly customerId: string
  readonly invoiceTypeId: string
  readonly productId?: string | undefined
  readonly viewer?: string | undefined
}

type NotAllowed = RejectionsOf<{ readonly InvoiceTypeNotAllowed: typeof InvoiceTypeNotAllowed }>

const covers = ({ productIds }: SelfIssued, productId: string | undefined): boolean =>
  productIds === null || (productId !== undefined && productIds.includes(productId))

/**
 * Whether a customer may issue an invoice of a type to itself, for a product if one is named: what is allowed, or the
 * refusal. A type allowed for some products only needs a product to be named.
 */
export const selfIssuableInvoice = (register: Register, params: SelfIssuableParams): Either<NotAllowed, SelfIssued> => {
  const { customerId, invoiceTypeId, productId } = params
  const allowed = visibleCustomers(register, params)(customerId)
    ? billingOf(register, customerId).invoiceTypes.find((one) => one.invoiceTypeId === invoiceTypeId)
    : undefined
  return allowed !== undefined && covers(allowed, productId)
    ? right(deepCopy(allowed))
    : InvoiceTypeNotAllowed({ customerId, invoiceTypeId })
}
