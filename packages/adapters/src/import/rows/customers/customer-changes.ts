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
import { type CustomerLine, contactColumns, nameOf, personName } from './customer-columns.js'

type Fields = { readonly [field: string]: string | null }

/** The fields of the customer card that differ; what is empty is cleared, what was left out is not touched. */
const changedFields = (row: CustomerLine, known: CustomerRow): Fields => ({
  ...(isChanged(nameOf(row), known.name) ? { name: nameOf(row) } : {}),
  ...Object.fromEntries(
    contactColumns
      .filter((field) => isChanged(row[field], known.details[field]))
      .map((field) => [field, row[field] ?? null]),
  ),
})

/** What a change of a private customer means for the person. */
const personFields = (row: CustomerLine, { name, email, phone }: Fields): Fields => ({
  ...(name === undefined ? {} : personName(row.name)),
  ...(email === undefined ? {} : { email }),
  ...(phone === undefined ? {} : { phone }),
})

const details = (row: CustomerLine, customer: CustomerRow): readonly Message[] => {
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

const axes = {
  segment: ChangeCustomerSegment,
  status: ChangeCustomerStatus,
  attractionChannel: ChangeAttractionChannel,
  customerKind: SetCustomerKind,
} as const

const axisNames = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

const choices = (row: CustomerLine, known: CustomerRow): readonly Message[] =>
  axisNames.flatMap((axis) => {
    const value = row[axis]
    return value === undefined || value === known[axis] ? [] : [axes[axis]({ customerId: row.customerId, value })]
  })

/** Under one group at a time the customer moves; an empty cell is "No group". */
const moving = ({ customerId, groupId }: CustomerLine, customer: CustomerRow, known: Known): readonly Message[] =>
  groupId === undefined || isMultiple(known) || groupId === (customer.groupIds[0] ?? null)
    ? []
    : [MoveCustomerToGroup({ customerId, groupId })]

/** Under several groups at a time a group is one more. */
export const joining = (
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

const numbering = ({ customerId, number }: CustomerLine, known: CustomerRow): readonly Message[] =>
  number == null || number === known.number ? [] : [ChangeCustomerNumber({ customerId, number })]

const owning = ({ customerId, ownerId }: CustomerLine, known: CustomerRow): readonly Message[] =>
  ownerId == null || ownerId === known.ownerId ? [] : [ChangeCustomerOwner({ customerId, ownerId })]

const hiding = ({ customerId, private: wanted }: CustomerLine, known: CustomerRow): readonly Message[] => {
  if (wanted == null || wanted === known.private) return []
  return [wanted ? MarkCustomerPrivate({ customerId }) : MarkCustomerPublic({ customerId })]
}

const restoring = ({ customerId, archived }: CustomerLine, known: CustomerRow): readonly Message[] =>
  archived === false && known.archived ? [RestoreCustomer({ customerId })] : []

/** What began later than the customer, whose row is given as it was registered and as it is now. */
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

/** What is to be changed about a customer that is registered. */
export const customerChanges = (row: CustomerLine, customer: CustomerRow, known: Known): readonly Message[] => [
  ...restoring(row, customer),
  ...details(row, customer),
  ...moving(row, customer, known),
  ...choices(row, customer),
  ...numbering(row, customer),
  ...owning(row, customer),
  ...hiding(row, customer),
]
