import {
  createProjections,
  type HistoryKind,
  type Projections,
  type ReadableRegister,
  type Views,
} from '@clientele/projections'
import { activeEmployees } from '@clientele/testing'

/** Ids for questions: some of each kind, whether or not a viewer may see them, and one that does not exist. */
export type Pool = {
  readonly customerIds: readonly string[]
  readonly personIds: readonly string[]
  readonly projectIds: readonly string[]
  readonly employeeIds: readonly string[]
  readonly groupIds: readonly (string | null)[]
  readonly specialGroupIds: readonly string[]
  readonly reportIds: readonly string[]
  readonly numbers: readonly number[]
}

const few = <A>(all: Iterable<A>, count = 8): readonly A[] => [...all].slice(0, count)

/** The first ids of each kind in a register. */
export const poolOf = ({ tables }: ReadableRegister): Pool => ({
  customerIds: [...few(tables.customers.rows(), 12).map(({ customerId }) => customerId), 'nothing'],
  personIds: [...few(tables.persons.rows()).map(({ personId }) => personId), 'nothing'],
  projectIds: few(tables.projects.rows()).map(({ projectId }) => projectId),
  employeeIds: few(tables.employees.rows()).map(({ employeeId }) => employeeId),
  groupIds: [...few(tables.groups.rows()).map(({ groupId }) => groupId), null],
  specialGroupIds: few(tables.specialGroups.rows()).map(({ specialGroupId }) => specialGroupId),
  reportIds: few(tables.reports.rows()).map(({ reportId }) => reportId),
  numbers: few(tables.numbers.rows()).map(({ number }) => number),
})

const channels = ['email', 'letter', 'sms'] as const

type Question<K extends keyof Views> = NonNullable<Parameters<Views[K]>[0]>

type Asking = { readonly viewer: string; readonly asOf: string }

type Questions = { readonly [K in keyof Views]?: (pool: Pool, asking: Asking) => readonly Question<K>[] }

const purposes = ['emailInvoice', 'paymentReminder', 'purchaseOrder', 'salesOrder'] as const

const ofPersons = ({ personIds }: Pool, { viewer }: Asking) => personIds.map((personId) => ({ personId, viewer }))

const ofCustomers = ({ customerIds }: Pool, asking: Asking) =>
  customerIds.map((customerId) => ({ customerId, ...asking }))

const ofGroups = ({ groupIds }: Pool, { viewer, asOf }: Asking) =>
  groupIds.flatMap((groupId) => [
    { groupId, viewer },
    { groupId, viewer, asOf },
  ])

const plain = (_: Pool, asking: Asking) => [{ viewer: asking.viewer }, asking]

const reports = ({ groupIds, employeeIds }: Pool, { viewer }: Asking) => [
  { groupIds: groupIds.filter((id) => id !== null), viewer },
  ...employeeIds.map((userId) => ({ groupIds: groupIds.filter((id) => id !== null), userId, viewer })),
]

const matrices = ({ employeeIds }: Pool, asking: Asking) => [
  { ...asking, showProjects: true },
  { ...asking, filter: { roleId: 'seller' }, showProjects: true, offset: 1, limit: 2 },
  { ...asking, filter: { employeeIds: employeeIds.slice(0, 2), text: 'a' } },
]

const assignees = ({ customerIds, employeeIds }: Pool, asking: Asking) => [
  { ...asking, includeEnded: true, filter: { showArchived: true, showProjectParticipants: true } },
  ...customerIds.map((customerId) => ({ ...asking, filter: { customerId } })),
  ...employeeIds.map((employeeId) => ({ ...asking, offset: 1, filter: { employeeId, showArchived: true } })),
]

const columns = [
  ...['customerId', 'name', 'group', 'owner', 'startDate', 'email', 'segment', 'responsibleManager', 'responsibles'],
  ...['trackingItems', 'properties', 'legalEntities', 'consents', 'bans'],
]

const customerLists = ({ groupIds, employeeIds, specialGroupIds }: Pool, asking: Asking) => [
  { ...asking, columns, filter: { showArchived: true } },
  { ...asking, columns, filter: { responsibleIds: employeeIds, consents: channels, bans: channels } },
  { ...asking, columns, filter: { bans: channels, properties: ['v1', 'v2'] } },
  { viewer: asking.viewer, columns, filter: { groupIds: groupIds.slice(0, 2), text: 'a' } },
  { viewer: asking.viewer, columns, offset: 1, limit: 2, filter: { specialGroupIds, salespersonId: employeeIds[0] } },
]

const ofProjects = ({ projectIds }: Pool, { viewer }: Asking) =>
  [...projectIds, 'nothing'].map((projectId) => ({ projectId, viewer }))

const tasks = ({ groupIds, employeeIds }: Pool, { viewer }: Asking) => [
  { viewer },
  { viewer, filter: { groupIds }, statuses: ['open'] },
  ...employeeIds.map((userId) => ({ viewer, userId })),
]

const projects = ({ employeeIds }: Pool, { viewer }: Asking) => [
  { viewer, showClosed: true, filter: { text: 'a' } },
  ...employeeIds.map((userId) => ({ viewer, userId })),
]

const savedReports = ({ reportIds, groupIds, employeeIds }: Pool, { viewer }: Asking) => [
  ...reportIds.map((reportId) => ({ reportId, columns, viewer })),
  { filters: { groupIds, period: {} }, viewer },
  ...employeeIds.map((userId) => ({ filters: { userId }, viewer })),
]

const members = ({ specialGroupIds }: Pool, { viewer }: Asking) =>
  specialGroupIds.map((specialGroupId) => ({ specialGroupId, viewer }))

const subjects = (pool: Pool): readonly { readonly kind: HistoryKind; readonly id: string }[] => [
  ...pool.customerIds.map((id) => ({ kind: 'customer', id }) as const),
  ...pool.personIds.map((id) => ({ kind: 'contact', id }) as const),
  ...pool.projectIds.map((id) => ({ kind: 'project', id }) as const),
  ...pool.employeeIds.map((id) => ({ kind: 'employee', id }) as const),
  ...pool.groupIds.map((id) => ({ kind: 'customerGroup', id: id ?? '' }) as const),
  ...pool.specialGroupIds.map((id) => ({ kind: 'specialGroup', id }) as const),
  ...pool.reportIds.map((id) => ({ kind: 'report', id }) as const),
  ...pool.numbers.map((number) => ({ kind: 'customerNumber', id: String(number) }) as const),
]

const subjectHistories = (pool: Pool, { viewer }: Asking) => subjects(pool).map((subject) => ({ subject, viewer }))

const permissions = ({ personIds, customerIds }: Pool, { viewer }: Asking) => [
  ...personIds.map((personId) => ({ personId, viewer })),
  ...customerIds.map((customerId) => ({ customerId, viewer })),
  ...personIds.flatMap((personId) => customerIds.map((customerId) => ({ personId, customerId, viewer }))),
]

const audiences = ({ customerIds }: Pool, { viewer }: Asking) =>
  channels.flatMap((channel) => [
    { channel, viewer },
    { channel, viewer, customerIds },
  ])

const searches = (_: Pool, { viewer }: Asking) => [
  { viewer },
  { viewer, text: 'e', offset: 1 },
  { viewer, searchType: 'address' as const, text: 'a' },
  { viewer, selection: 'mine' as const },
]

/** Questions for the views with further parameters. */
const questions: Questions = {
  responsibilityMatrix: matrices,
  matrixListing: matrices,
  assigneeList: assignees,
  assigneeListing: assignees,
  assigneeListExport: assignees,
  customerList: customerLists,
  customerListing: customerLists,
  customerReport: customerLists,
  customerReportListing: customerLists,
  customerReportExport: customerLists,
  customerCard: ofCustomers,
  customerCardListing: ofCustomers,
  customersOfGroup: ofGroups,
  groupMembersListing: ofGroups,
  groupMembersExport: ofGroups,
  customersOfSpecialGroup: members,
  specialGroupMembersListing: members,
  specialGroupMembersExport: members,
  groupOfCustomer: ofCustomers,
  groupReport: reports,
  groupReportListing: reports,
  report: savedReports,
  reportListing: savedReports,
  marketingPermissions: permissions,
  permissionListing: permissions,
  targetGroup: audiences,
  targetGroupListing: audiences,
  contactSearch: searches,
  contactListing: searches,
  contactMeetings: ofPersons,
  contactTasks: ofPersons,
  contactNotes: ofPersons,
  contactFiles: ofPersons,
  contactEmails: ofPersons,
  contactServices: ofPersons,
  contactCard: ofPersons,
  contactCardSections: ofPersons,
  customerActivities: ofCustomers,
  customerActivityListing: ofCustomers,
  taskList: tasks,
  taskListing: tasks,
  projectList: projects,
  projectListing: projects,
  projectCard: ofProjects,
  projectCardSections: ofProjects,
  portalUsers: ofCustomers,
  customersWithProperty: (_, { viewer }) => ['v1', 'v2'].map((property) => ({ property, viewer })),
  trackingReport: (_, { viewer }) => ['region', 'size'].map((dimension) => ({ dimension, viewer })),
  classifierValues: (_, { viewer }) => ['status', 'segment'].map((catalogue) => ({ catalogue, viewer })),
  postingDefaults: ofCustomers,
  vacantRoles: (_, asking) => [asking],
  endingResponsibilities: (_, asking) => [{ ...asking, within: 90 }],
  documentContact: ({ customerIds }, { viewer }) =>
    customerIds.flatMap((customerId) => purposes.map((purpose) => ({ customerId, purpose, viewer }))),
  selfIssuableInvoice: ({ customerIds }, { viewer }) =>
    customerIds.map((customerId) => ({ customerId, invoiceTypeId: 'v1', viewer })),
  listPreferences: (_, { viewer }) => [{ viewer, list: 'customerList' }],
  subjectHistory: subjectHistories,
  historyListing: subjectHistories,
  customerHistory: ofCustomers,
  contactHistory: ofPersons,
}

/** The names of all views. */
export const viewNames = Object.keys(createProjections().views) as readonly (keyof Views)[]

/** Questions for a view. */
export const questionsFor = (view: keyof Views, pool: Pool, asking: Asking): readonly object[] =>
  (questions[view] ?? plain)(pool, asking)

/** A question to a view. */
export type Asked = { readonly name: keyof Views; readonly params: object }

/** Questions for every view, as an employee and as the host, who sees everything. */
export const questionsAbout = (projections: Projections): readonly Asked[] => {
  const pool = poolOf(projections.register)
  const [viewer] = activeEmployees(projections)
  const asOf = projections.register.today()
  return viewNames.flatMap((name) =>
    questionsFor(name, pool, { viewer: viewer ?? '', asOf }).flatMap((params) => [
      ...(viewer === undefined ? [] : [{ name, params }]),
      ...(name === 'listPreferences' ? [] : [{ name, params: { ...params, viewer: undefined } }]),
    ]),
  )
}

type View = (question: unknown) => unknown

/** The answer of a view. */
export const answerTo = ({ views }: Pick<Projections, 'views'>, { name, params }: Asked): unknown =>
  (views[name] as View)(params)

/** The answer of a view as text, with lazy rows read. */
export const written = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value
      ? [...(value as Iterable<unknown>)]
      : value,
  )
