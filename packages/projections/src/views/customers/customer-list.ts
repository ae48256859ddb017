import {
  type CustomerColumn,
  type CustomerListFilterName,
  customerListColumns,
  NoColumnsSelected,
  type RejectionsOf,
  standardCustomerColumns,
  UnknownColumn,
} from '@clientele/domain'
import { type Either, map, right } from 'fp-ts/lib/Either.js'
import { type BitSet, intersect } from '../../data-structures/bit-set.js'
import type { BoundColumn } from '../../host/columns.js'
import type { ColumnValues, IndexedColumn } from '../../indexes/customers/customer-columns.js'
import type { Facet } from '../../indexes/customers/facet-index.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter, type CustomerFilter, withValues } from '../../query/filter.js'
import { groupNamesOf, specialGroupExists } from '../../query/groups/memberships.js'
import { memoize } from '../../query/memoize.js'
import { type ByOrdinal, mapPage } from '../../query/paging/map-page.js'
import type { Register } from '../../register/register.js'
import { listPreferences } from '../settings/list-preferences.js'
import { ownerOf, ownerText } from './owners.js'

/** A value in a column of the customer list. */
export type CustomerCellValue = string | number | boolean | null

/** The cells of a column, by ordinal. */
type Cells = (register: Register, context: QueryContext) => ByOrdinal<CustomerCellValue>

type PlainColumn = Exclude<IndexedColumn, 'groupIds' | 'specialGroupIds'>

const plain =
  (column: PlainColumn): Cells =>
  ({ customerColumns }) => {
    const values: ColumnValues<CustomerCellValue> = customerColumns[column]()
    return (ordinal) => values[ordinal] ?? null
  }

const detail =
  (field: string): Cells =>
  ({ customerColumns }) => {
    const values = customerColumns.detail(field)
    return (ordinal) => values[ordinal] ?? null
  }

const specialGroupNames: Cells = (register) => {
  const specialGroupIds = register.customerColumns.specialGroupIds()
  return (ordinal) =>
    (specialGroupIds[ordinal] ?? [])
      .filter((id) => specialGroupExists(register, id))
      .map((id) => register.tables.specialGroups.get(id)?.name ?? id)
      .join(', ')
}

const ownerNames: Cells = (register, context) => {
  const ownerIds = register.customerColumns.ownerId()
  const nameOf = memoize((ownerId: string) => ownerText(ownerOf(register, ownerId, context), context.locale))
  return (ordinal) => {
    const ownerId = ownerIds[ordinal] ?? null
    return ownerId === null ? null : nameOf(ownerId)
  }
}

const columnTable: { readonly [K in CustomerColumn]: Cells } = {
  customerId: plain('customerId'),
  number: plain('number'),
  name: plain('name'),
  kind: plain('kind'),
  group: groupNamesOf,
  specialGroups: specialGroupNames,
  segment: plain('segment'),
  status: plain('status'),
  attractionChannel: plain('attractionChannel'),
  customerKind: plain('customerKind'),
  owner: ownerNames,
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

/** Filters of the list; `showArchived` is off by default, merged customers are always left out. */
export type CustomerListFilter = CustomerFilter & {
  readonly segments?: readonly string[] | undefined
  readonly statuses?: readonly string[] | undefined
  readonly attractionChannels?: readonly string[] | undefined
  readonly customerKinds?: readonly string[] | undefined
  readonly showArchived?: boolean | undefined
}

export type CustomerListParams = QueryContext &
  PageRequest & { readonly columns?: readonly string[] | undefined; readonly filter?: CustomerListFilter | undefined }

/** A customer with the chosen columns, in the order chosen. */
export type CustomerListRow = { readonly [column: string]: CustomerCellValue }

/** Every column there is, as the domain names them. */
export const customerColumns: readonly string[] = customerListColumns

/** The choice of columns is empty, or names one that is not there. */
export type ColumnProblem = RejectionsOf<{
  readonly NoColumnsSelected: typeof NoColumnsSelected
  readonly UnknownColumn: typeof UnknownColumn
}>

const isColumn = (column: string): column is CustomerColumn => Object.hasOwn(columnTable, column)

/** A column of the list, or one that a projection of the host adds. */
export type ChosenColumn = { readonly key: CustomerColumn } | { readonly key: string; readonly host: BoundColumn }

const findColumn = ({ hostColumns }: Register, key: string): ChosenColumn | null => {
  if (isColumn(key)) return { key }
  const host = hostColumns.get(key)
  return host === undefined ? null : { key, host }
}

/** The chosen columns; the standard ones when none are named at all. */
export const chosenColumns = (
  register: Register,
  columns: readonly string[] = standardCustomerColumns,
): Either<ColumnProblem, readonly ChosenColumn[]> => {
  if (columns.length === 0) return NoColumnsSelected({})
  const chosen: ChosenColumn[] = []
  for (const key of columns) {
    const column = findColumn(register, key)
    if (column === null) return UnknownColumn({ column: key })
    chosen.push(column)
  }
  return right(chosen)
}

const ofHost = ({ customerColumns }: Register, { cellOf }: BoundColumn): ByOrdinal<CustomerCellValue> => {
  const customerIds = customerColumns.customerId()
  return (ordinal) => cellOf(customerIds[ordinal] ?? '')
}

/** The filter, as users show or hide it, that each parameter belongs to. */
export const filterOf: { readonly [K in keyof Required<CustomerListFilter>]: CustomerListFilterName } = {
  text: 'search',
  groupIds: 'group',
  includeSubgroups: 'group',
  specialGroupIds: 'specialGroup',
  salespersonId: 'salesperson',
  segments: 'segment',
  statuses: 'status',
  attractionChannels: 'attractionChannel',
  customerKinds: 'customerKind',
  showArchived: 'archived',
}

const isLimit = (field: string): field is keyof typeof filterOf => Object.hasOwn(filterOf, field)

const effective = (filter: CustomerListFilter, shownFilters: readonly string[]): CustomerListFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(([field]) => isLimit(field) && shownFilters.includes(filterOf[field])),
  )

/**
 * Applies the list preferences of the viewer: saved columns if none are given, and no effect of filters the viewer
 * hides.
 */
export const withPreferences = (register: Register, params: CustomerListParams): CustomerListParams => {
  if (params.viewer === undefined) return params
  const { shownColumns, shownFilters } = listPreferences(register, { viewer: params.viewer, list: 'customerList' })
  return {
    ...params,
    columns: params.columns ?? shownColumns,
    filter: effective(params.filter ?? {}, shownFilters),
  }
}

const intersectFacet = (register: Register, customers: BitSet, column: Facet, values: readonly string[] = []): void => {
  if (values.length > 0) intersect(customers, withValues(register, column, values))
}

/** The customers that match the filter. */
export const selectedCustomers = (register: Register, params: CustomerListParams): BitSet => {
  const filter = params.filter ?? {}
  const all = filter.showArchived === true ? register.customerIndex.present() : register.customerIndex.active()
  const customers = applyFilter(register, all, filter, params)
  intersectFacet(register, customers, 'segment', filter.segments)
  intersectFacet(register, customers, 'status', filter.statuses)
  intersectFacet(register, customers, 'attractionChannel', filter.attractionChannels)
  intersectFacet(register, customers, 'customerKind', filter.customerKinds)
  return customers
}

/** The selected cells of the customers on a page, by name, mapped by `shown`, lazily. */
export const customerCells = <T>(
  register: Register,
  customers: BitSet,
  params: QueryContext & PageRequest,
  columns: readonly ChosenColumn[],
  shown: (value: CustomerCellValue, column: string) => T,
): Iterable<readonly T[]> => {
  const cells = columns.map((column) => {
    const valueAt = 'host' in column ? ofHost(register, column.host) : columnTable[column.key](register, params)
    return (ordinal: number): T => shown(valueAt(ordinal), column.key)
  })
  return mapPage(register, customers, params, (ordinal) => cells.map((cellAt) => cellAt(ordinal)))
}

/** A value of a cell. */
export const rawValue = (value: CustomerCellValue): CustomerCellValue => value

/** Rows of cells by the names of their columns. */
export const rowsOf = (
  columns: readonly ChosenColumn[],
  rows: Iterable<readonly CustomerCellValue[]>,
): readonly CustomerListRow[] =>
  Array.from(rows, (cells) => Object.fromEntries(columns.map(({ key }, index) => [key, cells[index] ?? null])))

/** The customers by name with the chosen columns. */
export const customerList = (
  register: Register,
  params: CustomerListParams = {},
): Either<ColumnProblem, readonly CustomerListRow[]> => {
  const chosen = withPreferences(register, params)
  return map((columns: readonly ChosenColumn[]) =>
    rowsOf(columns, customerCells(register, selectedCustomers(register, chosen), chosen, columns, rawValue)),
  )(chosenColumns(register, chosen.columns))
}
