import {
  type CalendarDate,
  type CustomerColumn,
  NoColumnsSelected,
  type RejectionsOf,
  standardCustomerColumns,
  UnknownColumn,
} from '@clientele/domain'
import { type Either, right } from 'fp-ts/lib/Either.js'
import type { BoundColumn } from '../../../host/columns.js'
import type { Register } from '../../../register/register.js'
import type { Column } from './column.js'
import { groupColumn, specialGroupsColumn } from './groups.js'
import { holderColumn, ownerColumn, responsiblesColumn } from './people.js'
import { classified, detail, plain } from './plain.js'
import { bansColumn, consentsColumn, legalEntitiesColumn, propertiesColumn, trackingItemsColumn } from './traits.js'

/** Every column of the customer list. */
const columnTable: { readonly [K in CustomerColumn]: Column } = {
  customerId: plain('customerId'),
  number: plain('number'),
  name: plain('name'),
  kind: plain('kind'),
  group: groupColumn,
  specialGroups: specialGroupsColumn,
  segment: classified('segment'),
  status: classified('status'),
  attractionChannel: classified('attractionChannel'),
  customerKind: classified('customerKind'),
  owner: ownerColumn,
  responsibleManager: holderColumn('responsibleManager'),
  serviceManager: holderColumn('serviceManager'),
  responsibles: responsiblesColumn,
  trackingItems: trackingItemsColumn,
  properties: propertiesColumn,
  legalEntities: legalEntitiesColumn,
  consents: consentsColumn,
  bans: bansColumn,
  startDate: plain('startDate'),
  private: plain('private'),
  archived: plain('archived'),
  email: detail('email'),
  phone: detail('phone'),
  street: detail('street'),
  postalCode: detail('postalCode'),
  city: detail('city'),
  region: detail('region'),
  country: detail('country'),
  businessId: detail('businessId'),
  externalId: detail('externalId'),
  website: detail('website'),
  invoiceDelivery: detail('invoiceDelivery'),
}

/** The rejections of selected columns: none, or an unknown one. */
export type ColumnProblem = RejectionsOf<{
  readonly NoColumnsSelected: typeof NoColumnsSelected
  readonly UnknownColumn: typeof UnknownColumn
}>

const isColumn = (column: string): column is CustomerColumn => Object.hasOwn(columnTable, column)

/** A column of the list, or one that a projection of the host adds. */
export type SelectedColumn = { readonly key: CustomerColumn } | { readonly key: string; readonly host: BoundColumn }

const findColumn = ({ hostColumns }: Register, key: string): SelectedColumn | null => {
  if (isColumn(key)) return { key }
  const host = hostColumns.get(key)
  return host === undefined ? null : { key, host }
}

/** The selected columns; the standard columns if `columns` is omitted. */
export const selectedColumns = (
  register: Register,
  columns: readonly string[] = standardCustomerColumns,
): Either<ColumnProblem, readonly SelectedColumn[]> => {
  if (columns.length === 0) return NoColumnsSelected({})
  const chosen: SelectedColumn[] = []
  for (const key of columns) {
    const column = findColumn(register, key)
    if (column === null) return UnknownColumn({ column: key })
    chosen.push(column)
  }
  return right(chosen)
}

// Projections of the host hold only the current states.
const isNow = (register: Register, asOf: CalendarDate = register.today()): boolean =>
  register.rightsRegister === register && asOf === register.today()

const ofHost = ({ cellOf }: BoundColumn): Column => ({
  cells: (register, { asOf }) => {
    if (!isNow(register, asOf)) return () => null
    const customerIds = register.customerColumns.customerId()
    return (ordinal) => cellOf(customerIds[ordinal] ?? '')
  },
})

/** The column of a selected key. */
export const columnOfKey = (column: SelectedColumn): Column =>
  'host' in column ? ofHost(column.host) : columnTable[column.key]
