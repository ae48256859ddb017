import type { MembershipIndex } from '../../kernel/decision.js'

/** Tasks that are or were an employee's to do. Key: employee id. */
export const tasksOfOwner: MembershipIndex = {
  name: 'tasksOfOwner',
  joins: { TaskRegistered: 'ownerId', TaskOwnerChanged: 'to', TaskStatusChanged: null },
}
