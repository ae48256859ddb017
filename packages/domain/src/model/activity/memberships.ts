import type { MembershipIndex } from '../../kernel/decision.js'

/** Meetings that an employee owns or owned. Key: employee id. */
export const meetingsOfOwner: MembershipIndex = {
  name: 'meetingsOfOwner',
  joins: { MeetingRegistered: 'ownerId', MeetingOwnerChanged: 'to' },
}

/** Tasks that an employee owns or owned. Key: employee id. */
export const tasksOfOwner: MembershipIndex = {
  name: 'tasksOfOwner',
  joins: { TaskRegistered: 'ownerId', TaskOwnerChanged: 'to', TaskStatusChanged: null },
}
