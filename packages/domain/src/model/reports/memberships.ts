import type { MembershipIndex } from '../../kernel/decision.js'

/** Reports by author, deleted ones too. Key: the author's employee id. */
export const reportsOfOwner: MembershipIndex = { name: 'reportsOfOwner', joins: { ReportSaved: 'ownerId' } }

/** Reports of the whole office. Key: `office`. */
export const officeReports: MembershipIndex = {
  name: 'officeReports',
  joins: { ReportSaved: 'scope', ReportShared: null },
}
