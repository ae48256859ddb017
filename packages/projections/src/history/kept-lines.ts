import { type KnownEvent, type Metadata, Origin } from '@clientele/domain'
import { createNumbering } from '../register/numbering.js'
import { type LineLimits, type Period, periodOf } from './limits.js'
import { type HistoryEntry, type KeptChange, type Line, topicText, whoseIs } from './line.js'
import { createClockReader, instantAt } from './moment.js'
import { isWhole, partNumberIn, uuidAt, uuidBytes, writeUuid } from './uuid.js'

/** Lines by numbers, in the order of recording. */
export type KeptLines = {
  /** How many there are. */
  readonly size: number
  /** Keeps a line and answers its number; `reasonOf` is whose the actor's reason is. */
  add(event: KnownEvent, line: Line, reasonOf: readonly string[]): number
  at(line: number): HistoryEntry
  /** Whether a line is within limits, told from its columns. */
  within(limits: LineLimits): (line: number) => boolean
  /** The customer, or the customers, a line speaks of. */
  customerOf(line: number): HistoryEntry['customerId']
}

const blockSize = 1_024

// What of a line is among the texts of its block, in this order; the changes come behind.
const customer = 1
const positionText = 2
const timeText = 4
const atText = 8
const effective = 16
const topic = 32
const topicOf = 64
const on = 128
const onOf = 256
const reason = 512
const reasonOf = 1_024
const commandText = 2_048
const commandPart = 4_096
const correlation = 8_192
const causation = 16_384
/** The cause is the bulk command this command is a part of; no text says so. */
const causedByWhole = 32_768

type Text = string | number | null | readonly string[]

/** Lines in columns: an object for each would take ten times the room. Ids of commands are UUIDs, 16 bytes each. */
type Block = {
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

const emptyBlock = (): Block => ({
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

/** A position that is a plain number as one, which not those of every store are. */
const numberIn = (position: string): number => {
  const number = Number(position)
  return Number.isSafeInteger(number) && String(number) === position ? number : Number.NaN
}

/** Adds a text unless it says nothing; answers the mark of what was added. */
const part = (texts: Text[], mark: number, text: Text | undefined): number => {
  if (text === null || text === undefined) return 0
  texts.push(text)
  return mark
}

const listPart = (texts: Text[], mark: number, list: readonly string[]): number =>
  list.length === 0 ? 0 : part(texts, mark, list)

const commandParts = ({ texts, commands }: Block, at: number, commandId: string): number => {
  if (!writeUuid(commandId, commands, at * uuidBytes)) return part(texts, commandText, commandId)
  if (isWhole(commandId)) return 0
  const number = partNumberIn(commandId)
  return number === null ? part(texts, commandText, commandId) : part(texts, commandPart, number)
}

const causeParts = (texts: Text[], command: number, { commandId, causationId }: Metadata): number => {
  const isWholes =
    command === commandPart && causationId !== undefined && isWhole(causationId) && commandId.startsWith(causationId)
  return isWholes ? causedByWhole : part(texts, causation, causationId)
}

const addChange = (texts: Text[], { field, old, new: after, whose }: KeptChange): void => {
  if (whose !== undefined) texts.push(whose)
  texts.push(field, old, after)
}

const isList = (text: Text | undefined): text is readonly string[] => Array.isArray(text)

const textOf = (text: Text | undefined): string | null => (typeof text === 'string' ? text : null)

const listOf = (text: Text | undefined): readonly string[] | null => (isList(text) ? text : null)

const changesIn = (texts: readonly Text[], start: number, end: number): readonly KeptChange[] => {
  const changes: KeptChange[] = []
  let at = start
  while (at < end) {
    const whose = texts[at]
    if (isList(whose)) at += 1
    const change = { field: textOf(texts[at]) ?? '', old: textOf(texts[at + 1]), new: textOf(texts[at + 2]) }
    changes.push(isList(whose) ? { ...change, whose } : change)
    at += 3
  }
  return changes
}

const customersIn = (text: Text | undefined): HistoryEntry['customerId'] =>
  text === undefined || typeof text === 'number' ? null : text

const origins: readonly Origin[] = Origin.values

/** The number of an origin; one that a newer writer knows counts as direct. */
const numberOfOrigin = (origin: Origin | undefined): number =>
  origin === undefined ? 0 : Math.max(0, origins.indexOf(origin))

/** Keeps lines. */
export const createKeptLines = (): KeptLines => {
  const blocks: Block[] = []
  const actors = createNumbering()
  const types = createNumbering()
  // What is committed together is recorded at one instant, and what one command does is done at one.
  const [recorded, done] = [createClockReader(), createClockReader()]
  let size = 0

  const blockOf = (line: number): Block => {
    const index = Math.floor(line / blockSize)
    const known = blocks[index]
    if (known !== undefined) return known
    const full = blocks[index - 1]
    // A list that grew has room for many more.
    if (full !== undefined) full.texts = full.texts.slice()
    const made = emptyBlock()
    blocks.push(made)
    return made
  }

  const write = (block: Block, at: number, event: KnownEvent, line: Line, whoseReason: readonly string[]): void => {
    const { texts } = block
    const { metadata } = event
    const position = numberIn(event.position)
    const [time, instant] = [recorded(event.recordedAt), done(metadata.at)]
    block.positions[at] = position
    block.times[at] = time
    block.ats[at] = instant
    block.actors[at] = actors.numberFor(metadata.by)
    block.types[at] = types.numberFor(event.type)
    block.origins[at] = numberOfOrigin(metadata.origin)
    const first =
      part(texts, customer, line.customerId) |
      part(texts, positionText, Number.isNaN(position) ? event.position : null) |
      part(texts, timeText, Number.isNaN(time) ? event.recordedAt : null) |
      part(texts, atText, Number.isNaN(instant) ? metadata.at : null) |
      part(texts, effective, line.effectiveDate) |
      part(texts, topic, topicText(line.topic)) |
      listPart(texts, topicOf, whoseIs(line.topic)) |
      part(texts, on, topicText(line.on)) |
      listPart(texts, onOf, whoseIs(line.on)) |
      part(texts, reason, metadata.reason) |
      listPart(texts, reasonOf, whoseReason)
    const command = commandParts(block, at, metadata.commandId)
    block.parts[at] =
      first | command | part(texts, correlation, metadata.correlationId) | causeParts(texts, command, metadata)
    for (const change of line.changes) addChange(texts, change)
    block.starts[at + 1] = texts.length
  }

  const read = (block: Block, at: number): HistoryEntry => {
    const parts = block.parts[at] ?? 0
    let next = block.starts[at] ?? 0
    const taken = (mark: number): Text => {
      if ((parts & mark) === 0) return null
      next += 1
      return block.texts[next - 1] ?? null
    }
    const customers = customersIn(taken(customer))
    const [position, recordedAt, instant, date] = [positionText, timeText, atText, effective].map(taken).map(textOf)
    const [about, aboutWhom, place, placeOf] = [topic, topicOf, on, onOf].map(taken)
    const [because, whoseReason, command, number] = [reason, reasonOf, commandText, commandPart].map(taken)
    const [correlationId, cause] = [correlation, causation].map(taken).map(textOf)
    const uuid = uuidAt(block.commands, at * uuidBytes)
    return {
      position: position ?? String(block.positions[at]),
      recordedAt: recordedAt ?? instantAt(block.times[at] ?? 0),
      at: instant ?? instantAt(block.ats[at] ?? 0),
      effectiveDate: date ?? null,
      by: actors.textOf(block.actors[at] ?? 0),
      type: types.textOf(block.types[at] ?? 0),
      topic: textOf(about),
      topicOf: listOf(aboutWhom),
      on: textOf(place),
      onOf: listOf(placeOf),
      changes: changesIn(block.texts, next, block.starts[at + 1] ?? 0),
      customerId: customers,
      reason: textOf(because),
      reasonOf: listOf(whoseReason),
      commandId: textOf(command) ?? (typeof number === 'number' ? `${uuid}.${number}` : uuid),
      correlationId: correlationId ?? null,
      causationId: (parts & causedByWhole) === 0 ? (cause ?? null) : uuid,
      origin: origins[block.origins[at] ?? 0] ?? 'direct',
    }
  }

  const isAtTime = (block: Block, at: number, { from, end, first, behind }: Period): boolean => {
    const time = block.times[at] ?? Number.NaN
    const isPlain = !Number.isNaN(time + first + behind)
    if (isPlain) return time >= first && time < behind
    const recordedAt = Number.isNaN(time) ? read(block, at).recordedAt : instantAt(time)
    return recordedAt >= from && (end === null || recordedAt < end)
  }

  const within = (limits: LineLimits): ((line: number) => boolean) => {
    const { from, end, types: wanted, actor } = limits
    const by = actor === null ? null : actors.numberOf(actor)
    const ofTypes = wanted === null ? null : new Set(wanted.map(types.numberOf))
    const isAlways = from === '' && end === null
    const period = periodOf(limits)
    if (by === undefined) return () => false
    return (line) => {
      const block = blockOf(line)
      const at = line % blockSize
      if (by !== null && block.actors[at] !== by) return false
      if (ofTypes !== null && !ofTypes.has(block.types[at])) return false
      return isAlways || isAtTime(block, at, period)
    }
  }

  return {
    get size() {
      return size
    },
    within,
    customerOf: (line) => {
      const block = blockOf(line)
      const at = line % blockSize
      return ((block.parts[at] ?? 0) & customer) === 0 ? null : customersIn(block.texts[block.starts[at] ?? 0])
    },
    add: (event, line, whoseReason) => {
      write(blockOf(size), size % blockSize, event, line, whoseReason)
      size += 1
      return size - 1
    },
    at: (line) => read(blockOf(line), line % blockSize),
  }
}
