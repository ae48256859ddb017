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

/** A person with portal access for a customer. */
export type PortalUser = { readonly personId: string; readonly name: string; readonly email: string | null }

export type PortalUsersParams = QueryContext & { readonly customerId: string }

/**
 * The persons with portal access for a customer that the viewer may see, by name; empty if it may not see the customer.
 */
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

/** The customer, the invoice type, and optionally a product. */
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
 * Whether a customer may issue an invoice of a type to itself, optionally for a product: the permission, or a
 * rejection. If the type is allowed only for some products, a product must be given.
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
