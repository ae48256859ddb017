import { type BillingEvent, billingChanges, noBilling, rowFor } from '@clientele/domain'
import type { BillingRow } from '../../../tables/rows.js'
import { inheritingPerson } from '../../survivors.js'
import type { EventSource, Handlers, RegisterWriter } from '../handler.js'

export type BillingTypes = BillingEvent['type']

const change = (data: unknown, { tables }: RegisterWriter, { id, event }: EventSource): void => {
  if (tables.customers.get(id) === undefined) return
  const before = tables.billing.get(id) ?? { customerId: id, ...noBilling }
  const changed = rowFor<(row: BillingRow) => BillingRow>(billingChanges, event.type)?.(data, event.occurrence)
  if (changed !== undefined) tables.billing.put({ ...changed(before), customerId: id })
}

const changeFor = ({ personId }: { readonly personId: string }, writer: RegisterWriter, source: EventSource): void =>
  change({ personId: inheritingPerson(writer.tables, personId) }, writer, source)

/** The handlers of billing events. */
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
