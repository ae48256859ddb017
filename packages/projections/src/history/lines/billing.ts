import type { BillingEvent } from '@clientele/domain'
import type { BillingRow } from '../../register/rows.js'
import { change, type Happening, type HistorySubject, type Lines } from '../line.js'
import { classifierName, personName } from '../names.js'

const before = ({ register, id }: Happening): BillingRow | undefined => register.tables.billing.get(id)

const invoiceType = ({ register }: Happening, invoiceTypeId: string): string | null =>
  classifierName(register, 'invoiceType', invoiceTypeId)

const entityName = (happening: Happening, legalEntityId: string): string =>
  before(happening)?.legalEntities.find((one) => one.legalEntityId === legalEntityId)?.name ?? legalEntityId

const accountName = (happening: Happening, accountId: string): string =>
  before(happening)?.accounts.find((one) => one.accountId === accountId)?.name ?? accountId

const person = (personId: string): readonly HistorySubject[] => [{ kind: 'contact', id: personId }]

/** What the billing events of a customer say to a reader; portal access touches the person too. */
export const billingLines: Lines<BillingEvent> = {
  InvoiceTypeAdded: ({ invoiceTypeId, productIds }, happening) => ({
    changes: [change('invoiceType', null, invoiceType(happening, invoiceTypeId))],
    topic: productIds?.join(', '),
  }),
  InvoiceTypeRemoved: ({ invoiceTypeId }, happening) => ({
    changes: [change('invoiceType', invoiceType(happening, invoiceTypeId), null)],
  }),
  LegalEntityAdded: ({ legalEntityId, name, billedBy }) => ({
    changes: [change('legalEntity', null, name ?? legalEntityId)],
    topic: billedBy ?? undefined,
  }),
  LegalEntityRemoved: ({ legalEntityId }, happening) => ({
    changes: [change('legalEntity', entityName(happening, legalEntityId), null)],
  }),
  PersonalAccountOpened: ({ accountId, name }) => ({ changes: [change('account', null, name ?? accountId)] }),
  AccountProductConfigured: ({ accountId, productId, enabled }, happening) => ({
    changes: [change('product', enabled ? null : productId, enabled ? productId : null)],
    topic: accountName(happening, accountId),
  }),
  PersonalAccountClosed: ({ accountId }, happening) => ({
    changes: [change('account', accountName(happening, accountId), null)],
  }),
  PortalAccessGranted: ({ personId }, { register, id }) => ({
    changes: [change('portalUser', null, personName(register, personId))],
    also: person(personId),
    customerId: id,
  }),
  PortalAccessRevoked: ({ personId }, { register, id }) => ({
    changes: [change('portalUser', personName(register, personId), null)],
    also: person(personId),
    customerId: id,
  }),
}
