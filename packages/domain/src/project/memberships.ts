import type { MembershipIndex } from '../kernel/decision.js'

/** Projects of a customer, closed ones too. Key: customer id. */
export const projectsOfCustomer: MembershipIndex = {
  name: 'projectsOfCustomer',
  joins: { ProjectRegistered: 'customerId' },
}
