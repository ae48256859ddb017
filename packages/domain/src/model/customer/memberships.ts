import type { MembershipIndex } from '../../kernel/decision.js'

type Move = { readonly from: string | null; readonly to: string | null; readonly reason?: string | undefined }

/**
 * The groups of a customer after a move. The follow-up of a deletion may come late where a store cannot write to several
 * streams at once: who has left the deleted group already stays where it is.
 */
export const groupsAfterMove = (groups: readonly string[], { from, to, reason }: Move): readonly string[] => {
  const isLate = reason === 'groupDeleted' && from !== null && !groups.includes(from)
  if (isLate) return groups
  return to === null ? [] : [to]
}

/** Customers whose group a group is, archived ones too. Key: group id. */
export const customersInGroup: MembershipIndex = {
  name: 'customersInGroup',
  joins: { CustomerMovedToGroup: 'to', CustomerAddedToGroup: 'groupId' },
}

/** Customers that belong to more than one group. Key: `several`. */
export const customersInSeveralGroups: MembershipIndex = {
  name: 'customersInSeveralGroups',
  joins: { CustomerMovedToGroup: null, CustomerAddedToGroup: null },
}

/** Customers that may lack a value in a field. Key: the field, as policy `requiredFields` names it. */
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

/** Customers merged into a customer; those merged into them may be among the answers. Key: customer id. */
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
