import { isImportCommandId } from '@clientele/adapters/import'
import { partId, type RecordedEvent } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Service } from '../../environment.js'

const key = /^(.*)\*(\d{1,4})$/s

// No page executes more parts at once, and no request may ask for more.
const maxParts = 1_000
const maxKeys = 64

/** The key of an executed command, with the number of its parts if it has any. */
export const partsKey = (commandId: string, parts: number): string =>
  parts === 0 || parts > maxParts ? commandId : `${commandId}*${parts}`

/** The ids under which the events of a command were appended, by its key. */
const idsIn = (text: string): readonly string[] => {
  const [, commandId = text, parts = '0'] = key.exec(text) ?? []
  if (isImportCommandId(commandId)) return []
  const count = Math.min(Number(parts), maxParts)
  return count === 0 ? [commandId] : Array.from({ length: count }, (_, number) => partId(commandId, number))
}

/** Reads the events of commands and their parts, by comma-separated keys; none for ids of imports. */
export const eventsOf = async ({ crm }: Service, keys: string): Promise<readonly RecordedEvent[]> => {
  const ids = keys.split(',', maxKeys).flatMap(idsIn).slice(0, maxParts)
  const all = await Promise.all(ids.map((id) => crm.store.appendedBy(id)()))
  return all.flatMap((appended) => (isLeft(appended) ? [] : (appended.right?.events ?? [])))
}
