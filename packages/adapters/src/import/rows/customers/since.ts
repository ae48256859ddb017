import {
  AddCustomerToGroup,
  AddCustomerToSpecialGroup,
  ArchiveCustomer,
  ChangeAttractionChannel,
  ChangeCustomerOwner,
  ChangeCustomerSegment,
  ChangeCustomerStatus,
  ConvertContactToPrivateCustomer,
  MoveCustomerToGroup,
  RegisterCustomer,
  RegisterPrivateCustomer,
  SetCustomerKind,
} from '@clientele/domain'
import { type Known, noonOf, type Times } from '../../kind.js'
import type { CustomerLine } from './customer-columns.js'

/** The columns whose values may start later than the customer, with the columns of their first days. */
const sinceColumns = {
  groupId: 'groupSince',
  segment: 'segmentSince',
  status: 'statusSince',
  attractionChannel: 'attractionChannelSince',
  customerKind: 'customerKindSince',
  ownerId: 'ownerSince',
} as const

const datedColumns = ['groupId', 'segment', 'status', 'attractionChannel', 'customerKind', 'ownerId'] as const

/** The day on which a customer was registered: from its row, else the first of the row's other days. */
const registeredOn = (row: CustomerLine): string | null =>
  row.registered ??
  [...datedColumns.map((column) => row[sinceColumns[column]]), row.archivedSince]
    .flatMap((day) => day ?? [])
    .sort()[0] ??
  null

/** The row at registration: without values that started later. A private customer has its owner from the beginning. */
export const asRegistered = (row: CustomerLine): CustomerLine => {
  const first = registeredOn(row)
  const later = datedColumns.filter((column) => {
    const since = row[sinceColumns[column]] ?? null
    return since !== null && first !== null && since > first && !(column === 'ownerId' && row.private === true)
  })
  return later.length === 0 ? row : { ...row, ...Object.fromEntries(later.map((column) => [column, undefined])) }
}

/** The instants of a customer row's changes, by command type. */
export const timesOf = (row: CustomerLine, known: Known): Times => {
  const days: readonly (readonly [type: string, day: string | null | undefined])[] = [
    [RegisterCustomer.type, registeredOn(row)],
    [RegisterPrivateCustomer.type, registeredOn(row)],
    [ConvertContactToPrivateCustomer.type, registeredOn(row)],
    [AddCustomerToSpecialGroup.type, row.registered],
    [MoveCustomerToGroup.type, row.groupSince],
    [AddCustomerToGroup.type, row.groupSince],
    [ChangeCustomerSegment.type, row.segmentSince],
    [ChangeCustomerStatus.type, row.statusSince],
    [ChangeAttractionChannel.type, row.attractionChannelSince],
    [SetCustomerKind.type, row.customerKindSince],
    [ChangeCustomerOwner.type, row.ownerSince],
    [ArchiveCustomer.type, row.archivedSince],
  ]
  return Object.fromEntries(
    days.flatMap(([type, day]) => {
      const at = noonOf(day, known)
      return at === undefined ? [] : [[type, at] as const]
    }),
  )
}

/** The instant of the registration, if it is known, for another command of a new customer. */
export const atRegistration = ({ type }: { readonly type: string }, times: Times): Times => {
  const at = times[RegisterCustomer.type]
  return at === undefined ? {} : { [type]: at }
}
