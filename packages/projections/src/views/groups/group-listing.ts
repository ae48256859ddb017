import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import type { QueryContext } from '../../query/context.js'
import type { Register } from '../../register/register.js'
import { type SpecialGroupListRow, specialGroupList } from './group-selector.js'
import { type GroupTreeRow, groupList, groupTree } from './group-tree.js'

const indented = ({ depth, name }: GroupTreeRow): string => `${'  '.repeat(depth)}${name}`

const groupColumns = (shownName: (row: GroupTreeRow) => string): readonly ColumnDefinition<GroupTreeRow>[] => [
  ['group', shownName],
  ['groupId', ({ groupId }) => groupId],
  ['ownCount', ({ ownCount }) => ownCount],
  ['totalCount', ({ totalCount }) => totalCount],
  ['archived', ({ archived }, { yes }) => (archived ? yes : null)],
]

/** The group tree as a table; names are indented by the depth of the group. */
export const groupTreeListing = (register: Register, context: QueryContext = {}): Listing =>
  listingOf(groupTree(register, context), groupColumns(indented), context.locale)

/** The groups by name, as a table. */
export const groupListListing = (register: Register, context: QueryContext = {}): Listing =>
  listingOf(
    groupList(register, context),
    groupColumns(({ name }) => name),
    context.locale,
  )

const specialGroupColumns: readonly ColumnDefinition<SpecialGroupListRow>[] = [
  ['specialGroup', ({ name }) => name],
  ['groupId', ({ specialGroupId }) => specialGroupId],
  ['legend', ({ legend }) => legend],
  ['totalCount', ({ count }) => count],
]

/** The special groups by name, with their legends and numbers of customers, as a table. */
export const specialGroupListing = (register: Register, context: QueryContext = {}): Listing =>
  listingOf(specialGroupList(register, context), specialGroupColumns, context.locale)
