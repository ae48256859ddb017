import type { MembershipIndex } from '../../kernel/decision.js'

type Move = { readonly from: string | null; readonly to: string | null; readonly reason?: string | undefined }

/**
 * Returns the groups of a customer after a move. In a store that cannot write to several streams at once, the follow-up
 * of a deletion may come late: a customer that has left the deleted group by then stays where it is.
 */
export const groupsAfterMove = (groups: readonly string[], { from, to, reason }: Move): readonly string[] => {
  const isLate = reason === 'groupDeleted' && from !== null && !groups.includes(from)
  if (isLate) return groups
  return to === null ? [] : [to]
}

/** Customers in a group, archived ones too. Key: group id. */
export const customersInGroup: MembershipIndex = {
  name: 'customersInGroup',
  joins: { CustomerMovedToGroup: 'to', CustomerAddedToGroup: 'groupId' },
}

/** Customers in more than one group. Key: `several`. */
export const customersInSeveralGroups: MembershipIndex = {
  name: 'customersInSeveralGroups',
  joins: { CustomerMovedToGroup: null, CustomerAddedToGroup: null },
}

/** Customers that may lack a required field. Key: the field, named as in policy `requiredFields`. */
export const customersLackingFields: MembershipIndex = {
  name: 'customersLackingFields',
  joins: {
    CustomerRegistered: null,
    CustomerRestored: null,
    CustomerSegmentChanged: null,
    CustomerStatusChanged: null,
    AttractionChannelChanged: null,
    CustomerMovedToGroup: null,
    CustomerRemovedFromGroup: null,
    ResponsibilityEnded: null,
    ResponsibilityVoided: null,
    ResponsibleRoleRemoved: null,
  },
}

/** Customers merged into a customer; may include those merged into them. Key: customer id. */
export const customersAbsorbedBy: MembershipIndex = {
  name: 'customersAbsorbedBy',
  joins: { CustomerMergedInto: 'survivorId' },
}

/** Customers in a special group. Key: special group id. */
export const customersInSpecialGroup: MembershipIndex = {
  name: 'customersInSpecialGroup',
  joins: { CustomerAddedToSpecialGroup: 'specialGroupId' },
}

/** Customers that an employee owns or owned. Key: employee id. */
export const customersOfOwner: MembershipIndex = {
  name: 'customersOfOwner',
  joins: { CustomerRegistered: 'ownerId', CustomerOwnerChanged: 'to' },
}
