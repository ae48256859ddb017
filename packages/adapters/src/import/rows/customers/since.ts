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

/** What can have begun on another day than the customer, with the column of its first day. */
const begun = {
  groupId: 'groupSince',
  segment: 'segmentSince',
  status: 'statusSince',
  attractionChannel: 'attractionChannelSince',
  customerKind: 'customerKindSince',
  ownerId: 'ownerSince',
} as const

const begunColumns = ['groupId', 'segment', 'status', 'attractionChannel', 'customerKind', 'ownerId'] as const

/** The day a customer was registered, by its row: as it says, or else the first of its other days. */
const registeredOn = (row: CustomerLine): string | null =>
  row.registered ??
  [...begunColumns.map((column) => row[begun[column]]), row.archivedSince].flatMap((day) => day ?? []).sort()[0] ??
  null

/** The row as the customer was registered: without what began later. A private customer has its owner from the beginning. */
export const asRegistered = (row: CustomerLine): CustomerLine => {
  const first = registeredOn(row)
  const later = begunColumns.filter((column) => {
    const since = row[begun[column]] ?? null
    return since !== null && first !== null && since > first && !(column === 'ownerId' && row.private === true)
  })
  return later.length === 0 ? row : { ...row, ...Object.fromEntries(later.map((column) => [column, undefined])) }
}

/** When what a row says of a customer happened, by types of commands. */
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
