import type { CalendarDate } from '@clientele/domain'
import type { Bits } from '../register/bits.js'
import type { Register } from '../register/register.js'
import type { CustomerRow } from '../register/rows.js'
import { localeOf } from '../wording/locale.js'
import { firstGroupOf, groupNamesOf } from './memberships.js'
import { type Moment, momentOf } from './moment.js'
import { rowsOnPage } from './rows-on-page.js'
import { type Asking, narrowed, type Page } from './selection.js'

/** A customer as lists of members show it; `customerGroup` is `''` for none. */
export type MemberRow = {
  readonly customerId: string
  readonly name: string
  readonly number: number | null
  readonly customerGroup: string
  readonly archived: boolean
}

export type GroupMembersParams = Asking &
  Page & {
    readonly groupId: string | null
    readonly includeSubgroups?: boolean | undefined
    /** On by default, so that a list is as long as the group's count says. */
    readonly includeArchived?: boolean | undefined
  }

/** A customer as a member. */
export const memberRow = (register: Register, moment: Moment, customer: CustomerRow): MemberRow => ({
  customerId: customer.customerId,
  name: customer.name,
  number: customer.number,
  customerGroup: groupNamesOf(register, customer, moment),
  archived: customer.archived,
})

const memberRows = function* (register: Register, customers: Bits, params: Asking & Page): Iterable<MemberRow> {
  const moment = momentOf(register, params.asOf)
  for (const customer of rowsOnPage(register, customers, localeOf(params.locale), params))
    yield memberRow(register, moment, customer)
}

const candidates = ({ roster }: Register, includeArchived = true): Bits =>
  includeArchived ? roster.present() : roster.active()

/** The members of a group on a page, each made as it is read. */
export const groupMemberRows = (register: Register, params: GroupMembersParams): Iterable<MemberRow> => {
  const { groupId, includeSubgroups, includeArchived } = params
  const filter = { groupIds: [groupId], includeSubgroups }
  return memberRows(register, narrowed(register, candidates(register, includeArchived), filter, params), params)
}

/** The customers of a group, or of "No group" (`null`), by name (K20, K33). */
export const customersOfGroup = (register: Register, params: GroupMembersParams): readonly MemberRow[] => [
  ...groupMemberRows(register, params),
]

export type SpecialGroupMembersParams = Asking &
  Page & { readonly specialGroupId: string; readonly includeArchived?: boolean | undefined }

/** The members of a special group on a page, each made as it is read. */
export const specialGroupMemberRows = (register: Register, params: SpecialGroupMembersParams): Iterable<MemberRow> => {
  const filter = { specialGroupIds: [params.specialGroupId] }
  return memberRows(register, narrowed(register, candidates(register, params.includeArchived), filter, params), params)
}

/** The customers of a special group by name (K37, K43). */
export const customersOfSpecialGroup = (
  register: Register,
  params: SpecialGroupMembersParams,
): readonly MemberRow[] => [...specialGroupMemberRows(register, params)]

/** The group that applied to a customer on a day, at its end; `null` for none (L03). */
export const groupOfCustomer = (
  register: Register,
  { customerId, asOf }: { readonly customerId: string; readonly asOf?: CalendarDate | undefined },
): string | null => firstGroupOf(register, customerId, momentOf(register, asOf)) ?? null
