import { isRecord, type RecordedEvent } from '@clientele/domain'
import type { ReadStream } from './inverse.js'

/** The fields that distinguish what events of one type in one stream set. */
const distinguishingFields = [
  ...['groupId', 'specialGroupId', 'key', 'dimension', 'channel', 'property', 'propertyNo', 'category'],
  ...['invoiceTypeId', 'legalEntityId', 'accountId', 'employeeId', 'roleId', 'assignmentId', 'personId', 'customerId'],
] as const

/** Event types that set the same as another type. */
const alsoSetBy: { readonly [type: string]: readonly string[] | undefined } = {
  ContactMarkedPrivate: ['ContactMarkedPublic'],
  ContactMarkedPublic: ['ContactMarkedPrivate'],
  CustomerMovedToGroup: ['CustomerAddedToGroup', 'CustomerRemovedFromGroup'],
}

const field = (data: unknown, name: string): unknown => (isRecord(data) ? Reflect.get(data, name) : undefined)

const fieldsChanged = ({ data }: RecordedEvent): readonly unknown[] | null => {
  const changes = field(data, 'changes')
  return Array.isArray(changes) ? changes.map((one) => field(one, 'field')) : null
}

/** Whether a newer event replaces what another one set: moving a customer replaces all of its groups. */
const replaces = (newer: RecordedEvent, { type, data }: RecordedEvent, changed: readonly unknown[] | null): boolean => {
  if (newer.type !== type) return alsoSetBy[type]?.includes(newer.type) === true
  const names = type === 'CustomerMovedToGroup' ? [] : distinguishingFields
  if (names.some((name) => field(data, name) !== field(newer.data, name))) return false
  return changed === null || fieldsChanged(newer)?.some((name) => changed.includes(name)) === true
}

/**
 * Whether another user has since replaced what one of the events set: undoing the events would undo that change too.
 */
export const isOvertaken = async (events: readonly RecordedEvent[], by: string, read: ReadStream): Promise<boolean> => {
  for (const event of events) {
    const changed = fieldsChanged(event)
    const since = (await read(event.stream)).filter(({ revision }) => revision > event.revision)
    if (since.some((one) => one.metadata.by !== by && replaces(one, event, changed))) return true
  }
  return false
}
