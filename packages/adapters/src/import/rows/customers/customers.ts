import {
  AddCustomerToSpecialGroup,
  ArchiveCustomer,
  AssignResponsible,
  ChangeCustomerDetails,
  ConvertContactToPrivateCustomer,
  customerListColumns,
  type Message,
  RegisterCustomer,
  RegisterPrivateCustomer,
} from '@clientele/domain'
import type { CustomerRow } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { definedFields, type FileKind, fileKind, type Known, type Plan } from '../../kind.js'
import type { Namings } from '../namings.js'
import { customerChanges, furtherDetails, joinCommands, laterChanges } from './customer-changes.js'
import {
  type CustomerCells,
  type CustomerLine,
  contactColumns,
  customerColumns,
  type ManagerRole,
  managerRoles,
  personName,
} from './customer-columns.js'
import { type CustomerFinder, createCustomerFinder, identityOf, sharedKeysOf } from './customer-finder.js'
import { resolveNames } from './customer-names.js'
import { refuseGoneCustomer, renameIfDeleted } from './gone.js'
import { asRegistered, atRegistration, timesOf } from './since.js'

const contactInfo = (row: CustomerLine): { readonly [field: string]: string } | undefined => {
  const fields = contactColumns.flatMap((field) => {
    const value = row[field]
    return value == null ? [] : [[field, value] as const]
  })
  return fields.length === 0 ? undefined : Object.fromEntries(fields)
}

/** The employee in a role who is part of the registration itself. */
const registeredWith = (managers: CustomerLine['managers'], role: ManagerRole): string | null =>
  role === 'responsibleManager' ? (managers[role][0] ?? null) : null

const registration = (row: CustomerLine) =>
  definedFields({
    segment: row.segment,
    status: row.status,
    attractionChannel: row.attractionChannel,
    customerKind: row.customerKind,
    groupId: row.groupId,
    groupIds: row.furtherGroupIds.length === 0 ? undefined : row.furtherGroupIds,
    responsibleManager: registeredWith(row.managers, 'responsibleManager') ?? undefined,
    number: row.number,
    ownerId: row.ownerId ?? undefined,
    private: row.private,
    contactInfo: contactInfo(row),
  })

const registerCompany = (row: CustomerLine): Message =>
  RegisterCustomer({ customerId: row.customerId, kind: 'company', name: row.name, ...registration(row) })

const registerPrivate = (row: CustomerLine, { tables }: Known): Message => {
  const { customerId, email, phone } = row
  const person = tables.persons.get(customerId)
  const who = { personId: customerId, customerId, ...registration(row) }
  return person !== undefined && person.customerId === null
    ? ConvertContactToPrivateCustomer(who)
    : RegisterPrivateCustomer({ ...who, ...personName(row.name), ...definedFields({ email, phone }) })
}

const registerCommand = (row: CustomerLine, known: Known): Message =>
  row.kind === 'privateCustomer' ? registerPrivate(row, known) : registerCompany(row)

const specialGroupCommands = ({ customerId, specialGroupIds }: CustomerLine, known?: CustomerRow): readonly Message[] =>
  specialGroupIds
    .filter((specialGroupId) => known?.specialGroupIds.includes(specialGroupId) !== true)
    .map((specialGroupId) => AddCustomerToSpecialGroup({ customerId, specialGroupId }))

const archiveCommands = ({ customerId, archived }: CustomerLine, known?: CustomerRow): readonly Message[] =>
  archived === true && known?.archived !== true ? [ArchiveCustomer({ customerId })] : []

/** Assigns the managers, except one who is part of the registration. */
const assignCommands = ({ customerId, managers }: CustomerLine, known?: CustomerRow): readonly Message[] =>
  managerRoles
    .flatMap((roleId) => managers[roleId].map((employeeId) => ({ roleId, employeeId })))
    .filter(({ employeeId, roleId }) => known !== undefined || employeeId !== registeredWith(managers, roleId))
    .map(({ employeeId, roleId }) => AssignResponsible({ customerId, employeeId, roleId }))

const isOtherKind = ({ kind }: CustomerLine, known: CustomerRow): boolean => kind != null && kind !== known.kind

const planLine = (row: CustomerLine, known: Known): Plan => {
  const customer = known.tables.customers.get(row.customerId)
  const refused = refuseGoneCustomer(customer, known)
  if (refused !== null) return { refused }
  const add = [...specialGroupCommands(row, customer), ...assignCommands(row, customer)]
  const deferred = archiveCommands(row, customer)
  const times = timesOf(row, known)
  if (customer === undefined) {
    const first = asRegistered(row)
    const called = renameIfDeleted(row.customerId)
    return {
      create: [registerCommand(first, known)],
      update: [...furtherDetails(row), ...laterChanges(first, row, known)],
      add,
      deferred,
      called,
      times: { ...times, ...atRegistration(ChangeCustomerDetails, times) },
    }
  }
  if (isOtherKind(row, customer)) return { create: [registerCommand(row, known)], add, deferred }
  const update = customerChanges(row, customer, known)
  return { update, add: [...joinCommands(row, customer, known), ...add], deferred, times }
}

const planFor =
  (finder: CustomerFinder, namings: Namings) =>
  (cells: CustomerCells, known: Known, newId: () => string): Plan => {
    const found = finder.idOf(cells, known)
    if (isLeft(found)) return { refused: found.left }
    const line = resolveNames(cells, found.right ?? newId(), known, namings)
    if (isLeft(line)) return { refused: line.left }
    if (found.right === null || known.tables.customers.get(found.right) === undefined)
      finder.note(cells, line.right.customerId)
    return planLine(line.right, known)
  }

/**
 * Customers; private customers are persons too. Numbers are assigned in file order. Merged, deleted or erased customers
 * are not restored. Customers are archived only after everything about them was read. A row without an id matches the
 * customer with its number, or without a number, with its name and e-mail address; if there is none, it creates a new
 * one.
 */
export const customers = (namings: Namings): FileKind => {
  const finder = createCustomerFinder()
  return fileKind({
    file: 'customers.csv',
    columns: customerColumns,
    named: { groupId: ['group', 'customerGroup'], ownerId: ['owner'], specialGroupIds: ['specialGroups'] },
    notRead: [...customerListColumns, 'source', 'document'],
    knownBy: ['customerId', 'number'],
    id: (row) => row.customerId ?? identityOf(row),
    isIdGiven: ({ customerId }) => customerId != null,
    subject: ({ name, customerId }) => name ?? customerId ?? '',
    about: ({ customerId }) => (customerId == null ? {} : { customerIds: [customerId], personIds: [customerId] }),
    keys: (row, known) => keysOf(row, finder.idOf(row, known)),
    deferredUntil: 'documents.csv',
    plan: planFor(finder, namings),
  })
}

const keysOf = (row: CustomerCells, found: ReturnType<CustomerFinder['idOf']>): readonly string[] => [
  ...(isLeft(found) || found.right === null ? [] : [`customer-${found.right}`]),
  ...sharedKeysOf(row),
]
