import { type Metadata, Origin } from '@clientele/domain'
import type { HistoryEntry, RecordedChange } from '../line.js'
import { isWhole, uuidBytes, uuidPartIn, writeUuid } from './uuid.js'

/** Lines per block. */
export const blockSize = 1_024

/**
 * Bit flags of the optional parts of a line. The parts are stored among the texts of the block in this order, followed
 * by the changes.
 */
export const marks = {
  customer: 1,
  positionText: 2,
  timeText: 4,
  atText: 8,
  effective: 16,
  topic: 32,
  topicOf: 64,
  on: 128,
  onOf: 256,
  reason: 512,
  reasonOf: 1_024,
  commandText: 2_048,
  commandPart: 4_096,
  correlation: 8_192,
  causation: 16_384,
  /** The cause is the bulk command that this command is a part of; not stored as text. */
  causedByWhole: 32_768,
} as const

/** A value of a block that does not fit into a numeric column. */
export type Text = string | number | null | readonly string[]

/** Lines in columns: objects would take ten times the memory. Command ids are UUIDs, 16 bytes each. */
export type ColumnBlock = {
  readonly positions: Float64Array
  readonly times: Float64Array
  readonly ats: Float64Array
  readonly commands: Uint8Array
  readonly actors: Uint32Array
  readonly types: Uint16Array
  readonly parts: Uint16Array
  readonly origins: Uint8Array
  readonly starts: Uint32Array
  texts: Text[]
}

export const createBlock = (): ColumnBlock => ({
  positions: new Float64Array(blockSize),
  times: new Float64Array(blockSize),
  ats: new Float64Array(blockSize),
  commands: new Uint8Array(blockSize * uuidBytes),
  actors: new Uint32Array(blockSize),
  types: new Uint16Array(blockSize),
  parts: new Uint16Array(blockSize),
  origins: new Uint8Array(blockSize),
  starts: new Uint32Array(blockSize + 1),
  texts: [],
})

/** Parses a position that is a plain number; `NaN` for positions of stores that use other texts. */
export const numberIn = (position: string): number => {
  const number = Number(position)
  return Number.isSafeInteger(number) && String(number) === position ? number : Number.NaN
}

/** Appends a value unless it is `null`; returns its flag, or 0. */
export const part = (texts: Text[], mark: number, text: Text | undefined): number => {
  if (text === null || text === undefined) return 0
  texts.push(text)
  return mark
}

export const listPart = (texts: Text[], mark: number, list: readonly string[]): number =>
  list.length === 0 ? 0 : part(texts, mark, list)

export const commandParts = ({ texts, commands }: ColumnBlock, at: number, commandId: string): number => {
  if (!writeUuid(commandId, commands, at * uuidBytes)) return part(texts, marks.commandText, commandId)
  if (isWhole(commandId)) return 0
  const number = uuidPartIn(commandId)
  return number === null ? part(texts, marks.commandText, commandId) : part(texts, marks.commandPart, number)
}

export const causeParts = (texts: Text[], command: number, { commandId, causationId }: Metadata): number => {
  const isWholes =
    command === marks.commandPart &&
    causationId !== undefined &&
    isWhole(causationId) &&
    commandId.startsWith(causationId)
  return isWholes ? marks.causedByWhole : part(texts, marks.causation, causationId)
}

export const pushChange = (texts: Text[], { field, old, new: after, whose }: RecordedChange): void => {
  if (whose !== undefined) texts.push(whose)
  texts.push(field, old, after)
}

const isList = (text: Text | undefined): text is readonly string[] => Array.isArray(text)

export const textOf = (text: Text | undefined): string | null => (typeof text === 'string' ? text : null)

export const listOf = (text: Text | undefined): readonly string[] | null => (isList(text) ? text : null)

const changeAt = (texts: readonly Text[], at: number): RecordedChange => ({
  field: textOf(texts[at]) ?? '',
  old: textOf(texts[at + 1]),
  new: textOf(texts[at + 2]),
})

/** How many texts a change takes; a list of persons before it is another one. */
const textsPerChange = 3

export const changesIn = (texts: readonly Text[], start: number, end: number): readonly RecordedChange[] => {
  // Most lines have one change; an array that grows by `push` begins with 17 places.
  if (end - start === textsPerChange) return [changeAt(texts, start)]
  const changes: RecordedChange[] = []
  let at = start
  while (at < end) {
    const whose = texts[at]
    if (isList(whose)) at += 1
    const change = changeAt(texts, at)
    changes.push(isList(whose) ? { ...change, whose } : change)
    at += textsPerChange
  }
  return changes
}

export const customersIn = (text: Text | undefined): HistoryEntry['customerId'] =>
  text === undefined || typeof text === 'number' ? null : text

export const origins: readonly Origin[] = Origin.values

/** The number of an origin; an unknown origin, from a newer writer, counts as direct. */
export const numberOfOrigin = (origin: Origin | undefined): number =>
  origin === undefined ? 0 : Math.max(0, origins.indexOf(origin))
