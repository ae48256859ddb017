import type { TraitEvent } from '@clientele/domain'
import type { TrackingRow } from '../../../tables/rows.js'
import { keyOf } from '../../../tables/tables.js'
import { latestOf } from '../../membership-log.js'
import { type Handlers, type RegisterWriter, timeOf } from '../handler.js'

export type TraitTypes = TraitEvent['type']

const rowsIn = ({ tables }: RegisterWriter, customerId: string, dimension: string): readonly TrackingRow[] =>
  [...tables.trackingItems.rowsWhere('customerId', customerId)].filter((row) => row.dimension === dimension)

const lastChange = (rows: readonly TrackingRow[]): string | null =>
  rows.reduce<string | null>((last, { from, until }) => latestOf(until ?? from, last), null)

/** The handlers of events about tracking items and customer properties. */
export const traitHandlers: Handlers<TraitEvent> = {
  TrackingItemSet: ({ dimension, to }, writer, source) => {
    const { customers, trackingItems } = writer.tables
    if (customers.get(source.id) === undefined) return
    const rows = rowsIn(writer, source.id, dimension)
    const at = latestOf(timeOf(source), lastChange(rows))
    for (const row of rows.filter(({ until }) => until === null)) {
      trackingItems.remove(trackingItems.keyOf(row))
      if (row.from < at) trackingItems.put({ ...row, until: at })
    }
    if (to !== null) trackingItems.put({ customerId: source.id, dimension, value: to, from: at, until: null })
  },
  CustomerPropertyAssigned: ({ property }, { tables }, { id }) => {
    if (tables.customers.get(id) !== undefined) tables.customerProperties.put({ customerId: id, property })
  },
  CustomerPropertyRemoved: ({ property }, { tables }, { id }) => tables.customerProperties.remove(keyOf(id, property)),
}
