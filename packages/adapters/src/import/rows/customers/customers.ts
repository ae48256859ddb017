import {
  AddCustomerToSpecialGroup,
  ArchiveCustomer,
  ConvertContactToPrivateCustomer,
  customerListColumns,
  type Message,
  RegisterCustomer,
  RegisterPrivateCustomer,
} from '@clientele/domain'
import type { CustomerRow } from '@clientele/projections'
import { definedFields, type FileKind, fileKind, type Known, type Plan } from '../../kind.js'
import { customerChanges, joining, laterChanges } from './customer-changes.js'
import { type CustomerLine, contactColumns, customerColumns, personName } from './customer-columns.js'
import { customerGone, deletedSince } from './gone.js'
import { asRegistered, timesOf } from './since.js'

const contactInfo = (row: CustomerLine): { readonly [field: string]: string } | undefined => {
  const fields = contactColumns.flatMap((field) => {
    const value = row[field]
    return value == null ? [] : [[field, value] as const]
  })
  return fields.length === 0 ? undefined : Object.fromEntries(fields)
}

const registration = (row: CustomerLine) =>
  definedFields({
    segment: row.segment,
    status: row.status,
    attractionChannel: row.attractionChannel,
    customerKind: row.customerKind,
    groupId: row.groupId,
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
  (specialGroupIds ?? [])
    .filter((specialGroupId) => known?.specialGroupIds.includes(specialGroupId) !== true)
    .map((specialGroupId) => AddCustomerToSpecialGroup({ customerId, specialGroupId }))

const archiving = ({ customerId, archived }: CustomerLine, known?: CustomerRow): readonly Message[] =>
  archived === true && known?.archived !== true ? [ArchiveCustomer({ customerId })] : []

const isOtherKind = ({ kind }: CustomerLine, known: CustomerRow): boolean => kind != null && kind !== known.kind

const plan = (row: CustomerLine, known: Known): Plan => {
  const customer = known.tables.customers.get(row.customerId)
  const refused = customerGone(customer, known)
  if (refused !== null) return { refused }
  const add = specialGroups(row, customer)
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

/**
 * Customers; private customers are persons too. Numbers are given in the order of the file. Who was merged away, deleted or erased is not brought back. Archived ones
 * are archived when everything about them was read.
 */
export const customers: FileKind = fileKind({
  file: 'customers.csv',
  columns: customerColumns,
  notRead: customerListColumns,
  id: ({ customerId }) => customerId,
  subject: ({ name, customerId }) => name ?? customerId,
  keys: ({ customerId }) => [`customer-${customerId}`],
  deferredUntil: 'documents.csv',
  plan,
})
