import { intersect } from '../../data-structures/bit-set.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter, customersWithIds } from '../../query/filter.js'
import type { Register } from '../../register/register.js'
import { type MemberRow, membersOnPage } from '../groups/group-members.js'

export type CustomersWithPropertyParams = QueryContext &
  PageRequest & { readonly property: string; readonly includeArchived?: boolean | undefined }

/** The customers that have a property, by name; archived ones unless they are left out. */
export const customersWithProperty = (
  register: Register,
  params: CustomersWithPropertyParams,
): readonly MemberRow[] => {
  const { customerIndex, tables } = register
  const all = params.includeArchived === false ? customerIndex.active() : customerIndex.present()
  const ids = [...tables.customerProperties.rowsWhere('property', params.property)].map(({ customerId }) => customerId)
  const customers = applyFilter(register, intersect(all, customersWithIds(register, ids)), {}, params)
  return [...membersOnPage(register, customers, params)]
}
