import { initialSettings } from '@clientele/domain'
import { assignmentKey, heldPropertyKey, keyOf, participantKey } from './keys.js'
import type { Listeners } from './listeners.js'
import { personTexts } from './person-texts.js'
import { copyOfCustomer, copyOfPerson } from './row-copies.js'
import type {
  AbsenceRow,
  AbsorptionRow,
  ActivityRow,
  AssignmentRow,
  BillingRow,
  ClassifierValueRow,
  ContactGroupRow,
  ContactPropertyRow,
  CustomerPropertyRow,
  CustomerRow,
  DocumentRow,
  EmailRow,
  EmployeeRow,
  FileRow,
  GroupRow,
  HeldPropertyRow,
  ListPreferencesRow,
  MeetingRow,
  MembershipRow,
  NoteRow,
  NumberRow,
  ParticipantRow,
  PersonRow,
  ProjectRow,
  ReportRow,
  RoleRow,
  SeriesRow,
  SettingsRow,
  SpecialGroupRow,
  TaskRow,
  TrackingRow,
} from './rows.js'
import { createTable, type RowChange, type Table } from './table.js'

export * from './keys.js'

/** The indexed columns of an activity. */
type LinkColumn = 'personIds' | 'customerIds' | 'projectIds'

type PersonColumn = 'companyIds' | 'linkedIds' | 'saidAt' | 'address' | 'categories'

/** All tables of the register. */
export type Tables = {
  readonly customers: Table<CustomerRow, 'groupIds' | 'specialGroupIds' | 'personId' | 'ownerId'>
  readonly billing: Table<BillingRow, 'portalUserIds'>
  readonly trackingItems: Table<TrackingRow, 'customerId' | 'dimension'>
  readonly customerProperties: Table<CustomerPropertyRow, 'customerId' | 'property'>
  readonly persons: Table<PersonRow, PersonColumn, keyof typeof personTexts>
  readonly heldProperties: Table<HeldPropertyRow, 'personId' | 'property' | 'customerId'>
  readonly employees: Table<EmployeeRow, 'teams' | 'linkedMailboxes'>
  readonly absences: Table<AbsenceRow, 'substituteId'>
  readonly projects: Table<ProjectRow, 'customerId'>
  readonly groups: Table<GroupRow, 'parentId' | 'salespersonIds'>
  readonly specialGroups: Table<SpecialGroupRow>
  readonly roles: Table<RoleRow>
  readonly classifierValues: Table<ClassifierValueRow, 'catalogue'>
  readonly contactProperties: Table<ContactPropertyRow, 'contactGroupId'>
  readonly contactGroups: Table<ContactGroupRow>
  readonly assignments: Table<AssignmentRow, 'subject' | 'employeeId' | 'roleIds'>
  readonly groupMemberships: Table<MembershipRow, 'customerId' | 'groupId'>
  readonly specialMemberships: Table<MembershipRow, 'customerId' | 'groupId'>
  readonly participants: Table<ParticipantRow, 'projectId' | 'employeeId' | 'personId'>
  readonly documents: Table<DocumentRow, 'customerId'>
  readonly absorptions: Table<AbsorptionRow, 'into'>
  readonly numbers: Table<NumberRow>
  readonly series: Table<SeriesRow>
  readonly notes: Table<NoteRow, LinkColumn>
  readonly meetings: Table<MeetingRow, LinkColumn>
  readonly tasks: Table<TaskRow, LinkColumn | 'ownerId'>
  readonly files: Table<FileRow, LinkColumn>
  readonly emails: Table<EmailRow, LinkColumn>
  readonly listPreferences: Table<ListPreferencesRow>
  readonly reports: Table<ReportRow, 'ownerId' | 'scope'>
  readonly settings: Table<SettingsRow>
}

const membershipKey = ({ customerId, groupId, from }: MembershipRow): string => keyOf(customerId, groupId, from)

const membershipTable = (name: string, changed: Listeners['every']): Tables['groupMemberships'] =>
  createTable({ name, keyOf: membershipKey, indexes: ['customerId', 'groupId'] }, changed)

const byLinks = {
  keyOf: ({ activityId }: ActivityRow): string => activityId,
  indexes: ['personIds', 'customerIds', 'projectIds'],
} as const

const linksAndOwner = [...byLinks.indexes, 'ownerId'] as const

/** Creates empty tables with the default settings. */
export const createTables = (listeners: Listeners): Tables => {
  const { every, customers, persons, employees, projects, trackingItems, assignments } = listeners
  const notifyBoth =
    <Row>(own: (change: RowChange<Row>) => void) =>
    (change: RowChange<Row>): void => {
      own(change)
      every(change)
    }
  const tables: Tables = {
    customers: createTable(
      {
        name: 'customers',
        keyOf: (row: CustomerRow) => row.customerId,
        indexes: ['groupIds', 'specialGroupIds', 'personId', 'ownerId'],
        blanks: ['groupIds'],
        lists: ['groupIds', 'specialGroupIds'],
        copyOf: copyOfCustomer,
      },
      notifyBoth(customers),
    ),
    billing: createTable(
      { name: 'billing', keyOf: (row: BillingRow) => row.customerId, indexes: ['portalUserIds'] },
      every,
    ),
    trackingItems: createTable(
      {
        name: 'trackingItems',
        keyOf: ({ customerId, dimension, from }: TrackingRow) => keyOf(customerId, dimension, from),
        indexes: ['customerId', 'dimension'],
      },
      notifyBoth(trackingItems),
    ),
    customerProperties: createTable(
      {
        name: 'customerProperties',
        keyOf: ({ customerId, property }: CustomerPropertyRow) => keyOf(customerId, property),
        indexes: ['customerId', 'property'],
      },
      every,
    ),
    persons: createTable(
      {
        name: 'persons',
        keyOf: (row: PersonRow) => row.personId,
        indexes: ['companyIds', 'linkedIds', 'saidAt', 'address', 'categories'],
        texts: personTexts,
        copyOf: copyOfPerson,
      },
      notifyBoth(persons),
    ),
    heldProperties: createTable(
      {
        name: 'heldProperties',
        keyOf: (row: HeldPropertyRow) => heldPropertyKey(row),
        indexes: ['personId', 'property', 'customerId'],
      },
      every,
    ),
    employees: createTable(
      { name: 'employees', keyOf: (row: EmployeeRow) => row.employeeId, indexes: ['teams', 'linkedMailboxes'] },
      notifyBoth(employees),
    ),
    absences: createTable(
      {
        name: 'absences',
        keyOf: ({ employeeId, from }: AbsenceRow) => keyOf(employeeId, from),
        indexes: ['substituteId'],
      },
      every,
    ),
    projects: createTable(
      { name: 'projects', keyOf: (row: ProjectRow) => row.projectId, indexes: ['customerId'] },
      notifyBoth(projects),
    ),
    groups: createTable(
      { name: 'groups', keyOf: (row: GroupRow) => row.groupId, indexes: ['parentId', 'salespersonIds'] },
      every,
    ),
    specialGroups: createTable({ name: 'specialGroups', keyOf: (row: SpecialGroupRow) => row.specialGroupId }, every),
    roles: createTable({ name: 'roles', keyOf: (row: RoleRow) => row.roleId }, every),
    classifierValues: createTable(
      {
        name: 'classifierValues',
        keyOf: (row: ClassifierValueRow) => keyOf(row.catalogue, row.value),
        indexes: ['catalogue'],
      },
      every,
    ),
    contactProperties: createTable(
      {
        name: 'contactProperties',
        keyOf: (row: ContactPropertyRow) => String(row.number),
        indexes: ['contactGroupId'],
      },
      every,
    ),
    contactGroups: createTable({ name: 'contactGroups', keyOf: (row: ContactGroupRow) => row.contactGroupId }, every),
    assignments: createTable(
      {
        name: 'assignments',
        keyOf: (row: AssignmentRow) => assignmentKey(row.subject, row.assignmentId),
        indexes: ['subject', 'employeeId', 'roleIds'],
        lists: ['roleIds'],
      },
      notifyBoth(assignments),
    ),
    groupMemberships: membershipTable('groupMemberships', every),
    specialMemberships: membershipTable('specialMemberships', every),
    participants: createTable(
      { name: 'participants', keyOf: participantKey, indexes: ['projectId', 'employeeId', 'personId'] },
      every,
    ),
    documents: createTable(
      {
        name: 'documents',
        keyOf: (row: DocumentRow) => keyOf(row.customerId, row.documentId),
        indexes: ['customerId'],
      },
      every,
    ),
    absorptions: createTable(
      { name: 'absorptions', keyOf: (row: AbsorptionRow) => row.record, indexes: ['into'] },
      every,
    ),
    numbers: createTable({ name: 'numbers', keyOf: (row: NumberRow) => String(row.number) }, every),
    series: createTable({ name: 'series', keyOf: (row: SeriesRow) => row.seriesId }, every),
    notes: createTable<NoteRow, LinkColumn>({ name: 'notes', ...byLinks }, every),
    meetings: createTable<MeetingRow, LinkColumn>({ name: 'meetings', ...byLinks }, every),
    tasks: createTable<TaskRow, LinkColumn | 'ownerId'>({ name: 'tasks', ...byLinks, indexes: linksAndOwner }, every),
    files: createTable<FileRow, LinkColumn>({ name: 'files', ...byLinks }, every),
    emails: createTable<EmailRow, LinkColumn>({ name: 'emails', ...byLinks }, every),
    listPreferences: createTable(
      { name: 'listPreferences', keyOf: ({ userId, list }: ListPreferencesRow) => keyOf(userId, list) },
      every,
    ),
    reports: createTable(
      { name: 'reports', keyOf: (row: ReportRow) => row.reportId, indexes: ['ownerId', 'scope'] },
      every,
    ),
    settings: createTable({ name: 'settings', keyOf: (row: SettingsRow) => row.id }, every),
  }
  tables.settings.put({ id: 'settings', ...initialSettings })
  return tables
}
