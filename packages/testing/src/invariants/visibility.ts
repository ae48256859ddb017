import { covers, type KnownEvent } from '@clientele/domain'
import type { HistorySubject, Projections, Register, Views } from '@clientele/projections'
import { activityCommands, membershipCommands, responsibilityCommands } from './command-types.js'
import { activeEmployees, invariant, projected, registeredCustomers } from './invariant.js'

const day = '2024-03-10'

type ShownCustomer = { readonly view: string; readonly customerId: string }

const customersOf = ({ tables }: Register, employeeId: string, day: string): readonly (string | undefined)[] =>
  [...tables.assignments.rowsWhere('employeeId', employeeId)]
    .filter((assignment) => covers(assignment, day))
    .map(({ kind, subjectId }) => (kind === 'customer' ? subjectId : tables.projects.get(subjectId)?.customerId))

const isResponsible = (register: Register, employeeId: string, customerId: string): boolean =>
  customersOf(register, employeeId, register.today()).includes(customerId) ||
  [...register.tables.absences.rowsWhere('substituteId', employeeId)].some(
    (absence) =>
      covers(absence, register.today()) &&
      customersOf(register, absence.employeeId, register.today()).includes(customerId),
  )

/** Returns the salespersons who may see a group: its own list, or that of the nearest ancestor with one. */
const visibilityListOf = (register: Register, groupId: string | null): readonly string[] => {
  const group = groupId === null ? undefined : register.tables.groups.get(groupId)
  if (group === undefined || group.deletedAt !== null) return []
  return group.salespersonIds.length > 0 ? group.salespersonIds : visibilityListOf(register, group.parentId)
}

const isAdmitted = (register: Register, employeeId: string, customerId: string): boolean => {
  const { tables, settings } = register
  const groups = (tables.customers.get(customerId)?.groupIds ?? []).filter(
    (id) => tables.groups.get(id)?.deletedAt === null,
  )
  const everyone = settings.policies.emptyVisibilityList === 'everyone'
  const admits = (list: readonly string[]): boolean => (list.length === 0 ? everyone : list.includes(employeeId))
  return groups.length === 0 || groups.some((groupId) => admits(visibilityListOf(register, groupId)))
}

const adminsSeeAll = ({ tables, settings }: Register, viewer: string): boolean =>
  tables.employees.get(viewer)?.admin === true && settings.policies.privateVisibility === 'ownerAndAdmins'

/** Whether a person is, or was merged into, a private contact of others that the viewer may not see. */
export const isContactOfOthers = (register: Register, viewer: string, personId: string): boolean => {
  const { privateContacts, persons } = register.tables
  const owner = privateContacts.get(personId)?.ownerId ?? viewer
  const into = persons.get(personId)?.mergedInto ?? null
  return (
    (owner !== viewer && !adminsSeeAll(register, viewer)) ||
    (into !== null && isContactOfOthers(register, viewer, into))
  )
}

/** Whether the viewer may see a customer: the rules of the views, implemented a second time to check them. */
export const maySee = (register: Register, viewer: string, customerId: string): boolean => {
  const employee = register.tables.employees.get(viewer)
  const customer = register.tables.customers.get(customerId)
  if (customer === undefined) return true
  if (customer.mergedInto !== null && !maySee(register, viewer, customer.mergedInto)) return false
  if (customer.personId !== null && isContactOfOthers(register, viewer, customer.personId)) return false
  if (employee === undefined) return !customer.private && isAdmitted(register, viewer, customerId)
  const byGroup =
    !employee.salesperson ||
    employee.admin ||
    isAdmitted(register, viewer, customerId) ||
    isResponsible(register, viewer, customerId)
  return byGroup && (!customer.private || customer.ownerId === viewer || adminsSeeAll(register, viewer))
}

const rowsOf = <A>(result: { readonly _tag: string; readonly right?: readonly A[] }): readonly A[] => result.right ?? []

const groupsOf = (views: Views): readonly (string | null)[] => views.groupTree({}).map(({ groupId }) => groupId)

/** Lists every customer that a view shows to the viewer, with the name of the view. */
const customersShown = ({ register, views }: Projections, viewer: string): readonly ShownCustomer[] => {
  const params = { viewer }
  const datedParams = { ...params, asOf: day }
  const shown: { readonly [view: string]: readonly (string | null)[] } = {
    responsibilityMatrix: views
      .responsibilityMatrix({ ...datedParams, showProjects: true })
      .rows.map(({ subject }) => subject.customerId),
    assigneeList: views
      .assigneeList({
        ...datedParams,
        includeEnded: true,
        filter: { showArchived: true, showProjectParticipants: true },
      })
      .map(({ subject }) =>
        subject.kind === 'customer' ? subject.id : (register.tables.projects.get(subject.id)?.customerId ?? null),
      ),
    customerList: rowsOf(
      views.customerList({ ...params, columns: ['customerId'], filter: { showArchived: true } }),
    ).map(({ customerId }) => String(customerId)),
    customersOfGroup: groupsOf(views).flatMap((groupId) =>
      views.customersOfGroup({ ...params, groupId }).map(({ customerId }) => customerId),
    ),
    startDates: views.startDates(params).map(({ customerId }) => customerId),
    contactSearch: views
      .contactSearch(params)
      .flatMap(({ companies, customerId }) => [customerId, ...companies.map(({ id }) => id)]),
    targetGroup: (['letter', 'email'] as const).flatMap((channel) =>
      views.targetGroup({ ...params, channel }).persons.flatMap(({ customerIds }) => customerIds),
    ),
    duplicateCandidates: views.duplicateCandidates(params).flatMap(({ customerIds }) => customerIds),
    vacantRoles: views.vacantRoles(datedParams).map(({ customerId }) => customerId),
    endingResponsibilities: views
      .endingResponsibilities({ ...datedParams, within: 90 })
      .map(({ customerId }) => customerId),
  }
  return Object.entries(shown).flatMap(([view, ids]) =>
    ids.flatMap((customerId) => (customerId === null ? [] : [{ view, customerId }])),
  )
}

/** Lists the customers of all activities that the tabs of contacts show to the viewer. */
const customersOnTabs = ({ register, views }: Projections, viewer: string): readonly ShownCustomer[] => {
  const { tables } = register
  return [...tables.persons.rows()].flatMap(({ personId }) => {
    const params = { personId, viewer }
    const shown = {
      contactNotes: views.contactNotes(params).map(({ activityId }) => tables.notes.get(activityId)),
      contactMeetings: views.contactMeetings(params).map(({ activityId }) => tables.meetings.get(activityId)),
      contactTasks: views.contactTasks(params).map(({ activityId }) => tables.tasks.get(activityId)),
      contactFiles: views.contactFiles(params).map(({ activityId }) => tables.files.get(activityId)),
    }
    return Object.entries(shown).flatMap(([view, rows]) =>
      rows.flatMap((row) => [
        ...(row?.customerIds ?? []).map((customerId) => ({ view, customerId })),
        ...(row?.projectIds ?? []).map((id) => ({ view, customerId: tables.projects.get(id)?.customerId ?? '' })),
      ]),
    )
  })
}

const historyKinds: readonly HistorySubject['kind'][] = ['employee', 'customerGroup', 'specialGroup', 'customerNumber']

/** Lists the customers in the lines that histories of employees, groups and numbers show to the viewer. */
const customersInHistories = ({ history, views }: Projections, viewer: string): readonly ShownCustomer[] =>
  history
    .contents()
    .since.subjects.filter(({ kind }) => historyKinds.includes(kind))
    .flatMap(({ kind, id }) => {
      const subject = { kind, id }
      const shown = new Set(rowsOf(views.subjectHistory({ subject, viewer })).map(({ position }) => position))
      return history
        .of(subject)
        .filter(({ position }) => shown.has(position))
        .flatMap(({ customerId }) =>
          typeof customerId === 'string' ? [{ view: `history of ${kind} ${id}`, customerId }] : [],
        )
    })

/** Lists every person that a view shows to the viewer, with the name of the view. */
const personsShown = ({ register, views }: Projections, viewer: string) => {
  const params = { viewer }
  const customerIds = [...register.tables.customers.rows()].map(({ customerId }) => customerId)
  const shown: { readonly [view: string]: readonly string[] } = {
    contactSearch: views.contactSearch(params).map(({ personId }) => personId),
    targetGroup: (['letter', 'email', 'sms'] as const).flatMap((channel) =>
      views.targetGroup({ ...params, channel }).persons.map(({ personId }) => personId),
    ),
    customerCard: customerIds.flatMap(
      (customerId) => views.customerCard({ ...params, customerId })?.contacts.map(({ id }) => id) ?? [],
    ),
    portalUsers: customerIds.flatMap((customerId) =>
      views.portalUsers({ ...params, customerId }).map(({ personId }) => personId),
    ),
    taskList: rowsOf(views.taskList(params)).flatMap(({ persons }) => persons.map(({ id }) => id)),
    contactCard: [...register.tables.persons.rows()].flatMap(
      ({ personId }) => views.contactCard({ ...params, personId })?.personId ?? [],
    ),
  }
  return Object.entries(shown).flatMap(([view, ids]) => ids.map((personId) => ({ view, personId })))
}

const viewsOpened = ({ views }: Projections, viewer: string, customerId: string): readonly string[] => [
  ...(views.customerCard({ customerId, viewer }) === null ? [] : ['customerCard']),
  ...(rowsOf(views.customerHistory({ customerId, viewer })).length === 0 ? [] : ['customerHistory']),
]

const wrongGroupCounts = ({ register, views }: Projections, viewer: string): readonly string[] =>
  views.groupTree({ viewer }).flatMap(({ groupId, ownCount }) => {
    const members = views.customersOfGroup({ groupId, includeSubgroups: false })
    const count = members.filter(({ customerId }) => maySee(register, viewer, customerId)).length
    return count === ownCount ? [] : [`groupTree counts ${ownCount} in ${groupId} for ${viewer}, who may see ${count}`]
  })

const leaks = (projections: Projections, log: readonly KnownEvent[], viewer: string): readonly string[] => {
  const { register } = projections
  const isHidden = (customerId: string): boolean => !maySee(register, viewer, customerId)
  return [
    ...[
      ...customersShown(projections, viewer),
      ...customersOnTabs(projections, viewer),
      ...customersInHistories(projections, viewer),
    ]
      .filter(({ customerId }) => isHidden(customerId))
      .map(({ view, customerId }) => `${view} shows ${customerId} to ${viewer}`),
    ...registeredCustomers(log)
      .filter(isHidden)
      .flatMap((customerId) =>
        viewsOpened(projections, viewer, customerId).map((view) => `${view} shows ${customerId} to ${viewer}`),
      ),
    ...personsShown(projections, viewer)
      .filter(({ personId }) => isContactOfOthers(register, viewer, personId))
      .map(({ view, personId }) => `${view} shows ${personId} to ${viewer}`),
    ...wrongGroupCounts(projections, viewer),
  ]
}

export const hiddenRows = invariant({
  title: 'INV-26 nobody gets a row about a customer or contact they may not see, nor a count that includes it',
  about: [
    ...membershipCommands,
    ...responsibilityCommands,
    ...activityCommands,
    'GrantGroupVisibility',
    'RevokeGroupVisibility',
    'MarkCustomerPrivate',
    'MarkContactPrivate',
  ],
  broken: ({ log }) => {
    const projections = projected(log)
    return activeEmployees(projections).flatMap((viewer) => leaks(projections, log, viewer))
  },
})
