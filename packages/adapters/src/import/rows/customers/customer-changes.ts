import {
  AddCustomerToGroup,
  ChangeAttractionChannel,
  ChangeContactDetails,
  ChangeCustomerDetails,
  ChangeCustomerNumber,
  ChangeCustomerOwner,
  ChangeCustomerSegment,
  ChangeCustomerStatus,
  MarkCustomerPrivate,
  MarkCustomerPublic,
  type Message,
  MoveCustomerToGroup,
  RestoreCustomer,
  SetCustomerKind,
} from '@clientele/domain'
import type { CustomerRow } from '@clientele/projections'
import { isChanged, isMultiple, type Known } from '../../kind.js'
import { type CustomerLine, contactColumns, furtherColumns, nameOf, personName } from './customer-columns.js'

type Fields = { readonly [field: string]: string | null }

/** The differing fields of the customer card; empty cells clear a field, missing columns leave it unchanged. */
const changedFields = (row: CustomerLine, known: CustomerRow): Fields => ({
  ...(isChanged(nameOf(row), known.name) ? { name: nameOf(row) } : {}),
  ...Object.fromEntries(
    [...contactColumns, ...furtherColumns]
      .filter((field) => isChanged(row[field], known.details[field]))
      .map((field) => [field, row[field] ?? null]),
  ),
})

/** The fields of the person that change with its private customer. */
const personFields = (row: CustomerLine, { name, email, phone }: Fields): Fields => ({
  ...(name === undefined ? {} : personName(row.name)),
  ...(email === undefined ? {} : { email }),
  ...(phone === undefined ? {} : { phone }),
})

const detailCommands = (row: CustomerLine, customer: CustomerRow): readonly Message[] => {
  const { customerId } = row
  const { personId } = customer
  const changes = changedFields(row, customer)
  if (Object.keys(changes).length === 0) return []
  const ofPerson = personFields(row, changes)
  return [
    ChangeCustomerDetails({ customerId, changes }),
    ...(personId === null || Object.keys(ofPerson).length === 0
      ? []
      : [ChangeContactDetails({ personId, changes: ofPerson })]),
  ]
}

/** Sets the details of a new customer that its registration does not take. */
export const furtherDetails = (row: CustomerLine): readonly Message[] => {
  const changes = Object.fromEntries(
    furtherColumns.flatMap((field) => (row[field] == null ? [] : [[field, row[field]]])),
  )
  return Object.keys(changes).length === 0 ? [] : [ChangeCustomerDetails({ customerId: row.customerId, changes })]
}

const axes = {
  segment: ChangeCustomerSegment,
  status: ChangeCustomerStatus,
  attractionChannel: ChangeAttractionChannel,
  customerKind: SetCustomerKind,
} as const

const axisNames = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

const choiceCommands = (row: CustomerLine, known: CustomerRow): readonly Message[] =>
  axisNames.flatMap((axis) => {
    const value = row[axis]
    return value === undefined || value === known[axis] ? [] : [axes[axis]({ customerId: row.customerId, value })]
  })

/** If a customer may be in only one group, moves it; an empty cell is "No group". */
const moveCommands = (
  { customerId, groupId }: CustomerLine,
  customer: CustomerRow,
  known: Known,
): readonly Message[] =>
  groupId === undefined || isMultiple(known) || groupId === (customer.groupIds[0] ?? null)
    ? []
    : [MoveCustomerToGroup({ customerId, groupId })]

/** If a customer may be in several groups, adds the groups. */
export const joinCommands = (
  { customerId, groupId, furtherGroupIds }: CustomerLine,
  customer: CustomerRow,
  known: Known,
): readonly Message[] =>
  isMultiple(known)
    ? [groupId ?? [], furtherGroupIds]
        .flat()
        .filter((id) => !customer.groupIds.includes(id))
        .map((id) => AddCustomerToGroup({ customerId, groupId: id }))
    : []

const numberCommands = ({ customerId, number }: CustomerLine, known: CustomerRow): readonly Message[] =>
  number == null || number === known.number ? [] : [ChangeCustomerNumber({ customerId, number })]

const ownerCommands = ({ customerId, ownerId }: CustomerLine, known: CustomerRow): readonly Message[] =>
  ownerId == null || ownerId === known.ownerId ? [] : [ChangeCustomerOwner({ customerId, ownerId })]

const privacyCommands = ({ customerId, private: wanted }: CustomerLine, known: CustomerRow): readonly Message[] => {
  if (wanted == null || wanted === known.private) return []
  return [wanted ? MarkCustomerPrivate({ customerId }) : MarkCustomerPublic({ customerId })]
}

const restoreCommands = ({ customerId, archived }: CustomerLine, known: CustomerRow): readonly Message[] =>
  archived === false && known.archived ? [RestoreCustomer({ customerId })] : []

/** The changes after registration, from the row at registration (`first`) and the row now. */
export const laterChanges = (first: CustomerLine, now: CustomerLine, known: Known): readonly Message[] => {
  const { customerId, groupId, ownerId } = now
  const isLater = (column: keyof CustomerLine): boolean => first[column] !== now[column]
  return [
    ...(isLater('groupId') && groupId != null
      ? [isMultiple(known) ? AddCustomerToGroup({ customerId, groupId }) : MoveCustomerToGroup({ customerId, groupId })]
      : []),
    ...axisNames.flatMap((axis) => (isLater(axis) ? [axes[axis]({ customerId, value: now[axis] ?? null })] : [])),
    ...(isLater('ownerId') && ownerId != null ? [ChangeCustomerOwner({ customerId, ownerId })] : []),
  ]
}

/** The changes of a registered customer. */
export const customerChanges = (row: CustomerLine, customer: CustomerRow, known: Known): readonly Message[] => [
  ...restoreCommands(row, customer),
  ...detailCommands(row, customer),
  ...moveCommands(row, customer, known),
  ...choiceCommands(row, customer),
  ...numberCommands(row, customer),
  ...ownerCommands(row, customer),
  ...privacyCommands(row, customer),
]
