import { type BillingEvent, billingChanges, noBilling, rowFor } from '@clientele/domain'
import type { BillingRow } from '../rows.js'
import type { Handlers, Ledger, Origin } from './handler.js'

export type BillingTypes = BillingEvent['type']

const change = (_: unknown, { tables }: Ledger, { id, event }: Origin): void => {
  if (tables.customers.get(id) === undefined) return
  const before = tables.billing.get(id) ?? { customerId: id, ...noBilling }
  const changed = rowFor<(row: BillingRow) => BillingRow>(billingChanges, event.type)?.(event.data, event.occurrence)
  if (changed !== undefined) tables.billing.put({ ...changed(before), customerId: id })
}

/** What the billing events of a customer do to the tables. */
export const billingHandlers: Handlers<BillingEvent> = {
  InvoiceTypeAdded: change,
  InvoiceTypeRemoved: change,
  LegalEntityAdded: change,
  LegalEntityRemoved: change,
  PersonalAccountOpened: change,
  AccountProductConfigured: change,
  PersonalAccountClosed: change,
  PortalAccessGranted: change,
  PortalAccessRevoked: change,
}
