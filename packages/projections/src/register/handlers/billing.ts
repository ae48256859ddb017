import { type BillingEvent, billingChanges, noBilling, rowFor } from '@clientele/domain'
import { personCarriedTo } from '../party.js'
import type { BillingRow } from '../rows.js'
import type { Handlers, Ledger, Origin } from './handler.js'

export type BillingTypes = BillingEvent['type']

const change = (data: unknown, { tables }: Ledger, { id, event }: Origin): void => {
  if (tables.customers.get(id) === undefined) return
  const before = tables.billing.get(id) ?? { customerId: id, ...noBilling }
  const changed = rowFor<(row: BillingRow) => BillingRow>(billingChanges, event.type)?.(data, event.occurrence)
  if (changed !== undefined) tables.billing.put({ ...changed(before), customerId: id })
}

const changeFor = ({ personId }: { readonly personId: string }, ledger: Ledger, origin: Origin): void =>
  change({ personId: personCarriedTo(ledger.tables, personId) }, ledger, origin)

/** What the billing events of a customer do to the tables. */
export const billingHandlers: Handlers<BillingEvent> = {
  InvoiceTypeAdded: change,
  InvoiceTypeRemoved: change,
  LegalEntityAdded: change,
  LegalEntityRemoved: change,
  PersonalAccountOpened: change,
  AccountProductConfigured: change,
  PersonalAccountClosed: change,
  PortalAccessGranted: changeFor,
  PortalAccessRevoked: changeFor,
}
