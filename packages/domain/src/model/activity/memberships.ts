import type { MembershipIndex } from '../../kernel/decision.js'

/** Tasks that an employee owns or owned. Key: employee id. */
export const tasksOfOwner: MembershipIndex = {
  name: 'tasksOfOwner',
  joins: { TaskRegistered: 'ownerId', TaskOwnerChanged: 'to', TaskStatusChanged: null },
}
