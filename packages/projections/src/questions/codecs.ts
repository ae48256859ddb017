import {
  ListName,
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
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { QueryContext } from '../query/context.js'
import type { MalformedQuestion } from '../query/malformed-question.js'
import { purposes } from '../views/contacts/document-contact.js'
import type { Views } from '../views/views.js'
import {
  activitiesOfCustomer,
  assignees,
  audience,
  contacts,
  contextFields,
  customerList,
  days,
  flag,
  general,
  groupMembers,
  groupReport,
  historyOfContact,
  historyOfCustomer,
  historyOfSubject,
  matrix,
  ofContact,
  ofCustomer,
  ofProject,
  ofReport,
  onDay,
  page,
  paged,
  period,
  permissions,
  projects,
  specialGroupMembers,
  tasks,
  texts,
} from './fields.js'

/** The codecs of view parameters. A view that takes more than a `QueryContext` needs one, or this does not compile. */
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
  specialGroupListing: general,
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
    ...contextFields,
    groupId: optional(nullable(text)),
    kind: optional(nullable(text)),
  }),
  contactSearch: contacts,
  contactListing: contacts,
  contactMeetings: ofContact,
  contactTasks: recordOf('a question for tasks', { ...contextFields, ...page, personId: text, statuses: texts }),
  contactNotes: ofContact,
  contactFiles: ofContact,
  contactEmails: ofContact,
  contactServices: recordOf('a question about a contact', { ...contextFields, personId: text }),
  contactCard: ofContact,
  contactCardSections: ofContact,
  portalUsers: ofCustomer,
  customersWithProperty: recordOf('a question for customers', {
    ...contextFields,
    ...page,
    property: text,
    includeArchived: flag,
  }),
  trackingReport: recordOf('a question for tracking items', { ...contextFields, dimension: text, period }),
  classifierValues: recordOf('a question for values', {
    ...contextFields,
    catalogue: text,
    includeRetired: flag,
  }),
  numberSeries: general,
  postingDefaults: ofCustomer,
  vacantRoles: recordOf('a question for roles', { ...onDay, ...page }),
  endingResponsibilities: recordOf('a question for responsibilities', { ...onDay, ...page, within: optional(days) }),
  duplicateCandidates: paged,
  documentContact: recordOf('a question for a contact', {
    ...contextFields,
    customerId: text,
    purpose: oneOf('purpose', purposes),
  }),
  selfIssuableInvoice: recordOf('a question for an invoice type', {
    ...contextFields,
    customerId: text,
    invoiceTypeId: text,
    productId: optional(text),
  }),
  settings: general,
  listPreferences: recordOf('a question for preferences', { ...contextFields, viewer: text, list: ListName }),
  customerActivities: activitiesOfCustomer,
  customerActivityListing: activitiesOfCustomer,
  taskList: tasks,
  taskListing: tasks,
  projectList: projects,
  projectListing: projects,
  projectCard: ofProject,
  projectCardSections: ofProject,
  savedReports: recordOf('a question for reports', { ...contextFields, ...page }),
  report: ofReport,
  reportListing: ofReport,
  subjectHistory: historyOfSubject,
  historyListing: historyOfSubject,
  customerHistory: historyOfCustomer,
  contactHistory: historyOfContact,
} as const satisfies Codecs

type Question<K extends keyof Views> = NonNullable<Parameters<Views[K]>[0]>

/** Whether a view takes only the parameters of every view. */
type TakesContext<K extends keyof Views> = [Exclude<keyof Question<K>, keyof QueryContext>] extends [never]
  ? QueryContext extends Question<K>
    ? true
    : false
  : false

type WithCodec = { [K in keyof Views]: TakesContext<K> extends true ? never : K }[keyof Views]

type Codecs = { readonly [K in WithCodec]: t.Type<Question<K>, unknown, unknown> } & {
  readonly [K in keyof Views]?: t.Type<Question<K>, unknown, unknown>
}

type QuestionDecoder<C extends t.Mixed = t.Mixed> = { readonly codec: C; unknown(value: unknown): readonly Problem[] }

/** Creates a decoder of questions; see `decodeBy`. */
export const createDecoder = <C extends t.Mixed>(codec: C): QuestionDecoder<C> => ({
  codec,
  unknown: unknownFieldsBy(codec),
})

const decoders: ReadonlyMap<string, QuestionDecoder> = new Map(
  Object.entries(codecs).map(([view, codec]: [string, t.Mixed]) => [view, createDecoder(codec)]),
)

const generalDecoder = createDecoder(general)

const malformed = (problems: readonly Problem[]): Either<MalformedQuestion, never> =>
  left({ error: 'MalformedQuestion', problems })

const noQuestion: unknown = {}

/** Copies the parameters, so that the caller cannot change them afterwards; `undefined` means no parameters. */
export const copyQuestion = (value: unknown): Either<MalformedQuestion, unknown> => {
  const copied = takeFromOutside(value === undefined ? noQuestion : value)
  return isLeft(copied) ? malformed([copied.left]) : copied
}

const decoderFor = (view: string): QuestionDecoder => decoders.get(view) ?? generalDecoder

/** The codec of the parameters of a view. */
export const questionCodec = (view: keyof Views): t.Mixed => decoderFor(view).codec

/** Decodes any value as the parameters of a view. */
export const decodeQuestion = (view: string, value: unknown): Either<MalformedQuestion, unknown> =>
  decodeBy(decoderFor(view), value)

/** Decodes any value; fields that the codec does not have are refused. */
export const decodeBy = <C extends t.Mixed>(
  decoder: QuestionDecoder<C>,
  value: unknown,
): Either<MalformedQuestion, t.TypeOf<C>> => {
  const decoded = decoder.codec.decode(value)
  const unknown = decoder.unknown(value)
  if (isLeft(decoded)) return malformed([...problemsOf(decoded.left), ...unknown])
  return unknown.length > 0 ? malformed(unknown) : decoded
}
