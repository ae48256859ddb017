import type { MembershipIndex } from '../kernel/decision.js'

/** Customers and projects on which an employee holds or held a responsibility. Key: employee id. */
export const subjectsOfEmployee: MembershipIndex = {
  name: 'subjectsOfEmployee',
  joins: { ResponsibleAssigned: 'employeeId' },
}
