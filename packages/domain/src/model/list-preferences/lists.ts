import { oneOf } from '../../kernel/input/codec.js'

/** The columns of the customer list, in the order in which they are offered. */
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

/** The filters of the customer list, in the order in which they are offered. */
export const customerListFilters = [
  'search',
  'group',
  'specialGroup',
  'salesperson',
  'segment',
  'status',
  'attractionChannel',
  'customerKind',
  'archived',
] as const

/** A filter of the customer list. */
export type CustomerListFilterName = (typeof customerListFilters)[number]

/** The columns of the customer list shown where nobody chose others. */
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

/** What a list is looked at with: which columns and filters there are, and which are shown at first. */
export type ListDefinition = {
  readonly columns: readonly string[]
  readonly filters: readonly string[]
  readonly standardColumns: readonly string[]
}

/** Names a list whose columns and filters each user can choose. */
export const ListName = oneOf('ListName', ['customerList'])
export type ListName = (typeof ListName.values)[number]

/** The lists there are. */
export const lists: { readonly [K in ListName]: ListDefinition } = {
  customerList: {
    columns: customerListColumns,
    filters: customerListFilters,
    standardColumns: standardCustomerColumns,
  },
}
