import { isLeft } from 'fp-ts/lib/Either.js'
import type { HistoryLines } from '../../history/history.js'
import type { Register } from '../../register/register.js'
import type { HistoryRow } from '../history/history-row.js'
import { contactHistory } from '../history/subject-history.js'
import {
  type ContactFile,
  type ContactMeeting,
  type ContactTask,
  contactFiles,
  contactMeetings,
  contactTasks,
} from './contact-activities.js'
import { type ContactEmails, contactEmails } from './contact-emails.js'
import { type ContactNote, contactNotes } from './contact-notes.js'
import { type ContactRow, contactRow } from './contact-row.js'
import { type ContactServices, contactServices } from './contact-services.js'
import { type Owner, ownerWithName, type TabParams, visiblePerson } from './contact-tab.js'
import { type ContactTraits, contactTraits } from './contact-traits.js'

/** The kinds of a person: contact of companies, private customer, both, or neither. */
export type ContactKind = 'companyContact' | 'privateCustomer'

/**
 * A contact with all related data: its bans, consents, properties and categories, and lists that are each newest first.
 */
export type ContactCard = ContactRow &
  ContactTraits & {
    readonly kinds: readonly ContactKind[]
    /** Whether only its owner, and by policy administrators, see it. */
    readonly private: boolean
    /** The owner of a private contact. */
    readonly owner: Owner | null
    /** The person it was merged into, which has its data. */
    readonly mergedInto: string | null
    readonly tasks: readonly ContactTask[]
    readonly meetings: readonly ContactMeeting[]
    readonly notes: readonly ContactNote[]
    readonly files: readonly ContactFile[]
    readonly emails: ContactEmails
    readonly services: ContactServices | null
    readonly history: readonly HistoryRow[]
  }

const kindsOf = ({ companies, customerId }: ContactRow): readonly ContactKind[] => [
  ...(companies.length > 0 ? (['companyContact'] as const) : []),
  ...(customerId === null ? [] : (['privateCustomer'] as const)),
]

const historyOf = (register: Register, history: HistoryLines, params: TabParams): readonly HistoryRow[] => {
  const rows = contactHistory(register, history, params)
  return isLeft(rows) ? [] : rows.right
}

/**
 * A person with its companies and tabs; `offset` and `limit` select the page of every tab. `null` if the person is
 * unknown or not visible.
 */
export const contactCard = (register: Register, history: HistoryLines, params: TabParams): ContactCard | null => {
  const person = visiblePerson(register, params)
  if (person === null) return null
  const row = contactRow(register, person, params)
  const owner = ownerWithName(register, register.tables.privateContacts.get(person.personId)?.ownerId ?? null)
  return {
    ...row,
    kinds: kindsOf(row),
    private: owner !== null,
    owner,
    mergedInto: person.mergedInto,
    ...contactTraits(register, person, params),
    tasks: contactTasks(register, params),
    meetings: contactMeetings(register, params),
    notes: contactNotes(register, params),
    files: contactFiles(register, params),
    emails: contactEmails(register, params),
    services: contactServices(register, params),
    history: historyOf(register, history, params),
  }
}
