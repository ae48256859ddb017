import { type CustomerListFilterName, customerListColumns } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import type { BitSet } from '../../data-structures/bit-set.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter, type CustomerFilter } from '../../query/filter.js'
import { type ByOrdinal, mapPage } from '../../query/paging/map-page.js'
import type { Register } from '../../register/register.js'
import { listPreferences } from '../settings/list-preferences.js'
import type { CellIds, CustomerCellValue } from './columns/column.js'
import { type ColumnProblem, columnOfKey, type SelectedColumn, selectedColumns } from './columns/table.js'

export type { CellIds, CustomerCellValue } from './columns/column.js'
export { type ColumnProblem, type SelectedColumn, selectedColumns } from './columns/table.js'

/** Filters of the list; `showArchived` is off by default, merged customers are always left out. */
export type CustomerListFilter = CustomerFilter & { readonly showArchived?: boolean | undefined }

export type CustomerListParams = QueryContext &
  PageRequest & {
    /**
     * The columns by name, in order, including columns of the host's projections; by default those that the viewer has
     * saved, else the standard ones. An unknown column is refused.
     */
    readonly columns?: readonly string[] | undefined
    readonly filter?: CustomerListFilter | undefined
  }

/**
 * A customer with the selected columns, in the selected order. Columns of names are followed by their ids: `segmentId`
 * after `segment`, `groupIds` after `group`.
 */
export type CustomerListRow = { readonly [column: string]: CustomerCellValue | CellIds }

/** All columns, named as in the domain. */
export const customerColumns: readonly string[] = customerListColumns

/** The filter of the list preferences to which each parameter belongs. */
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
  ownerIds: 'owner',
  responsibleManagerIds: 'responsibleManager',
  serviceManagerIds: 'serviceManager',
  responsibleIds: 'responsible',
  responsibleRoleIds: 'responsible',
  trackingItems: 'trackingItem',
  properties: 'property',
  legalEntityIds: 'legalEntity',
  consents: 'consent',
  bans: 'ban',
  showArchived: 'archived',
}

const isLimit = (field: string): field is keyof typeof filterOf => Object.hasOwn(filterOf, field)

const shownOnly = (filter: CustomerListFilter, shownFilters: readonly string[]): CustomerListFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(([field]) => isLimit(field) && shownFilters.includes(filterOf[field])),
  )

/**
 * Applies the list preferences of the viewer: uses the saved columns if none are given, and ignores filters that the
 * viewer hides.
 */
export const withPreferences = (register: Register, params: CustomerListParams): CustomerListParams => {
  if (params.viewer === undefined) return params
  const { shownColumns, shownFilters } = listPreferences(register, { viewer: params.viewer, list: 'customerList' })
  return {
    ...params,
    columns: params.columns ?? shownColumns,
    filter: shownOnly(params.filter ?? {}, shownFilters),
  }
}

/** The customers that match the filter. */
export const selectedCustomers = (register: Register, params: CustomerListParams): BitSet => {
  const filter = params.filter ?? {}
  const all = filter.showArchived === true ? register.customerIndex.present() : register.customerIndex.active()
  return applyFilter(register, all, filter, params)
}

/** The cells of the customers on a page, by name, in the selected columns, mapped by `format`, lazily. */
export const customerCells = <T>(
  register: Register,
  customers: BitSet,
  params: QueryContext & PageRequest,
  columns: readonly SelectedColumn[],
  format: (value: CustomerCellValue, column: string) => T,
): Iterable<readonly T[]> => {
  const cells = columns.map((column) => {
    const valueAt = columnOfKey(column).cells(register, params)
    return (ordinal: number): T => format(valueAt(ordinal), column.key)
  })
  return mapPage(register, customers, params, (ordinal) => cells.map((cellAt) => cellAt(ordinal)))
}

type Member = readonly [key: string, valueAt: ByOrdinal<CustomerCellValue | CellIds>]

/** The customers on a page, by name, with the selected columns and the ids behind names. */
export const customerRows = (
  register: Register,
  customers: BitSet,
  params: QueryContext & PageRequest,
  columns: readonly SelectedColumn[],
): readonly CustomerListRow[] => {
  const members = columns.flatMap((column): readonly Member[] => {
    const { cells, ids } = columnOfKey(column)
    const value: Member = [column.key, cells(register, params)]
    return ids === undefined ? [value] : [value, [ids.key, ids.of(register, params)]]
  })
  const rowAt = (ordinal: number): CustomerListRow =>
    Object.fromEntries(members.map(([key, valueAt]) => [key, valueAt(ordinal)]))
  return [...mapPage(register, customers, params, rowAt)]
}

/** The customers by name with the selected columns. */
export const customerList = (
  register: Register,
  params: CustomerListParams = {},
): Either<ColumnProblem, readonly CustomerListRow[]> => {
  const request = withPreferences(register, params)
  return map((columns: readonly SelectedColumn[]) =>
    customerRows(register, selectedCustomers(register, request), request, columns),
  )(selectedColumns(register, request.columns))
}
