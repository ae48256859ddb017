import { oneOf } from '../../kernel/input/codec.js'

/** The columns of the customer list, in display order. */
export const customerListColumns = [
  'customerId',
  'number',
  'name',
  'kind',
  'group',
  'specialGroups',
  'segment',
  'status',
  'attractionChannel',
  'customerKind',
  'owner',
  'responsibleManager',
  'serviceManager',
  'responsibles',
  'trackingItems',
  'properties',
  'legalEntities',
  'consents',
  'bans',
  'startDate',
  'private',
  'archived',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
  'businessId',
  'externalId',
  'website',
  'invoiceDelivery',
] as const

/** A column of the customer list. */
export type CustomerColumn = (typeof customerListColumns)[number]

/** The filters of the customer list, in display order. */
export const customerListFilters = [
  'search',
  'group',
  'specialGroup',
  'salesperson',
  'segment',
  'status',
  'attractionChannel',
  'customerKind',
  'owner',
  'responsibleManager',
  'serviceManager',
  'responsible',
  'trackingItem',
  'property',
  'legalEntity',
  'consent',
  'ban',
  'archived',
] as const

/** A filter of the customer list. */
export type CustomerListFilterName = (typeof customerListFilters)[number]

/** The default columns of the customer list. */
export const standardCustomerColumns: readonly CustomerColumn[] = [
  'customerId',
  'number',
  'name',
  'kind',
  'group',
  'specialGroups',
  'segment',
  'status',
  'attractionChannel',
  'customerKind',
  'owner',
  'startDate',
  'archived',
]

/** The columns and filters of a list, and its default columns. */
export type ListDefinition = {
  readonly columns: readonly string[]
  readonly filters: readonly string[]
  readonly standardColumns: readonly string[]
}

/** Names a list whose columns and filters each user can choose. */
export const ListName = oneOf('ListName', ['customerList'])
export type ListName = (typeof ListName.values)[number]

/** Every list. */
export const lists: { readonly [K in ListName]: ListDefinition } = {
  customerList: {
    columns: customerListColumns,
    filters: customerListFilters,
    standardColumns: standardCustomerColumns,
  },
}
