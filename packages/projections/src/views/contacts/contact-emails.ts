import type { Direction } from '@clientele/domain'
import { paginate } from '../../query/paging/paginate.js'
import { visibleActivities } from '../../query/visibility/activities.js'
import { isAdministrator } from '../../query/visibility/viewer.js'
import type { Register } from '../../register/register.js'
import type { EmailRow } from '../../tables/rows.js'
import { type ContactActivity, newestFirst, type TabParams, visiblePerson } from './contact-tab.js'

/** An e-mail that was exchanged with a contact. */
export type ContactEmail = ContactActivity & {
  readonly direction: Direction
  readonly subject: string | null
  readonly from: string | null
  readonly to: readonly string[]
  readonly mailboxId: string
}

/** The e-mails of a contact; while `restricted`, rows are for administrators only. */
export type ContactEmails = { readonly restricted: boolean; readonly rows: readonly ContactEmail[] }

const rowOf = ({ activityId, direction, subject, from, to, mailboxId, at, by }: EmailRow): ContactEmail => ({
  activityId,
  direction,
  subject,
  from,
  to: [...to],
  mailboxId,
  at,
  by,
})

const isRestricted = ({ tables }: Register, personId: string): boolean =>
  tables.persons.get(personId)?.emailsRestricted === true

/** By policy, an e-mail is hidden on the tabs of all its persons if the access to one of them is restricted. */
const isReadable = (register: Register, { personIds }: EmailRow): boolean =>
  register.settings.policies.emailRestrictionSpread === 'personOnly' ||
  !personIds.some((personId) => isRestricted(register, personId))

/**
 * The e-mails from and to a contact, newest first. While access is restricted, only administrators read them; not even
 * the sender or recipient does (24SevenOffice, "Begränsa åtkomst").
 */
export const contactEmails = (register: Register, params: TabParams): ContactEmails => {
  const person = visiblePerson(register, params)
  if (person === null) return { restricted: false, rows: [] }
  const seesAll = isAdministrator(register, params)
  const restricted = person.emailsRestricted
  if (restricted && !seesAll) return { restricted, rows: [] }
  const isVisible = visibleActivities(register, params)
  const emails = [...register.tables.emails.rowsWhere('personIds', person.personId)].filter(
    (email) => isVisible(email) && (seesAll || isReadable(register, email)),
  )
  return { restricted, rows: [...paginate(newestFirst(emails), params)].map(rowOf) }
}
