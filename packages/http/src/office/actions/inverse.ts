import { isRecord, type RecordedEvent } from '@clientele/domain'

type Command = { readonly type: string; readonly data: object }

/** Reads the events of a stream, oldest first. */
export type ReadStream = (stream: string) => Promise<readonly RecordedEvent[]>

type Inverse = (event: RecordedEvent, read: ReadStream) => readonly Command[] | Promise<readonly Command[]>

const field = (data: unknown, name: string): unknown => (isRecord(data) ? Reflect.get(data, name) : undefined)

/** The subject of a stream, as commands name it. */
const subjectOf = (stream: string): object => {
  const at = stream.indexOf('-')
  return { [`${stream.slice(0, at)}Id`]: stream.slice(at + 1) }
}

/** A command about the subject of an event, with some fields of its data. */
const command = (type: string, { stream, data }: RecordedEvent, ...names: readonly string[]): Command => ({
  type,
  data: { ...subjectOf(stream), ...Object.fromEntries(names.map((name) => [name, field(data, name)])) },
})

const unassign: Inverse = (event) =>
  field(event.data, 'roleId') == null
    ? [command('RemoveResponsible', event, 'employeeId')]
    : [command('RemoveResponsibleRole', event, 'employeeId', 'roleId')]

/** The roles that a responsibility had last, by its events. */
const rolesIn = (events: readonly RecordedEvent[]): readonly unknown[] => {
  const roles = new Set<unknown>()
  for (const { type, data } of events) {
    const roleId = field(data, 'roleId')
    if (roleId == null) continue
    if (type === 'ResponsibleRoleRemoved') roles.delete(roleId)
    else roles.add(roleId)
  }
  return [...roles]
}

/** The events of a responsibility before an event. */
const earlierOf = async (
  { stream, revision, data }: RecordedEvent,
  read: ReadStream,
): Promise<readonly RecordedEvent[]> => {
  const assignmentId = field(data, 'assignmentId')
  const all = await read(stream)
  return all.filter((one) => one.revision < revision && field(one.data, 'assignmentId') === assignmentId)
}

const assignAgain: Inverse = async (event, read) => {
  const [first, ...more] = rolesIn(await earlierOf(event, read))
  const subject = { ...subjectOf(event.stream), employeeId: field(event.data, 'employeeId') }
  return [
    { type: 'AssignResponsible', data: { ...subject, roleId: first ?? null } },
    ...more.map((roleId) => ({ type: 'AddResponsibleRole', data: { ...subject, roleId } })),
  ]
}

const setsDates: ReadonlySet<string> = new Set(['ResponsibleAssigned', 'ResponsibilityIntervalChanged'])

/** Restores the dates that a responsibility had before an event. */
const restoreDates: Inverse = async (event, read) => {
  const earlier = await earlierOf(event, read)
  const { data } = earlier.findLast(({ type }) => setsDates.has(type)) ?? event
  const ended = earlier.findLast(({ type }) => setsDates.has(type) || type === 'ResponsibilityEnded')
  const days = { from: field(data, 'from') ?? null, until: field(ended?.data, 'until') ?? null }
  return [{ type: 'ChangeResponsibilityInterval', data: { ...command('', event, 'assignmentId').data, ...days } }]
}

/** Assigns a cancelled responsibility again with its dates. */
const assignWithDates: Inverse = async (event, read) => {
  const days = (await earlierOf(event, read)).findLast(({ type }) => setsDates.has(type))?.data
  const [first, ...more] = await assignAgain(event, read)
  if (first === undefined) return []
  const data = { ...first.data, from: field(days, 'from') ?? null, until: field(days, 'until') ?? null }
  return [{ ...first, data }, ...more]
}

// A removal by a click is undone by a new assignment; an ending by a form by restoring the dates.
const undoEnd: Inverse = (event, read) =>
  field(event.data, 'removedOn') == null ? restoreDates(event, read) : assignAgain(event, read)

/** A command about the group of an event, with some fields of its data, renamed for the command. */
const ofGroup =
  (type: string, names: { readonly [field: string]: string } = {}, id = 'groupId'): Inverse =>
  ({ data }) => {
    const renamed = Object.entries(names).map(([name, given]) => [name, field(data, given) ?? null])
    return [{ type, data: { [id]: field(data, id), ...Object.fromEntries(renamed) } }]
  }

const specialGroup = 'specialGroupId'

const groupInverses: { readonly [type: string]: Inverse | undefined } = {
  CustomerGroupCreated: ofGroup('DeleteCustomerGroup'),
  CustomerGroupRenamed: ofGroup('RenameCustomerGroup', { name: 'from' }),
  CustomerGroupMoved: ofGroup('MoveCustomerGroup', { newParentId: 'from' }),
  CustomerGroupArchived: ofGroup('RestoreCustomerGroup'),
  CustomerGroupRestored: ofGroup('ArchiveCustomerGroup'),
  GroupNumberingStartSet: ofGroup('SetGroupNumberingStart', { start: 'previous' }),
  GroupLedgerAccountSet: ofGroup('SetGroupLedgerAccount', { account: 'previous' }),
  GroupCostObjectsSet: (event) => [
    {
      type: 'SetGroupCostObjects',
      data: { groupId: field(event.data, 'groupId'), costObjects: field(event.data, 'previous') ?? [] },
    },
  ],
  GroupVisibilityGranted: ofGroup('RevokeGroupVisibility', { employeeId: 'employeeId' }),
  GroupVisibilityRevoked: ofGroup('GrantGroupVisibility', { employeeId: 'employeeId' }),
  SpecialGroupCreated: ofGroup('DeleteSpecialGroup', {}, specialGroup),
  SpecialGroupRenamed: ofGroup('RenameSpecialGroup', { name: 'from' }, specialGroup),
  SpecialGroupDescribed: ofGroup('DescribeSpecialGroup', { legend: 'from' }, specialGroup),
}

const restoreGroup: Inverse = (event) => {
  const from = field(event.data, 'from')
  return from == null
    ? [{ type: 'SetCustomerGroups', data: { ...subjectOf(event.stream), groupIds: [] } }]
    : [{ type: 'MoveCustomerToGroup', data: { ...subjectOf(event.stream), groupId: from } }]
}

/** A command that restores the value before an event. */
const restoreValue =
  (type: string, name: string): Inverse =>
  (event) => [{ type, data: { ...subjectOf(event.stream), [name]: field(event.data, 'from') ?? null } }]

/** A command that restores the fields of a record before an event. */
const restoreDetails =
  (type: string): Inverse =>
  ({ stream, data }) => {
    const changes: unknown = field(data, 'changes')
    const before = Array.isArray(changes) ? changes.map((one) => [field(one, 'field'), field(one, 'old') ?? null]) : []
    return [{ type, data: { ...subjectOf(stream), changes: Object.fromEntries(before) } }]
  }

const restoreTracking: Inverse = ({ stream, data }) => [
  {
    type: 'SetTrackingItem',
    data: { ...subjectOf(stream), dimension: field(data, 'dimension'), value: field(data, 'from') ?? null },
  },
]

/** A command about the same subject, with some fields of the event. */
const commandWith =
  (type: string, ...names: readonly string[]): Inverse =>
  (event) => [command(type, event, ...names)]

/** A command about the participant of a project. */
const participant =
  (type: string): Inverse =>
  ({ data }) => {
    const named = ['projectId', 'employeeId', 'personId'].filter((name) => field(data, name) != null)
    return [{ type, data: Object.fromEntries(named.map((name) => [name, field(data, name)])) }]
  }

/** Restores the owner of a contact before an event, or makes the contact public. */
const restoreOwner: Inverse = async ({ stream, revision }, read) => {
  const earlier = (await read(stream)).filter((one) => one.revision < revision)
  const last = earlier.findLast(({ type }) => type === 'ContactMarkedPrivate' || type === 'ContactMarkedPublic')
  return last?.type === 'ContactMarkedPrivate'
    ? [command('MarkContactPrivate', last, 'ownerId')]
    : [{ type: 'MarkContactPublic', data: subjectOf(stream) }]
}

const restoreChanged =
  (type: string): Inverse =>
  ({ data }) => [{ type, data: { key: field(data, 'key'), value: field(data, 'from') } }]

const settingInverses: { readonly [type: string]: Inverse | undefined } = {
  SettingChanged: restoreChanged('ChangeSetting'),
  PolicyChanged: restoreChanged('ChangePolicy'),
  EmployeeTeamsSet: (event) => [
    { type: 'SetEmployeeTeams', data: { ...subjectOf(event.stream), teams: field(event.data, 'previous') } },
  ],
}

const projectInverses: { readonly [type: string]: Inverse | undefined } = {
  ProjectRenamed: (event) => [
    { type: 'RenameProject', data: { ...subjectOf(event.stream), name: field(event.data, 'from') } },
  ],
  ProjectClosed: (event) => [command('ReopenProject', event)],
  ProjectReopened: (event) => [command('CloseProject', event)],
  ProjectParticipantAdded: participant('RemoveProjectParticipant'),
  ProjectParticipantRemoved: participant('AddProjectParticipant'),
}

/** The commands that undo an event, by its type; events of other types cannot be undone. */
const inverses: { readonly [type: string]: Inverse | undefined } = {
  ResponsibleAssigned: unassign,
  ResponsibleRoleAdded: (event) => [command('RemoveResponsibleRole', event, 'employeeId', 'roleId')],
  ResponsibleRoleRemoved: (event) => [command('AddResponsibleRole', event, 'employeeId', 'roleId')],
  ResponsibilityEnded: undoEnd,
  ResponsibilityIntervalChanged: restoreDates,
  ResponsibilityVoided: assignWithDates,
  CustomerMovedToGroup: restoreGroup,
  CustomerAddedToSpecialGroup: (event) => [command('RemoveCustomerFromSpecialGroup', event, 'specialGroupId')],
  CustomerRemovedFromSpecialGroup: (event) => [command('AddCustomerToSpecialGroup', event, 'specialGroupId')],
  CustomerAddedToGroup: (event) => [command('RemoveCustomerFromGroup', event, 'groupId')],
  CustomerRemovedFromGroup: (event) => [command('AddCustomerToGroup', event, 'groupId')],
  ...groupInverses,
  CustomerDetailsChanged: restoreDetails('ChangeCustomerDetails'),
  CustomerSegmentChanged: restoreValue('ChangeCustomerSegment', 'value'),
  CustomerStatusChanged: restoreValue('ChangeCustomerStatus', 'value'),
  AttractionChannelChanged: restoreValue('ChangeAttractionChannel', 'value'),
  CustomerKindSet: restoreValue('SetCustomerKind', 'value'),
  CustomerOwnerChanged: restoreValue('ChangeCustomerOwner', 'ownerId'),
  CustomerMarkedPrivate: commandWith('MarkCustomerPublic'),
  CustomerMarkedPublic: commandWith('MarkCustomerPrivate'),
  CustomerPropertyAssigned: commandWith('RemoveCustomerProperty', 'property'),
  CustomerPropertyRemoved: commandWith('AssignCustomerProperty', 'property'),
  TrackingItemSet: restoreTracking,
  InvoiceTypeAdded: commandWith('RemoveInvoiceType', 'invoiceTypeId'),
  LegalEntityAdded: commandWith('RemoveLegalEntity', 'legalEntityId'),
  PersonalAccountOpened: commandWith('ClosePersonalAccount', 'accountId'),
  PersonalAccountClosed: commandWith('OpenPersonalAccount', 'accountId'),
  PortalAccessGranted: commandWith('RevokePortalAccess', 'personId'),
  PortalAccessRevoked: commandWith('GrantPortalAccess', 'personId'),
  ContactDetailsChanged: restoreDetails('ChangeContactDetails'),
  ContactLinkedToCompany: commandWith('UnlinkContactFromCompany', 'customerId'),
  ContactUnlinkedFromCompany: commandWith('LinkContactToCompany', 'customerId'),
  ContactCategoryAssigned: commandWith('RemoveContactCategory', 'category'),
  ContactCategoryRemoved: commandWith('AssignContactCategory', 'category'),
  ContactPropertyAssigned: commandWith('RemoveContactProperty', 'propertyNo', 'customerId'),
  ContactPropertyRemoved: commandWith('AssignContactProperty', 'propertyNo', 'customerId'),
  ContactEmailAccessRestricted: commandWith('GrantContactEmailAccess'),
  ContactEmailAccessGranted: commandWith('RestrictContactEmailAccess'),
  ContactMarkedPrivate: restoreOwner,
  ContactMarkedPublic: restoreOwner,
  MarketingBanSet: commandWith('LiftMarketingBan', 'channel', 'customerId'),
  MarketingBanLifted: commandWith('SetMarketingBan', 'channel', 'customerId'),
  ...projectInverses,
  ...settingInverses,
  CustomerArchived: (event) => [command('RestoreCustomer', event)],
  CustomerRestored: (event) => [command('ArchiveCustomer', event)],
}

/** Whether all of the events can be undone. */
export const canUndo = (events: readonly RecordedEvent[]): boolean =>
  events.length > 0 && events.every(({ type }) => Object.hasOwn(inverses, type))

/** The commands that undo the events, last event first; none if one of them cannot be undone. */
export const undoCommands = async (events: readonly RecordedEvent[], read: ReadStream): Promise<readonly Command[]> => {
  if (!canUndo(events)) return []
  const commands: Command[] = []
  for (const event of events.toReversed()) commands.push(...((await inverses[event.type]?.(event, read)) ?? []))
  return commands
}
