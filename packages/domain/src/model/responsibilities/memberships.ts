import type { MembershipIndex } from '../../kernel/decision.js'

/** Customers and projects on which an employee holds or held a responsibility. Key: employee id. */
export const subjectsOfEmployee: MembershipIndex = {
  name: 'subjectsOfEmployee',
  joins: { ResponsibleAssigned: 'employeeId', ResponsibilityIntervalChanged: 'employeeId' },
}

/** Customers and projects on which an employee who left, or will, holds or held a responsibility. Key: `leavers`. */
export const subjectsOfLeavers: MembershipIndex = {
  name: 'subjectsOfLeavers',
  joins: { ResponsibleAssigned: null, ResponsibilityIntervalChanged: null },
}

/** Customers and projects on which somebody has or had a role. Key: role id. */
export const subjectsWithRole: MembershipIndex = {
  name: 'subjectsWithRole',
  joins: { ResponsibleAssigned: 'roleId', ResponsibleRoleAdded: 'roleId' },
}
