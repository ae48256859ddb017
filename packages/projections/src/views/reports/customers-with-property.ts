import type { PageRequest, QueryContext } from '../../query/context.js'
import { applyFilter } from '../../query/filter.js'
import type { Register } from '../../register/register.js'
import { type MemberRow, membersOnPage } from '../groups/group-members.js'

export type CustomersWithPropertyParams = QueryContext &
  PageRequest & { readonly property: string; readonly includeArchived?: boolean | undefined }

/** The customers that have a property, by name, including archived ones unless `includeArchived` is `false`. */
export const customersWithProperty = (
  register: Register,
  params: CustomersWithPropertyParams,
): readonly MemberRow[] => {
  const { customerIndex } = register
  const all = params.includeArchived === false ? customerIndex.active() : customerIndex.present()
  const customers = applyFilter(register, all, { properties: [params.property] }, params)
  return [...membersOnPage(register, customers, params)]
}
