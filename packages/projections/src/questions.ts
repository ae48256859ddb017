import {
  boolean,
  CalendarDate,
  Channel,
  eitherOf,
  integer,
  ListName,
  listOf,
  nullable,
  oneOf,
  optional,
  type Problem,
  problemsOf,
  recordOf,
  takeFromOutside,
  text,
  unknownFieldsBy,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { historyKinds } from './history/line.js'
import type { MalformedQuestion } from './malformed-question.js'
import { searchTypes, selections } from './views/contact-search.js'
import { purposes } from './views/document-contact.js'
import type { Views } from './views.js'
import { locales } from './wording/locale.js'

/** How many, or from which on: a whole number, at least 0. */
const count: t.Type<number, number, unknown> = new t.Type(
  'a whole number, at least 0',
  (value): value is number => integer.is(value) && value >= 0,
  (value, context) => (integer.is(value) && value >= 0 ? t.success(value) : t.failure(value, context)),
  t.identity,
)

// Who looks is told apart before: nobody, unknown and gone have names of their own.
const viewing = { viewer: optional(t.unknown as t.Type<string | undefined, unknown, unknown>) }
// Every question may say who asks, in which language, about which day; what has no days answers the same on any.
const asking = { ...viewing, locale: optional(oneOf('locale', locales)), asOf: optional(CalendarDate) }
const onDay = { ...asking, asOf: CalendarDate }
const page = { offset: optional(count), limit: optional(count) }
const texts = optional(listOf(text))
const flag = optional(boolean)

const groups = { groupIds: optional(listOf(nullable(text))), includeSubgroups: flag, specialGroupIds: texts }
const customers = { ...groups, salespersonId: optional(text), text: optional(text) }

const matrix = recordOf('a question for the matrix', {
  ...onDay,
  ...page,
  mode: optional(oneOf('mode', ['plain', 'byRole'])),
  showProjects: flag,
  filter: optional(
    recordOf('filter', { ...customers, teamId: optional(text), employeeIds: texts, roleId: optional(text) }),
  ),
})

const assignees = recordOf('a question for assignees', {
  ...onDay,
  ...page,
  includeEnded: flag,
  filter: optional(
    recordOf('filter', {
      customerId: optional(text),
      employeeId: optional(text),
      showArchived: flag,
      showProjectParticipants: flag,
    }),
  ),
})

const customerList = recordOf('a question for customers', {
  ...asking,
  ...page,
  columns: texts,
  filter: optional(
    recordOf('filter', {
      ...customers,
      segments: texts,
      statuses: texts,
      attractionChannels: texts,
      customerKinds: texts,
      showArchived: flag,
    }),
  ),
})

const period = optional(recordOf('period', { from: optional(CalendarDate), to: optional(CalendarDate) }))

const general = recordOf('a question', asking)
const paged = recordOf('a question', { ...asking, ...page })
const ofCustomer = recordOf('a question about a customer', { ...asking, customerId: text })
const ofContact = recordOf('a question about a contact', { ...asking, ...page, personId: text })

const groupMembers = recordOf('a question for members', {
  ...asking,
  ...page,
  groupId: nullable(text),
  includeSubgroups: flag,
  includeArchived: flag,
})

const specialGroupMembers = recordOf('a question for members', {
  ...asking,
  ...page,
  specialGroupId: text,
  includeArchived: flag,
})

const groupReport = recordOf('a question for groups', {
  ...asking,
  ...page,
  groupIds: listOf(text),
  includeSubgroups: flag,
  period,
  status: optional(text),
  userId: optional(text),
})

const permissions = eitherOf(
  'a question for permissions',
  recordOf('of a person', { ...asking, personId: text, customerId: optional(nullable(text)) }),
  recordOf('of a customer', { ...asking, customerId: text, personId: optional(t.undefined) }),
)

const audience = recordOf('a question for an audience', {
  ...asking,
  ...groups,
  channel: Channel,
  customerIds: texts,
  kinds: texts,
  properties: texts,
  contactProperties: optional(listOf(integer)),
})

const contacts = recordOf('a question for contacts', {
  ...asking,
  ...page,
  text: optional(text),
  searchType: optional(oneOf('searchType', searchTypes)),
  selection: optional(oneOf('selection', selections)),
  category: optional(eitherOf('category', text, listOf(text))),
  types: texts,
})

const limits = {
  ...asking,
  ...page,
  from: optional(CalendarDate),
  to: optional(CalendarDate),
  types: texts,
  actor: optional(text),
}

const subject = recordOf('subject', { kind: oneOf('kind of subject', historyKinds), id: text })
const historyOfSubject = recordOf('a question for a history', { ...limits, subject })
const historyOfCustomer = recordOf('a question for a history', { ...limits, customerId: text })
const historyOfContact = recordOf('a question for a history', { ...limits, personId: text })

/** How the question of every view is decoded; a view without a codec does not compile. */
const codecs = {
  responsibilityMatrix: matrix,
  matrixListing: matrix,
  assigneeList: assignees,
  assigneeListing: assignees,
  assigneeListExport: assignees,
  customerList,
  customerListing: customerList,
  customerReport: customerList,
  customerReportListing: customerList,
  customerReportExport: customerList,
  customerCard: ofCustomer,
  customerCardListing: ofCustomer,
  groupTree: general,
  groupTreeListing: general,
  groupList: general,
  groupListListing: general,
  groupSelector: general,
  customersOfGroup: groupMembers,
  groupMembersListing: groupMembers,
  groupMembersExport: groupMembers,
  specialGroupList: general,
  customersOfSpecialGroup: specialGroupMembers,
  specialGroupMembersListing: specialGroupMembers,
  specialGroupMembersExport: specialGroupMembers,
  groupOfCustomer: ofCustomer,
  groupReport,
  groupReportListing: groupReport,
  startDates: paged,
  startDateListing: paged,
  marketingPermissions: permissions,
  permissionListing: permissions,
  targetGroup: audience,
  targetGroupListing: audience,
  nextCustomerNumber: recordOf('a question for a number', {
    ...asking,
    groupId: optional(nullable(text)),
    kind: optional(nullable(text)),
  }),
  contactSearch: contacts,
  contactListing: contacts,
  contactMeetings: ofContact,
  contactTasks: recordOf('a question for tasks', { ...asking, ...page, personId: text, statuses: texts }),
  contactNotes: ofContact,
  contactFiles: ofContact,
  contactEmails: ofContact,
  contactServices: recordOf('a question about a contact', { ...asking, personId: text }),
  contactCard: ofContact,
  contactCardSections: ofContact,
  portalUsers: ofCustomer,
  customersWithProperty: recordOf('a question for customers', {
    ...asking,
    ...page,
    property: text,
    includeArchived: flag,
  }),
  trackingReport: recordOf('a question for tracking items', { ...asking, dimension: text, period }),
  classifierValues: recordOf('a question for values', {
    ...asking,
    catalogue: text,
    includeRetired: flag,
  }),
  numberSeries: general,
  postingDefaults: ofCustomer,
  vacantRoles: recordOf('a question for roles', { ...onDay, ...page }),
  endingResponsibilities: recordOf('a question for responsibilities', { ...onDay, ...page, within: optional(count) }),
  duplicateCandidates: paged,
  documentContact: recordOf('a question for a contact', {
    ...asking,
    customerId: text,
    purpose: oneOf('purpose', purposes),
  }),
  selfIssuableInvoice: recordOf('a question for an invoice type', {
    ...asking,
    customerId: text,
    invoiceTypeId: text,
    productId: optional(text),
  }),
  settings: general,
  listPreferences: recordOf('a question for preferences', { ...asking, viewer: text, list: ListName }),
  savedReports: recordOf('a question for reports', { ...asking, ...page }),
  subjectHistory: historyOfSubject,
  historyListing: historyOfSubject,
  customerHistory: historyOfCustomer,
  contactHistory: historyOfContact,
} as const satisfies { readonly [K in keyof Views]: t.Type<Question<K>, unknown, unknown> }

type Question<K extends keyof Views> = NonNullable<Parameters<Views[K]>[0]>

type Decoding = { readonly codec: t.Mixed; unknown(value: unknown): readonly Problem[] }

const decodings: ReadonlyMap<string, Decoding> = new Map(
  Object.entries(codecs).map(([view, codec]: [string, t.Mixed]) => [view, { codec, unknown: unknownFieldsBy(codec) }]),
)

const malformed = (problems: readonly Problem[]): Either<MalformedQuestion, never> =>
  left({ error: 'MalformedQuestion', problems })

const noQuestion: unknown = {}

/** A copy of a question, which nobody else changes; nothing at all is a question without limits. */
export const takeQuestion = (value: unknown): Either<MalformedQuestion, unknown> => {
  const taken = takeFromOutside(value === undefined ? noQuestion : value)
  return isLeft(taken) ? malformed([taken.left]) : taken
}

/** Decodes any value as the question of a view. */
export const readQuestion = (view: string, value: unknown): Either<MalformedQuestion, unknown> => {
  const decoding = decodings.get(view)
  if (decoding === undefined) return right(value)
  const decoded = decoding.codec.decode(value)
  const unknown = decoding.unknown(value)
  if (isLeft(decoded)) return malformed([...problemsOf(decoded.left), ...unknown])
  return unknown.length > 0 ? malformed(unknown) : decoded
}
