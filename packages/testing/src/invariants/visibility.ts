import { covers, type KnownEvent } from '@clientele/domain'
import type { HistorySubject, Projections, Register, Views } from '@clientele/projections'
import { active, inGroups, responsible } from './about.js'
import { activeEmployees, invariant, projected, registeredIn } from './invariant.js'

const day = '2024-03-10'

type Seen = { readonly view: string; readonly customerId: string }

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

/** The list that counts for a group: its own, or that of the nearest group above it that has one. */
const listOf = (register: Register, groupId: string | null): readonly string[] => {
  const group = groupId === null ? undefined : register.tables.groups.get(groupId)
  if (group === undefined || group.deletedAt !== null) return []
  return group.salespersonIds.length > 0 ? group.salespersonIds : listOf(register, group.parentId)
}

const isAdmitted = (register: Register, employeeId: string, customerId: string): boolean => {
  const { tables, settings } = register
  const groups = (tables.customers.get(customerId)?.groupIds ?? []).filter(
    (id) => tables.groups.get(id)?.deletedAt === null,
  )
  const everyone = settings.policies.emptyVisibilityList === 'everyone'
  const admits = (list: readonly string[]): boolean => (list.length === 0 ? everyone : list.includes(employeeId))
  return groups.length === 0 || groups.some((groupId) => admits(listOf(register, groupId)))
}

const adminsSeeAll = ({ tables, settings }: Register, viewer: string): boolean =>
  tables.employees.get(viewer)?.admin === true && settings.policies.privateVisibility === 'ownerAndAdmins'

/** Whether a person is a private contact of others, or was merged into one. */
export const isContactOfOthers = (register: Register, viewer: string, personId: string): boolean => {
  const { privateContacts, persons } = register.tables
  const owner = privateContacts.get(personId)?.ownerId ?? viewer
  const into = persons.get(personId)?.mergedInto ?? null
  return (
    (owner !== viewer && !adminsSeeAll(register, viewer)) ||
    (into !== null && isContactOfOthers(register, viewer, into))
  )
}

/** Who may see whom, said once more and one customer at a time. */
export const maySee = (register: Register, viewer: string, customerId: string): boolean => {
  const employee = register.tables.employees.get(viewer)
  const customer = register.tables.customers.get(customerId)
  if (customer === undefined) return true
  if (customer.personId !== null && isContactOfOthers(register, viewer, customer.personId)) return false
  if (employee === undefined) return !customer.private && isAdmitted(register, viewer, customerId)
  const byGroup =
    !employee.salesperson ||
    employee.admin ||
    isAdmitted(register, viewer, customerId) ||
    isResponsible(register, viewer, customerId)
  return byGroup && (!customer.private || customer.ownerId === viewer || adminsSeeAll(register, viewer))
}

const right = <A>(answer: { readonly _tag: string; readonly right?: readonly A[] }): readonly A[] => answer.right ?? []

const groupsOf = (views: Views): readonly (string | null)[] => views.groupTree({}).map(({ groupId }) => groupId)

/** Every customer that a view shows to somebody, with the view. */
const seenBy = ({ register, views }: Projections, viewer: string): readonly Seen[] => {
  const asked = { viewer }
  const dated = { ...asked, asOf: day }
  const shown: { readonly [view: string]: readonly (string | null)[] } = {
    responsibilityMatrix: views
      .responsibilityMatrix({ ...dated, showProjects: true })
      .rows.map(({ subject }) => subject.customerId),
    assigneeList: views
      .assigneeList({ ...dated, includeEnded: true, filter: { showArchived: true, showProjectParticipants: true } })
      .map(({ subject }) =>
        subject.kind === 'customer' ? subject.id : (register.tables.projects.get(subject.id)?.customerId ?? null),
      ),
    customerList: right(views.customerList({ ...asked, columns: ['customerId'], filter: { showArchived: true } })).map(
      ({ customerId }) => String(customerId),
    ),
    customersOfGroup: groupsOf(views).flatMap((groupId) =>
      views.customersOfGroup({ ...asked, groupId }).map(({ customerId }) => customerId),
    ),
    startDates: views.startDates(asked).map(({ customerId }) => customerId),
    contactSearch: views
      .contactSearch(asked)
      .flatMap(({ companies, customerId }) => [customerId, ...companies.map(({ id }) => id)]),
    targetGroup: (['letter', 'email'] as const).flatMap((channel) =>
      views.targetGroup({ ...asked, channel }).persons.flatMap(({ customerIds }) => customerIds),
    ),
    duplicateCandidates: views.duplicateCandidates(asked).flatMap(({ customerIds }) => customerIds),
    vacantRoles: views.vacantRoles(dated).map(({ customerId }) => customerId),
    endingResponsibilities: views.endingResponsibilities({ ...dated, within: 90 }).map(({ customerId }) => customerId),
  }
  return Object.entries(shown).flatMap(([view, ids]) =>
    ids.flatMap((customerId) => (customerId === null ? [] : [{ view, customerId }])),
  )
}

/** The customers behind everything that the tabs of contacts show to somebody. */
const onTabs = ({ register, views }: Projections, viewer: string): readonly Seen[] => {
  const { tables } = register
  return [...tables.persons.rows()].flatMap(({ personId }) => {
    const asked = { personId, viewer }
    const shown = {
      contactNotes: views.contactNotes(asked).map(({ activityId }) => tables.notes.get(activityId)),
      contactMeetings: views.contactMeetings(asked).map(({ activityId }) => tables.meetings.get(activityId)),
      contactTasks: views.contactTasks(asked).map(({ activityId }) => tables.tasks.get(activityId)),
      contactFiles: views.contactFiles(asked).map(({ activityId }) => tables.files.get(activityId)),
    }
    return Object.entries(shown).flatMap(([view, rows]) =>
      rows.flatMap((row) => [
        ...(row?.customerIds ?? []).map((customerId) => ({ view, customerId })),
        ...(row?.projectIds ?? []).map((id) => ({ view, customerId: tables.projects.get(id)?.customerId ?? '' })),
      ]),
    )
  })
}

const inHistories: readonly HistorySubject['kind'][] = ['employee', 'customerGroup', 'specialGroup', 'customerNumber']

/** The customers of which the history of an employee, a group or a number tells somebody something. */
const inHistory = ({ history, views }: Projections, viewer: string): readonly Seen[] =>
  history
    .contents()
    .since.subjects.filter(({ kind }) => inHistories.includes(kind))
    .flatMap(({ kind, id }) => {
      const subject = { kind, id }
      const shown = new Set(right(views.subjectHistory({ subject, viewer })).map(({ position }) => position))
      return history
        .of(subject)
        .filter(({ position }) => shown.has(position))
        .flatMap(({ customerId }) =>
          typeof customerId === 'string' ? [{ view: `history of ${kind} ${id}`, customerId }] : [],
        )
    })

/** Every person that a view shows to somebody, with the view. */
const personsSeenBy = ({ register, views }: Projections, viewer: string) => {
  const asked = { viewer }
  const customerIds = [...register.tables.customers.rows()].map(({ customerId }) => customerId)
  const shown: { readonly [view: string]: readonly string[] } = {
    contactSearch: views.contactSearch(asked).map(({ personId }) => personId),
    targetGroup: (['letter', 'email', 'sms'] as const).flatMap((channel) =>
      views.targetGroup({ ...asked, channel }).persons.map(({ personId }) => personId),
    ),
    customerCard: customerIds.flatMap(
      (customerId) => views.customerCard({ ...asked, customerId })?.contacts.map(({ id }) => id) ?? [],
    ),
    portalUsers: customerIds.flatMap((customerId) =>
      views.portalUsers({ ...asked, customerId }).map(({ personId }) => personId),
    ),
    taskList: right(views.taskList(asked)).flatMap(({ persons }) => persons.map(({ id }) => id)),
    contactCard: [...register.tables.persons.rows()].flatMap(
      ({ personId }) => views.contactCard({ ...asked, personId })?.personId ?? [],
    ),
  }
  return Object.entries(shown).flatMap(([view, ids]) => ids.map((personId) => ({ view, personId })))
}

const opened = ({ views }: Projections, viewer: string, customerId: string): readonly string[] => [
  ...(views.customerCard({ customerId, viewer }) === null ? [] : ['customerCard']),
  ...(right(views.customerHistory({ customerId, viewer })).length === 0 ? [] : ['customerHistory']),
]

const overcounted = ({ register, views }: Projections, viewer: string): readonly string[] =>
  views.groupTree({ viewer }).flatMap(({ groupId, ownCount }) => {
    const members = views.customersOfGroup({ groupId, includeSubgroups: false })
    const count = members.filter(({ customerId }) => maySee(register, viewer, customerId)).length
    return count === ownCount ? [] : [`groupTree counts ${ownCount} in ${groupId} for ${viewer}, who may see ${count}`]
  })

const leaks = (projections: Projections, log: readonly KnownEvent[], viewer: string): readonly string[] => {
  const { register } = projections
  const isHidden = (customerId: string): boolean => !maySee(register, viewer, customerId)
  return [
    ...[...seenBy(projections, viewer), ...onTabs(projections, viewer), ...inHistory(projections, viewer)]
      .filter(({ customerId }) => isHidden(customerId))
      .map(({ view, customerId }) => `${view} shows ${customerId} to ${viewer}`),
    ...registeredIn(log)
      .filter(isHidden)
      .flatMap((customerId) =>
        opened(projections, viewer, customerId).map((view) => `${view} shows ${customerId} to ${viewer}`),
      ),
    ...personsSeenBy(projections, viewer)
      .filter(({ personId }) => isContactOfOthers(register, viewer, personId))
      .map(({ view, personId }) => `${view} shows ${personId} to ${viewer}`),
    ...overcounted(projections, viewer),
  ]
}

export const outOfSight = invariant({
  title: 'INV-26 nobody gets a row about a customer or contact they may not see, in any view or count',
  about: [
    ...inGroups,
    ...responsible,
    ...active,
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
