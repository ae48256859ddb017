import type { CalendarDate, Instant, Position, SnapshotChunk } from '@clientele/domain'
import { type Column, columnOf, valueIn } from '../data-structures/json-column.js'
import type { EventPlace, LoggedEvent, RegisterEvent } from '../register/handlers/handler.js'
import { ownDayOf } from './days.js'
import type { Packing } from './packing.js'

/** The latest times in a sequence of events. */
export type Latest = {
  /** The latest instant at which something happened, by the clocks of the actors. */
  readonly at: Instant
  /** The latest day from which a marketing statement counts. */
  readonly day: CalendarDate
}

/** Consecutive events, packed. `first` is the number of the first event. */
export type Packed = {
  readonly first: number
  readonly count: number
  readonly firstRecordedAt: Instant
  readonly firstPosition: Position
  readonly latest: Latest
  readonly hasErasures: boolean
  readonly text: string
}

/** The name of the journal's part of a snapshot. */
export const journalPart = 'journal'

/** The number of events per block. */
export const blockSize = 250

/** Before all events. */
export const never: Latest = { at: '', day: '' }

const max = <Text extends string>(one: Text, other: Text): Text => (one > other ? one : other)

/** The later of each of two times. */
export const laterOf = (one: Latest, other: Latest): Latest => ({
  at: max(one.at, other.at),
  day: max(one.day, other.day),
})

/** The times of an event. */
export const latestOf = (event: RegisterEvent): Latest => ({ at: event.occurrence.at, day: ownDayOf(event) ?? '' })

/** Whether an event erases a person. */
export const isErasure = ({ type }: RegisterEvent): boolean => type === 'PersonErased'

/** The fields of the events of a block that handlers read, without the data: repeated values compress well. */
type Columns = { readonly stream: Column; readonly type: Column; readonly at: Column; readonly by: Column }

/** The places of the events of a block in the log. */
type Places = { readonly position: Column; readonly recordedAt: Column }

/** The lines of a text: the columns, the places, then the data of each event, separated by commas. */
const dataLine = 2

const textOf = (events: readonly LoggedEvent[]): string => {
  const columns: Columns = {
    stream: columnOf(events.map(({ stream }) => stream)),
    type: columnOf(events.map(({ type }) => type)),
    at: columnOf(events.map(({ occurrence }) => occurrence.at)),
    by: columnOf(events.map(({ metadata }) => metadata.by)),
  }
  const places: Places = {
    position: columnOf(events.map(({ position }) => position)),
    recordedAt: columnOf(events.map(({ recordedAt }) => recordedAt)),
  }
  const data = events.map((event) => JSON.stringify(event.data))
  return `${JSON.stringify(columns)}\n${JSON.stringify(places)}\n${data.join(',\n')}`
}

const notAscii = /[^\0-\x7f]/g

/** JSON in ASCII, which is unpacked faster: other characters are escaped. */
const escapeJson = (json: string): string =>
  json.replace(notAscii, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The lines before the data, and the data as one list. */
const partsOf = (text: string): readonly [columns: string, places: string, data: string] => {
  const first = text.indexOf('\n')
  const second = text.indexOf('\n', first + 1)
  return [text.slice(0, first), text.slice(first + 1, second), `[${text.slice(second + 1)}]`]
}

const eventsOf = (
  { stream, type, at, by }: Columns,
  data: readonly RegisterEvent['data'][],
): readonly RegisterEvent[] =>
  data.map(
    (one, index) =>
      ({
        stream: valueIn(stream, index),
        type: valueIn(type, index),
        data: one,
        metadata: { by: valueIn(by, index) },
        occurrence: { at: valueIn(at, index) },
      }) as RegisterEvent,
  )

/** Packs events. `packed` is the number of the first of them, `latest` the latest times up to the last of them. */
export const packEvents = (
  events: readonly LoggedEvent[],
  { packed, latest, packing }: { readonly packed: number; readonly latest: Latest; readonly packing: Packing },
): Packed => ({
  first: packed,
  count: events.length,
  firstRecordedAt: events[0]?.recordedAt ?? '',
  firstPosition: events[0]?.position ?? '',
  latest,
  hasErasures: events.some(isErasure),
  text: packing.pack(escapeJson(textOf(events))),
})

/** The events of a block, without their places in the log, which take as long to read as the rest. */
export const eventsIn = ({ text }: Packed, packing: Packing): readonly RegisterEvent[] => {
  const [columns, , data] = partsOf(packing.unpack(text))
  return eventsOf(JSON.parse(columns) as Columns, JSON.parse(data) as readonly RegisterEvent['data'][])
}

/** The places of the events of a block. */
export const placesIn = ({ text, count }: Packed, packing: Packing): readonly EventPlace[] => {
  const [line = ''] = packing.lines(text, [1])
  const { position, recordedAt } = JSON.parse(line) as Places
  return Array.from(
    { length: count },
    (_, index) => ({ position: valueIn(position, index), recordedAt: valueIn(recordedAt, index) }) as EventPlace,
  )
}

const withoutComma = (line: string): string => (line.endsWith(',') ? line.slice(0, -1) : line)

/** The data of the events at some ascending indexes of a block; reads no other events. */
export const dataIn = (
  { text }: Packed,
  indexes: readonly number[],
  packing: Packing,
): readonly RegisterEvent['data'][] =>
  packing
    .lines(
      text,
      indexes.map((index) => index + dataLine),
    )
    .map((line) => JSON.parse(withoutComma(line)) as RegisterEvent['data'])

/** A block as a chunk of a snapshot. */
export const chunkOf = ({ first: _, ...block }: Packed): SnapshotChunk => ({
  part: journalPart,
  text: JSON.stringify(block),
})

/** The blocks in the chunks of a snapshot. */
export const blocksIn = (chunks: readonly SnapshotChunk[]): readonly Packed[] => {
  let first = 0
  return chunks
    .filter(({ part }) => part === journalPart)
    .map(({ text }) => {
      const block = { ...(JSON.parse(text) as Omit<Packed, 'first'>), first }
      first += block.count
      return block
    })
}
