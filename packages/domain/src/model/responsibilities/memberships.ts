import type { MembershipIndex } from '../../kernel/decision.js'

/** Customers and projects with a responsibility of an employee, now or before. Key: employee id. */
export const subjectsOfEmployee: MembershipIndex = {
  name: 'subjectsOfEmployee',
  joins: { ResponsibleAssigned: 'employeeId', ResponsibilityIntervalChanged: 'employeeId' },
}

/** Customers and projects with a responsibility of an employee who has left or will leave. Key: `leavers`. */
export const subjectsOfLeavers: MembershipIndex = {
  name: 'subjectsOfLeavers',
  joins: { ResponsibleAssigned: null, ResponsibilityIntervalChanged: null },
}

/** Customers and projects with a holder of a role, now or before. Key: role id. */
export const subjectsWithRole: MembershipIndex = {
  name: 'subjectsWithRole',
  joins: { ResponsibleAssigned: 'roleId', ResponsibleRoleAdded: 'roleId' },
}
