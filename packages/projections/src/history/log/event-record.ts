import { hashText } from '../../data-structures/hash-text.js'
import type { HistoryEntry } from '../line.js'

/** The values by which audit questions select an event. */
export type EventRecord = {
  /** The keys of its subjects, first the subject of the event. */
  readonly subjects: readonly string[]
  /** The address of its line. */
  readonly address: number
  readonly type: string
  readonly by: string
  /** In epoch milliseconds. */
  readonly at: number
  readonly recordedAt: number
  readonly origin: string
  /** The fields that it changes, distinct and sorted. */
  readonly fields: readonly string[]
  /** The customers and persons that its line mentions; a viewer must see all of them. */
  readonly parties: readonly string[]
  readonly command: number
  /** 0 if the event has none. */
  readonly correlation: number
}

const partMark = '/part-'

/** The id of the bulk command that a part belongs to; the id itself if it is no part. */
const wholeCommand = (commandId: string): string => {
  const at = commandId.indexOf(partMark)
  return at === -1 ? commandId : commandId.slice(0, at)
}

/** Whether a command has the wanted id, or is a part of that command. */
export const isCommandOrPart = (commandId: string, wanted: string): boolean =>
  commandId === wanted || commandId.startsWith(wanted + partMark)

/** The hash of a text in a column, where 0 is none. */
export const hashOf = (text: string): number => hashText(text) >>> 0 || 1

/** The hash of a command id; a bulk command and its parts have the same hash. */
export const commandHash = (commandId: string): number => hashOf(wholeCommand(commandId))

const none: readonly string[] = []

const listOf = (parties: HistoryEntry['customerId']): readonly string[] => {
  if (parties === null) return none
  return typeof parties === 'string' ? [parties] : parties
}

const fieldsOf = ({ changes }: HistoryEntry): readonly string[] => {
  const [first] = changes
  if (first === undefined) return none
  return changes.length === 1 ? [first.field] : [...new Set(changes.map(({ field }) => field))].sort()
}

/** The record of a line, its subjects and its address. */
export const recordOfEntry = (entry: HistoryEntry, subjects: readonly string[], address: number): EventRecord => ({
  subjects,
  address,
  type: entry.type,
  by: entry.by,
  at: Date.parse(entry.at),
  recordedAt: Date.parse(entry.recordedAt),
  origin: entry.origin,
  fields: fieldsOf(entry),
  parties: listOf(entry.customerId),
  command: commandHash(entry.commandId),
  correlation: entry.correlationId === null ? 0 : hashOf(entry.correlationId),
})
