import type {
  Absence,
  Assignment,
  Billing,
  CalendarDate,
  CustomerKind,
  Instant,
  ListChoice,
  Report,
  Settings,
  Statement,
  StreamName,
} from '@clientele/domain'

export type * from './activity-rows.js'

/** The current state of a customer. `details` holds every detail field but the name; `groupsSince` is its last change of group. */
export type CustomerRow = {
  readonly customerId: string
  readonly kind: CustomerKind
  readonly name: string
  readonly personId: string | null
  readonly number: number | null
  readonly details: { readonly [field: string]: string | null }
  readonly segment: string | null
  readonly status: string | null
  readonly attractionChannel: string | null
  readonly customerKind: string | null
  readonly ownerId: string | null
  readonly private: boolean
  readonly archived: boolean
  readonly mergedInto: string | null
  readonly groupIds: readonly string[]
  readonly groupsSince: Instant | null
  readonly specialGroupIds: readonly string[]
  readonly startDate: CalendarDate | null
  readonly startSource: string | null
  readonly startDocumentId: string | null
  /** Every consent and refusal, in the order of recording. */
  readonly statements: readonly Statement[]
}

/** The billing data and portal users of a customer; no row if there is none. */
export type BillingRow = Billing & { readonly customerId: string }

/** A customer's value in a tracking dimension from an instant (inclusive) until another (exclusive, `null` while it lasts). */
export type TrackingRow = {
  readonly customerId: string
  readonly dimension: string
  readonly value: string
  readonly from: Instant
  readonly until: Instant | null
}

export type CustomerPropertyRow = { readonly customerId: string; readonly property: string }

/** A natural person: a contact of companies, possibly a private customer itself. */
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
  /** The companies as they were linked, kept after a merge. */
  readonly linkedIds: readonly string[]
  /** When it was linked to companies by a merge, by company. */
  readonly joined: { readonly [customerId: string]: Instant }
  readonly customerId: string | null
  readonly mergedInto: string | null
  /** Every ban, lift, consent and refusal, in the order of recording. */
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

/** A contact property a person has, at one company or (`null`) everywhere; `property` is its number as a text. */
export type HeldPropertyRow = {
  readonly personId: string
  readonly property: string
  readonly customerId: string | null
  readonly since: Instant
}

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

export type ProjectRow = {
  readonly projectId: string
  readonly customerId: string
  readonly name: string
  readonly closed: boolean
}

/** A customer group; a deleted one is kept for queries about days before `deletedAt`. */
export type GroupRow = {
  readonly groupId: string
  readonly name: string
  readonly parentId: string | null
  readonly predefined: boolean
  readonly numberingStart: number | null
  readonly ledgerAccount: string | null
  readonly costObjects: readonly { readonly dimension: string; readonly value: string }[]
  readonly salespersonIds: readonly string[]
  readonly archived: boolean
  readonly deletedAt: Instant | null
}

/** A special group; a deleted one is kept for queries about days before `deletedAt`. */
export type SpecialGroupRow = {
  readonly specialGroupId: string
  readonly name: string
  readonly legend: string | null
  readonly deletedAt: Instant | null
}

export type RoleRow = {
  readonly roleId: string
  readonly name: string
  readonly kind: 'customer' | 'project'
  readonly cardinality: 'many' | 'single'
  readonly required: boolean
  readonly retired: boolean
}

export type ClassifierValueRow = {
  readonly catalogue: string
  readonly value: string
  readonly name: string | null
  readonly retired: boolean
}

export type ContactPropertyRow = {
  readonly number: number
  readonly name: string
  readonly contactGroupId: string | null
  readonly retired: boolean
}

export type ContactGroupRow = { readonly contactGroupId: string; readonly name: string }

export type SubjectKind = 'customer' | 'project'

/** A responsibility; `subject` is its stream, `roleIds` every role it ever carried. */
export type AssignmentRow = Assignment & {
  readonly subject: string
  readonly kind: SubjectKind
  readonly subjectId: string
  readonly roleIds: readonly string[]
}

/** A customer in a group from an instant (inclusive) until another (exclusive, `null` while it lasts). */
export type MembershipRow = {
  readonly customerId: string
  readonly groupId: string
  readonly from: Instant
  readonly until: Instant | null
}

/** A participant of a project: an employee or a contact person. */
export type ParticipantRow = {
  readonly projectId: string
  readonly employeeId: string | null
  readonly personId: string | null
}

/** An invoice or sales order; rows of one customer come in the order of recording. */
export type DocumentRow = {
  readonly customerId: string
  readonly documentId: string
  readonly kind: 'invoice' | 'salesOrder'
  readonly date: CalendarDate
  readonly voided: boolean
}

/** A reserved customer number, and the last customer it was reserved for. */
export type NumberRow = { readonly number: number; readonly customerId: string | null; readonly released: boolean }

/** Numbers from `start` to `end` inclusive; `kind` `null` is the tenant's series. */
export type SeriesRow = {
  readonly seriesId: string
  readonly kind: string | null
  readonly start: number
  readonly end: number | null
}

/** A merge of one customer or person record (stream) into another; `moved` if events moved all data, `false` for legacy merges. */
export type AbsorptionRow = { readonly record: StreamName; readonly into: StreamName; readonly moved: boolean }

/** The list preferences of a user. */
export type ListPreferencesRow = ListChoice & { readonly userId: string; readonly list: string }

/** A saved report; a deleted one is kept for the access check of its history. */
export type ReportRow = Omit<Report, 'exists'> & { readonly reportId: string; readonly deleted: boolean }

export type SettingsRow = Settings & { readonly id: 'settings' }
