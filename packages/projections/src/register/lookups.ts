import {
  administrators,
  contactsOfCompany,
  contactsOfOwner,
  contactsWithSeveralCompanies,
  customersAbsorbedBy,
  customersInGroup,
  customersInSeveralGroups,
  customersInSpecialGroup,
  customersLackingFields,
  customersOfOwner,
  customersWithPortalUser,
  employeesLinkingMailbox,
  employeesStoodInFor,
  meetingsOfOwner,
  officeReports,
  personsAbsorbedBy,
  personsWithAddress,
  personsWithProperty,
  personsWithTermsAt,
  projectsOfCustomer,
  projectsOfEmployee,
  projectsOfPerson,
  reportsOfOwner,
  subjectsOfEmployee,
  subjectsOfLeavers,
  subjectsWithRole,
  tasksOfOwner,
} from '@clientele/domain'
import type { CustomerRow } from '../tables/rows.js'
import type { Tables } from '../tables/tables.js'
import { absorbedBy } from './survivors.js'

type Lookup = (tables: Tables, key: string) => Iterable<string>

const streamNames = function* (category: string, ids: Iterable<string>): Iterable<string> {
  for (const id of ids) yield `${category}-${id}`
}

const customerStreams = (customerIds: Iterable<string>): Iterable<string> => streamNames('customer', customerIds)

const customersInSeveral = function* ({ customers }: Tables): Iterable<string> {
  for (const { customerId, groupIds } of customers.rows()) if (groupIds.length > 1) yield customerId
}

const inSeveralCompanies = function* ({ persons }: Tables): Iterable<string> {
  for (const { personId, companyIds } of persons.rows()) if (companyIds.length > 1) yield personId
}

const columnOf: { readonly [field: string]: (customer: CustomerRow) => unknown } = {
  segment: ({ segment }) => segment,
  status: ({ status }) => status,
  attractionChannel: ({ attractionChannel }) => attractionChannel,
  group: ({ groupIds }) => groupIds[0],
}

// A missing manager is not looked up here: the decision checks it, because it depends on the day.
const customersLacking = function* ({ customers }: Tables, field: string): Iterable<string> {
  for (const customer of customers.rows()) if (columnOf[field]?.(customer) == null) yield customer.customerId
}

const subjectsHeldByLeavers = function* ({ employees, assignments }: Tables): Iterable<string> {
  for (const { employeeId, inactiveFrom } of employees.rows())
    if (inactiveFrom !== null) for (const { subject } of assignments.rowsWhere('employeeId', employeeId)) yield subject
}

const withRole = function* ({ assignments }: Tables, roleId: string): Iterable<string> {
  for (const { subject } of assignments.rowsWhere('roleIds', roleId)) yield subject
}

const subjects = function* ({ assignments }: Tables, employeeId: string): Iterable<string> {
  for (const { subject } of assignments.rowsWhere('employeeId', employeeId)) yield subject
}

const withProperty = function* ({ heldProperties }: Tables, property: string): Iterable<string> {
  for (const { personId } of heldProperties.rowsWhere('property', property)) yield personId
}

const withTermsAt = function* ({ persons, heldProperties }: Tables, customerId: string): Iterable<string> {
  yield* persons.keysWhere('saidAt', customerId)
  for (const { personId } of heldProperties.rowsWhere('customerId', customerId)) yield personId
}

const projectsOf = function* (
  { participants }: Tables,
  column: 'employeeId' | 'personId',
  id: string,
): Iterable<string> {
  for (const { projectId } of participants.rowsWhere(column, id)) yield projectId
}

const everAdministrators = function* ({ employees }: Tables): Iterable<string> {
  for (const { employeeId, admin } of employees.rows()) if (admin) yield employeeId
}

const absentEmployees = function* ({ absences }: Tables, substituteId: string): Iterable<string> {
  for (const { employeeId } of absences.rowsWhere('substituteId', substituteId)) yield employeeId
}

/** The lookup of each membership index, by name. */
const lookups: { readonly [index: string]: Lookup } = {
  [customersInGroup.name]: ({ customers }, groupId) => customerStreams(customers.keysWhere('groupIds', groupId)),
  [customersInSeveralGroups.name]: (tables) => customerStreams(customersInSeveral(tables)),
  [customersInSpecialGroup.name]: ({ customers }, id) => customerStreams(customers.keysWhere('specialGroupIds', id)),
  [contactsWithSeveralCompanies.name]: (tables) => streamNames('person', inSeveralCompanies(tables)),
  [customersLackingFields.name]: (tables, field) => customerStreams(customersLacking(tables, field)),
  [subjectsOfLeavers.name]: subjectsHeldByLeavers,
  [subjectsWithRole.name]: withRole,
  [customersWithPortalUser.name]: ({ billing }, personId) =>
    customerStreams(billing.keysWhere('portalUserIds', personId)),
  [contactsOfCompany.name]: ({ persons }, customerId) =>
    streamNames('person', persons.keysWhere('companyIds', customerId)),
  [personsWithTermsAt.name]: (tables, customerId) => streamNames('person', withTermsAt(tables, customerId)),
  [personsAbsorbedBy.name]: (tables, personId) => absorbedBy(tables, `person-${personId}`),
  [customersAbsorbedBy.name]: (tables, customerId) => absorbedBy(tables, `customer-${customerId}`),
  [projectsOfPerson.name]: (tables, personId) => streamNames('project', projectsOf(tables, 'personId', personId)),
  [projectsOfCustomer.name]: ({ projects }, customerId) =>
    streamNames('project', projects.keysWhere('customerId', customerId)),
  [employeesLinkingMailbox.name]: ({ employees }, mailbox) =>
    streamNames('employee', employees.keysWhere('linkedMailboxes', mailbox)),
  [customersOfOwner.name]: ({ customers }, ownerId) => customerStreams(customers.keysWhere('ownerId', ownerId)),
  [contactsOfOwner.name]: ({ privateContacts }, ownerId) =>
    streamNames('person', privateContacts.keysWhere('ownerId', ownerId)),
  [meetingsOfOwner.name]: ({ meetings }, ownerId) => streamNames('activity', meetings.keysWhere('ownerId', ownerId)),
  [tasksOfOwner.name]: ({ tasks }, ownerId) => streamNames('activity', tasks.keysWhere('ownerId', ownerId)),
  [projectsOfEmployee.name]: (tables, employeeId) =>
    streamNames('project', projectsOf(tables, 'employeeId', employeeId)),
  [administrators.name]: (tables) => streamNames('employee', everAdministrators(tables)),
  [employeesStoodInFor.name]: (tables, substituteId) => streamNames('employee', absentEmployees(tables, substituteId)),
  [personsWithAddress.name]: ({ persons }, address) => streamNames('person', persons.keysWhere('address', address)),
  [personsWithProperty.name]: (tables, property) => streamNames('person', withProperty(tables, property)),
  [subjectsOfEmployee.name]: subjects,
  [reportsOfOwner.name]: ({ reports }, ownerId) => streamNames('report', reports.keysWhere('ownerId', ownerId)),
  [officeReports.name]: ({ reports }, scope) => streamNames('report', reports.keysWhere('scope', scope)),
}

/** Whether the register can look up streams in an index. */
export const isLookupIndex = (index: string): boolean => Object.hasOwn(lookups, index)

/**
 * The streams that belong to any of the keys; may contain duplicates. The decision
 * checks the state of each stream itself.
 */
export const findStreams = function* (tables: Tables, index: string, keys: readonly string[]): Iterable<string> {
  const lookup = isLookupIndex(index) ? lookups[index] : undefined
  if (lookup === undefined) throw new Error(`No lookup answers the membership index "${index}".`)
  for (const key of keys) yield* lookup(tables, key)
}

/**
 * Builds, in steps, the column indexes that bulk commands need. They cost memory, so they are built only before such
 * commands.
 */
export const prepareLookups = function* (tables: Tables): Iterable<void> {
  const { customers, assignments, groupMemberships, specialMemberships, tasks, projects, participants, reports } =
    tables
  for (const column of ['groupIds', 'specialGroupIds', 'ownerId'] as const) yield* customers.prepare(column)
  for (const { prepare } of [groupMemberships, specialMemberships]) yield* prepare('customerId')
  yield* assignments.prepare('employeeId')
  for (const { prepare } of [tasks, reports]) yield* prepare('ownerId')
  yield* projects.prepare('customerId')
  yield* participants.prepare('employeeId')
}

/** The same streams, sorted and without duplicates. */
export const sortedStreams = (tables: Tables, index: string, keys: readonly string[]): readonly string[] =>
  [...new Set(findStreams(tables, index, keys))].sort()
