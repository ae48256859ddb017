import { type Channel, channels, type KnownEvent } from '@clientele/domain'
import { createProjections, type DocumentPurpose, type Projections, type Views } from '@clientele/projections'

/**
 * The survivor of a customer or person, or itself. `isBefore` restricts statements to those that must survive a merge.
 */
export type Now = { customer(id: string): string; person(id: string): string; readonly isBefore: boolean }

/** Projections on a day. */
export type Side = Projections & { readonly day: string }

/** Projections of a log on a day. */
export const sideOf = (log: readonly KnownEvent[], day: string): Side => {
  // Without a day in the question, both sides of a merge answer for its day: statements for that day count by then.
  const projections = createProjections(() => `${day}T12:00:00.000Z`)
  projections.applyAll(log)
  return Object.assign(projections, { day })
}

type Part = string | number | boolean | null | undefined

/** The statements of a view about customers and persons, with their ids. */
type ViewStatements = (side: Side, now: Now) => Iterable<readonly Part[]>

const customerIds = ({ register }: Side): readonly string[] =>
  [...register.tables.customers.rows()].map(({ customerId }) => customerId)

const personIds = ({ register }: Side): readonly string[] =>
  [...register.tables.persons.rows()].map(({ personId }) => personId)

const right = <A>(answer: { readonly _tag: string; readonly right?: readonly A[] }): readonly A[] => answer.right ?? []

/** A single role has one holder: that of the survivor stays, so that of the duplicate may end. */
const singleRoles = ({ register }: Side): ReadonlyMap<string, string> =>
  new Map(
    [...register.tables.roles.rows()].flatMap((one) => (one.cardinality === 'single' ? [[one.roleId, one.name]] : [])),
  )

const hasLeft = ({ register, day }: Side, employeeId: string): boolean => {
  const { inactiveFrom = null } = register.tables.employees.get(employeeId) ?? {}
  return inactiveFrom !== null && inactiveFrom <= day
}

const responsibilityMatrix: ViewStatements = function* (side, now) {
  const single = singleRoles(side)
  for (const { subject, cells } of side.views.responsibilityMatrix({ asOf: side.day, showProjects: true }).rows)
    for (const [employeeId, { roles, substituteFor }] of Object.entries(cells)) {
      const isSure = substituteFor === undefined && !roles.some((id) => single.has(id)) && !hasLeft(side, employeeId)
      const id = subject.kind === 'customer' ? now.customer(subject.id) : subject.id
      if (isSure || !now.isBefore) yield [subject.kind, id, now.customer(subject.customerId), employeeId]
    }
}

const assigneeList: ViewStatements = function* (side, now) {
  const single = new Set(singleRoles(side).values())
  for (const row of side.views.assigneeList({ asOf: side.day, filter: { showProjectParticipants: true } })) {
    const isSure = !single.has(row.customerRole) && !row.personInactive && row.substituteFor === ''
    const id = row.subject.kind === 'customer' ? now.customer(row.subject.id) : row.subject.id
    // Contacts may have another name.
    const isContact = row.interval === null && row.subject.kind === 'project'
    if ((isSure && !isContact) || !now.isBefore) yield [row.subject.kind, id, row.personName]
  }
  for (const { projectId, employeeId, personId } of side.register.tables.participants.rows())
    yield [projectId, employeeId, personId === null ? null : now.person(personId)]
}

const customerList: ViewStatements = function* ({ views, register }, now) {
  const listed = (filter: object): readonly string[] =>
    right(views.customerList({ columns: ['customerId'], filter: { showArchived: true, ...filter } })).map((row) =>
      now.customer(String(row.customerId)),
    )
  for (const id of listed({})) yield [id]
  for (const { specialGroupId } of register.tables.specialGroups.rows())
    for (const id of listed({ specialGroupIds: [specialGroupId] })) yield [specialGroupId, id]
}

const customerCard: ViewStatements = function* (side, now) {
  for (const customerId of customerIds(side)) {
    const card = side.views.customerCard({ customerId })
    if (card === null) continue
    const id = now.customer(customerId)
    for (const one of card.contacts) yield ['contact', id, now.person(one.id)]
    for (const one of card.projects) yield ['project', id, one.id]
    for (const one of card.documents) yield ['document', id, one.documentId]
    for (const one of card.specialGroups) yield ['special group', id, one.id]
    for (const one of card.properties) yield ['property', id, one]
    for (const one of Object.keys(card.trackingItems)) yield ['tracking item', id, one]
    for (const one of card.invoiceTypes) yield ['invoice type', id, one.invoiceTypeId]
    for (const one of card.legalEntities) yield ['legal entity', id, one.legalEntityId]
    for (const { accountId, closed, products } of card.accounts)
      if (!closed) for (const one of [null, ...products]) yield ['account', id, accountId, one?.productId]
  }
}

const startDates: ViewStatements = function* ({ views }, now) {
  for (const { customerId, startDate } of views.startDates({})) if (startDate !== null) yield [now.customer(customerId)]
}

/** The bans of persons that were not merged; consents of two records may differ. */
const marketingPermissions: ViewStatements = function* (side, now) {
  for (const { personId, mergedInto } of side.register.tables.persons.rows())
    for (const customerId of mergedInto !== null ? [] : [null, ...customerIds(side)])
      for (const { channel, because } of side.views.marketingPermissions({ personId, customerId }))
        if (because === 'ban')
          yield [now.person(personId), customerId === null ? null : now.customer(customerId), channel]
}

/** Who may be addressed, or is excluded by a statement on either record. */
const targetGroup: ViewStatements = function* (side, now) {
  for (const channel of ['email', 'sms'] as const)
    for (const { personId, customerIds: places } of side.views.targetGroup({ channel }).persons)
      for (const place of places) yield [channel, now.person(personId), now.customer(place)]
}

const contactSearch: ViewStatements = function* ({ views, register }, now) {
  for (const { personId, companies } of views.contactSearch({})) {
    yield [now.person(personId)]
    for (const { id } of companies) yield [now.person(personId), now.customer(id)]
  }
  for (const { value } of register.tables.classifierValues.rows())
    for (const { personId } of views.contactSearch({ category: value })) yield [value, now.person(personId)]
}

type Activities = (side: Side, personId: string) => readonly { readonly activityId: string }[]

const onTab = (activitiesOf: Activities): ViewStatements =>
  function* (side, now) {
    for (const personId of personIds(side))
      for (const { activityId } of activitiesOf(side, personId)) yield [now.person(personId), activityId]
  }

const contactServices: ViewStatements = function* (side, now) {
  for (const personId of personIds(side)) {
    const services = side.views.contactServices({ personId })
    for (const one of ['sms', 'numberSearch'] as const) if (services?.[one]) yield [now.person(personId), one]
  }
}

const portalUsers: ViewStatements = function* (side, now) {
  for (const customerId of customerIds(side))
    for (const { personId } of side.views.portalUsers({ customerId }))
      yield [now.customer(customerId), now.person(personId)]
}

const customersWithProperty: ViewStatements = function* ({ views, register }, now) {
  for (const { value: property } of register.tables.classifierValues.rows())
    for (const { customerId } of views.customersWithProperty({ property })) yield [property, now.customer(customerId)]
}

const customersOfSpecialGroup: ViewStatements = function* ({ views, register }, now) {
  for (const { specialGroupId } of register.tables.specialGroups.rows())
    for (const { customerId } of views.customersOfSpecialGroup({ specialGroupId }))
      yield [specialGroupId, now.customer(customerId)]
}

const selfIssuableInvoice: ViewStatements = function* (side, now) {
  for (const customerId of customerIds(side))
    for (const { value: invoiceTypeId } of side.register.tables.classifierValues.rows())
      if (side.views.selfIssuableInvoice({ customerId, invoiceTypeId })._tag === 'Right')
        yield [now.customer(customerId), invoiceTypeId]
}

const setting = {
  emailInvoice: 'CONTACT_NUMBER',
  paymentReminder: 'CONTACT_NUMBER',
  purchaseOrder: 'CONTACT_PURCHASE',
  salesOrder: 'CONTACT_SALES',
} as const satisfies { readonly [Purpose in DocumentPurpose]: string }

const purposes = Object.keys(setting) as readonly DocumentPurpose[]

const toAll: readonly DocumentPurpose[] = ['emailInvoice', 'paymentReminder']

/** Whether a person is a recipient by a property, not only as the first contact. */
export const isChosen = ({ register }: Side, purpose: DocumentPurpose, personId: string, at: string): boolean =>
  [...register.tables.heldProperties.rowsWhere('personId', personId)].some(
    ({ property, customerId }) =>
      property === String(register.settings.numbers[setting[purpose]]) && (customerId === null || customerId === at),
  )

/** The recipients of documents: all of the survivor, and those of the duplicate that were chosen by a property. */
const documentContact: ViewStatements = function* (side, now) {
  for (const customerId of customerIds(side))
    for (const purpose of purposes)
      for (const { personId } of side.views.documentContact({ customerId, purpose }).rows) {
        const isAdded = toAll.includes(purpose) && isChosen(side, purpose, personId, customerId)
        if (now.customer(customerId) === customerId || isAdded || !now.isBefore)
          yield [now.customer(customerId), purpose, now.person(personId)]
      }
}

const subjectHistory: ViewStatements = function* (side, now) {
  const { views } = side
  for (const id of customerIds(side))
    for (const { position } of right(views.subjectHistory({ subject: { kind: 'customer', id } })))
      yield ['customer', now.customer(id), position]
  for (const id of personIds(side))
    for (const { position } of right(views.subjectHistory({ subject: { kind: 'contact', id } })))
      yield ['contact', now.person(id), position]
}

/** Why nothing is compared. */
type Reason = string

const itsGroup = 'the survivor keeps its own group'
const nobody = 'speaks of no customer and no person'

/**
 * The statements of each view about customers and persons, or why it is not compared; a view that is not listed is not
 * compared either.
 */
const statements: { readonly [View in keyof Views]?: ViewStatements | Reason } = {
  responsibilityMatrix,
  assigneeList,
  customerList,
  customerReport: customerList,
  customerCard,
  groupTree: itsGroup,
  groupList: itsGroup,
  groupSelector: nobody,
  customersOfGroup: itsGroup,
  specialGroupList: nobody,
  specialGroupListing: 'writes specialGroupList',
  customersOfSpecialGroup,
  groupOfCustomer: itsGroup,
  groupReport: itsGroup,
  startDates,
  marketingPermissions,
  targetGroup,
  nextCustomerNumber: nobody,
  contactSearch,
  contactMeetings: onTab(({ views }, personId) => views.contactMeetings({ personId })),
  contactTasks: onTab(({ views }, personId) => views.contactTasks({ personId })),
  contactNotes: onTab(({ views }, personId) => views.contactNotes({ personId })),
  contactFiles: onTab(({ views }, personId) => views.contactFiles({ personId })),
  contactEmails: onTab(({ views }, personId) => views.contactEmails({ personId }).rows),
  contactServices,
  portalUsers,
  customersWithProperty,
  trackingReport: 'counts customers by their tracking items, which the card shows',
  classifierValues: nobody,
  numberSeries: nobody,
  postingDefaults: itsGroup,
  vacantRoles: 'tells what is missing',
  endingResponsibilities: 'a responsibility that the survivor has for longer does not end',
  duplicateCandidates: 'a merged customer is no candidate any more',
  documentContact,
  selfIssuableInvoice,
  settings: nobody,
  listPreferences: nobody,
  savedReports: nobody,
  assigneeListing: 'writes assigneeList',
  groupMembersListing: itsGroup,
  specialGroupMembersListing: 'writes customersOfSpecialGroup',
  customerListing: 'writes customerList',
  customerReportListing: 'writes customerReport',
  matrixListing: 'writes responsibilityMatrix',
  assigneeListExport: 'writes assigneeList',
  groupMembersExport: itsGroup,
  specialGroupMembersExport: 'writes customersOfSpecialGroup',
  customerReportExport: 'writes customerReport',
  contactListing: 'writes contactSearch',
  targetGroupListing: 'writes targetGroup',
  permissionListing: 'writes marketingPermissions',
  groupTreeListing: itsGroup,
  groupListListing: itsGroup,
  groupReportListing: itsGroup,
  startDateListing: 'writes startDates',
  customerCardListing: 'writes customerCard',
  subjectHistory,
  customerHistory: 'is subjectHistory',
  contactHistory: 'is subjectHistory',
  contactCard: 'shows the row of contactSearch, the tabs and the history of a person',
  contactCardSections: 'writes contactCard',
  historyListing: 'writes subjectHistory',
}

/** All statements, as texts. */
export const statementsOf = (side: Side, now: Now): readonly string[] =>
  Object.entries(statements).flatMap(([view, says]) =>
    typeof says === 'string' ? [] : Array.from(says(side, now), (parts) => JSON.stringify([view, ...parts])),
  )

/** The channels by which a person may not be addressed at a customer. */
export const isRefused = ({ views }: Side, channel: Channel, personId: string, customerId: string): boolean =>
  channels.includes(channel) &&
  views
    .marketingPermissions({ personId, customerId })
    .some((permission) => permission.channel === channel && !permission.allowed)
