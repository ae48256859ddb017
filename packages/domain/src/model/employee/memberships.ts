import type { MembershipIndex } from '../../kernel/decision.js'

/**
 * Employees who link the e-mails of a mailbox. Key: the normalized mailbox; it may be an address, so no event joins by
 * it.
 */
export const employeesLinkingMailbox: MembershipIndex = {
  name: 'employeesLinkingMailbox',
  joins: { EmailLinkingEnabled: null },
  keysArePersonal: true,
}

/** Employees with a planned substitute. Key: the substitute's employee id. */
export const employeesStoodInFor: MembershipIndex = {
  name: 'employeesStoodInFor',
  joins: { AbsencePlanned: 'substituteId' },
}

/** Employees who may be administrators. Key: `administrators`. */
export const administrators: MembershipIndex = { name: 'administrators', joins: { EmployeeRegistered: null } }
