import { categoryOf, idOfStream, type StreamName } from '@clientele/domain'

/** The ids of new things that a command made, by the field that holds them: `{ groupId: '…' }`. The first of each. */
export type NewIds = { readonly [field: string]: string }

type Made = { readonly stream: StreamName; readonly data: unknown }

// Ids of new things are the command's, with a number or a part behind it.
const isMadeBy = (commandId: string, id: unknown): id is string =>
  typeof id === 'string' &&
  id.startsWith(commandId) &&
  (id.length === commandId.length || /[./]/.test(id[commandId.length] ?? ''))

/** The ids that a command made itself, of what its events are about and in their fields. */
export const newIdsIn = (commandId: string, events: readonly Made[]): NewIds => {
  const ids: Record<string, string> = {}
  const note = (field: string, id: unknown): void => {
    if (isMadeBy(commandId, id)) ids[field] ??= id
  }
  for (const { stream, data } of events) {
    note(`${categoryOf(stream)}Id`, idOfStream(stream))
    if (typeof data === 'object' && data !== null) for (const [field, value] of Object.entries(data)) note(field, value)
  }
  return ids
}
