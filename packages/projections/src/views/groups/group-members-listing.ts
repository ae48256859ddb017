import type { BitSet } from '../../data-structures/bit-set.js'
import { columnsOf, type Listing } from '../../listing/listing.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import type { Register } from '../../register/register.js'
import { cellsOfCustomers } from '../customers/customer-listing.js'
import {
  type GroupMembersParams,
  membersOfGroup,
  membersOfSpecialGroup,
  type SpecialGroupMembersParams,
} from './group-members.js'

const memberColumns = [{ key: 'number' }, { key: 'name' }, { key: 'group' }] as const

const memberListing = (register: Register, members: BitSet, params: QueryContext & PageRequest): Listing => ({
  columns: columnsOf(['customerNumber', 'customerName', 'customerGroup'], params.locale),
  rows: cellsOfCustomers(register, members, memberColumns, params),
})

/** The customers of a group, as a table. */
export const groupMembersListing = (register: Register, params: GroupMembersParams): Listing =>
  memberListing(register, membersOfGroup(register, params), params)

/** The customers of a special group, as a table. */
export const specialGroupMembersListing = (register: Register, params: SpecialGroupMembersParams): Listing =>
  memberListing(register, membersOfSpecialGroup(register, params), params)
