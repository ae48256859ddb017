import { isImportCommandId } from '@clientele/adapters/import'
import { partId, type RecordedEvent } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Service } from '../../environment.js'

const key = /^(.*)\*(\d{1,4})$/s

// No page gives more at once, and nobody may ask for more.
const mostParts = 1_000
const mostKeys = 64

/** Names a command that was given, with the number of its parts where it was done in parts. */
export const partsKey = (commandId: string, parts: number): string =>
  parts === 0 || parts > mostParts ? commandId : `${commandId}*${parts}`

/** The ids under which the events of a command were appended, by its key. */
const idsIn = (text: string): readonly string[] => {
  const [, commandId = text, parts = '0'] = key.exec(text) ?? []
  if (isImportCommandId(commandId)) return []
  const count = Math.min(Number(parts), mostParts)
  return count === 0 ? [commandId] : Array.from({ length: count }, (_, number) => partId(commandId, number))
}

/** The events of commands and of their parts, by their keys with commas between; none of those that nobody gave here. */
export const eventsOf = async ({ crm }: Service, keys: string): Promise<readonly RecordedEvent[]> => {
  const ids = keys.split(',', mostKeys).flatMap(idsIn).slice(0, mostParts)
  const all = await Promise.all(ids.map((id) => crm.store.appendedBy(id)()))
  return all.flatMap((appended) => (isLeft(appended) ? [] : (appended.right?.events ?? [])))
}
