import type { MembershipIndex } from '../kernel/decision.js'

/** Employees who link the e-mails of a mailbox. Key: the mailbox, folded; it may be an address, so no event is matched by it. */
export const employeesLinkingMailbox: MembershipIndex = {
  name: 'employeesLinkingMailbox',
  joins: { EmailLinkingEnabled: null },
  keysArePersonal: true,
}
