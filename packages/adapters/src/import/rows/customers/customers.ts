import {
  AddCustomerToSpecialGroup,
  ArchiveCustomer,
  AssignResponsible,
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
import { customerChanges, joining, laterChanges } from './customer-changes.js'
import {
  type CustomerCells,
  type CustomerLine,
  contactColumns,
  customerColumns,
  type ManagerRole,
  managerRoles,
  personName,
} from './customer-columns.js'
import { type CustomerFinder, createCustomerFinder, identityOf } from './customer-finder.js'
import { withIds } from './customer-names.js'
import { customerGone, deletedSince } from './gone.js'
import { asRegistered, timesOf } from './since.js'

const contactInfo = (row: CustomerLine): { readonly [field: string]: string } | undefined => {
  const fields = contactColumns.flatMap((field) => {
    const value = row[field]
    return value == null ? [] : [[field, value] as const]
  })
  return fields.length === 0 ? undefined : Object.fromEntries(fields)
}

/** Whom a customer is registered with in a role. */
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

const company = (row: CustomerLine): Message =>
  RegisterCustomer({ customerId: row.customerId, kind: 'company', name: row.name, ...registration(row) })

const privateCustomer = (row: CustomerLine, { tables }: Known): Message => {
  const { customerId, email, phone } = row
  const person = tables.persons.get(customerId)
  const who = { personId: customerId, customerId, ...registration(row) }
  return person !== undefined && person.customerId === null
    ? ConvertContactToPrivateCustomer(who)
    : RegisterPrivateCustomer({ ...who, ...personName(row.name), ...definedFields({ email, phone }) })
}

const registered = (row: CustomerLine, known: Known): Message =>
  row.kind === 'privateCustomer' ? privateCustomer(row, known) : company(row)

const specialGroups = ({ customerId, specialGroupIds }: CustomerLine, known?: CustomerRow): readonly Message[] =>
  specialGroupIds
    .filter((specialGroupId) => known?.specialGroupIds.includes(specialGroupId) !== true)
    .map((specialGroupId) => AddCustomerToSpecialGroup({ customerId, specialGroupId }))

const archiving = ({ customerId, archived }: CustomerLine, known?: CustomerRow): readonly Message[] =>
  archived === true && known?.archived !== true ? [ArchiveCustomer({ customerId })] : []

/** Makes those responsible who are not yet; whoever a customer is registered with is. */
const assigning = ({ customerId, managers }: CustomerLine, known?: CustomerRow): readonly Message[] =>
  managerRoles
    .flatMap((roleId) => managers[roleId].map((employeeId) => ({ roleId, employeeId })))
    .filter(({ employeeId, roleId }) => known !== undefined || employeeId !== registeredWith(managers, roleId))
    .map(({ employeeId, roleId }) => AssignResponsible({ customerId, employeeId, roleId }))

const isOtherKind = ({ kind }: CustomerLine, known: CustomerRow): boolean => kind != null && kind !== known.kind

const planned = (row: CustomerLine, known: Known): Plan => {
  const customer = known.tables.customers.get(row.customerId)
  const refused = customerGone(customer, known)
  if (refused !== null) return { refused }
  const add = [...specialGroups(row, customer), ...assigning(row, customer)]
  const deferred = archiving(row, customer)
  const times = timesOf(row, known)
  if (customer === undefined) {
    const first = asRegistered(row)
    const called = deletedSince(row.customerId)
    return { create: [registered(first, known)], update: laterChanges(first, row, known), add, deferred, called, times }
  }
  if (isOtherKind(row, customer)) return { create: [registered(row, known)], add, deferred }
  const update = customerChanges(row, customer, known)
  return { update, add: [...joining(row, customer, known), ...add], deferred, times }
}

const planFor =
  (finder: CustomerFinder, namings: Namings) =>
  (cells: CustomerCells, known: Known, newId: () => string): Plan => {
    const found = finder.idOf(cells, known)
    if (isLeft(found)) return { refused: found.left }
    const line = withIds(cells, found.right ?? newId(), known, namings)
    if (isLeft(line)) return { refused: line.left }
    if (found.right === null || known.tables.customers.get(found.right) === undefined)
      finder.note(cells, line.right.customerId)
    return planned(line.right, known)
  }

/**
 * Customers; private customers are persons too. Numbers are given in the order of the file. Who was merged away, deleted or erased is not brought back. Archived ones
 * are archived when everything about them was read. A row without an id is about the customer that has its number, or
 * without a number its name and e-mail address; where there is none it brings a new one.
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
    keys: (row, known) => [keyOf(row, finder.idOf(row, known))],
    deferredUntil: 'documents.csv',
    plan: planFor(finder, namings),
  })
}

const keyOf = (row: CustomerCells, found: ReturnType<CustomerFinder['idOf']>): string =>
  isLeft(found) || found.right === null ? (identityOf(row) ?? '') : `customer-${found.right}`
