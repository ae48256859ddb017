import type { Absence, CalendarDate, Instant, Statement } from '@clientele/domain'
import { defineTable } from '../define-table.js'
import { heldPropertyKey, keyOf } from '../keys.js'
import { personTexts } from '../person-texts.js'

/** A natural person: a contact of companies, and possibly a private customer. */
export type PersonRow = {
  readonly personId: string
  readonly firstName: string | null
  readonly lastName: string
  readonly email: string | null
  readonly phone: string | null
  readonly mobile: string | null
  readonly title: string | null
  /** Its current companies, after merges; empty if it was merged itself. */
  readonly companyIds: readonly string[]
  /** The companies as originally linked, also after a merge. */
  readonly linkedIds: readonly string[]
  /** When a merge linked it to companies, by company. */
  readonly joined: { readonly [customerId: string]: Instant }
  readonly customerId: string | null
  readonly mergedInto: string | null
  /** When it was merged, by the clock of the actor. */
  readonly mergedAt: Instant | null
  /** All bans, lifted bans, consents and withdrawals, in the order of recording. */
  readonly statements: readonly Statement[]
  /** The customers that bans or lifts apply to. */
  readonly saidAt: readonly string[]
  readonly categories: readonly string[]
  /** The scope of erasure; `null` if nothing was erased. */
  readonly erased: 'full' | 'exceptInvoicing' | null
  /** The first day after a legal hold. */
  readonly holdUntil: CalendarDate | null
  /** The normalized e-mail address. */
  readonly address: string | null
  /** Whether only administrators read its e-mails. */
  readonly emailsRestricted: boolean
}

/** Copies a person row. An object literal, because `Object.assign` or spread makes rows this wide five times as large. */
const copyOfPerson = (row: PersonRow): PersonRow => ({
  personId: row.personId,
  firstName: row.firstName,
  lastName: row.lastName,
  email: row.email,
  phone: row.phone,
  mobile: row.mobile,
  title: row.title,
  companyIds: row.companyIds,
  linkedIds: row.linkedIds,
  joined: row.joined,
  customerId: row.customerId,
  mergedInto: row.mergedInto,
  mergedAt: row.mergedAt,
  statements: row.statements,
  saidAt: row.saidAt,
  categories: row.categories,
  erased: row.erased,
  holdUntil: row.holdUntil,
  address: row.address,
  emailsRestricted: row.emailsRestricted,
})

/** The erasure of a person who is not registered: in a register of a day before its registration. */
export type EarlyErasureRow = { readonly personId: string; readonly scope: NonNullable<PersonRow['erased']> }

/** A contact property a person has, at one company or (`null`) everywhere; `property` is its number as a text. */
export type HeldPropertyRow = {
  readonly personId: string
  readonly property: string
  readonly customerId: string | null
  readonly since: Instant
}

/** A private contact and its owner: only the owner sees it, and by policy administrators. */
export type PrivateContactRow = { readonly personId: string; readonly ownerId: string }

/** An employee; `inactiveFrom` is the first day on which it is no longer active. */
export type EmployeeRow = {
  readonly employeeId: string
  readonly name: string
  readonly email: string | null
  readonly teams: readonly string[]
  readonly salesperson: boolean
  readonly sellerCode: string | null
  readonly admin: boolean
  readonly crmAccess: boolean
  /** Mailboxes whose e-mails may be linked to persons, normalized. */
  readonly linkedMailboxes: readonly string[]
  readonly inactiveFrom: CalendarDate | null
}

/** An absence with a substitute, `from` until before `until` (the first day back). */
export type AbsenceRow = Absence & { readonly employeeId: string }

export const personTables = {
  persons: defineTable((row: PersonRow) => row.personId, {
    indexes: ['companyIds', 'linkedIds', 'saidAt', 'address', 'categories'],
    texts: personTexts,
    copyOf: copyOfPerson,
  }),
  earlyErasures: defineTable((row: EarlyErasureRow) => row.personId, {}),
  heldProperties: defineTable((row: HeldPropertyRow) => heldPropertyKey(row), {
    indexes: ['personId', 'property', 'customerId'],
  }),
  privateContacts: defineTable((row: PrivateContactRow) => row.personId, { indexes: ['ownerId'] }),
  employees: defineTable((row: EmployeeRow) => row.employeeId, { indexes: ['teams', 'linkedMailboxes'] }),
  absences: defineTable(({ employeeId, from }: AbsenceRow) => keyOf(employeeId, from), {
    indexes: ['substituteId'],
  }),
}
