import type { CalendarDate, Instant, Position, SnapshotChunk } from '@clientele/domain'
import type { RegisterEvent } from '../register/handlers/handler.js'
import { ownDayOf } from './days.js'
import type { Packing } from './packing.js'

/** The latest times that some events speak of. */
export type Latest = {
  /** The latest instant at which something happened, by the clocks of the actors. */
  readonly at: Instant
  /** The latest day that a marketing statement counts from. */
  readonly day: CalendarDate
}

/** Some events in a row, packed. `first` is the number of the first of them. */
export type Packed = {
  readonly first: number
  readonly count: number
  readonly firstRecordedAt: Instant
  readonly firstPosition: Position
  readonly latest: Latest
  readonly hasErasures: boolean
  readonly text: string
}

/** The part of a snapshot that a journal is. */
export const journalPart = 'journal'

/** How many events a block has. */
export const blockSize = 250

/** Before everything. */
export const never: Latest = { at: '', day: '' }

const later = <Text extends string>(one: Text, other: Text): Text => (one > other ? one : other)

/** The later times of two. */
export const laterOf = (one: Latest, other: Latest): Latest => ({
  at: later(one.at, other.at),
  day: later(one.day, other.day),
})

/** The times that an event speaks of. */
export const latestOf = (event: RegisterEvent): Latest => ({ at: event.occurrence.at, day: ownDayOf(event) ?? '' })

/** Whether an event erases a person. */
export const isErasure = ({ type }: RegisterEvent): boolean => type === 'PersonErased'

/** The events of a block by their fields: what repeats is written once by the compressor, and read without records. */
type Columns = {
  readonly stream: readonly string[]
  readonly type: readonly RegisterEvent['type'][]
  readonly data: readonly RegisterEvent['data'][]
  readonly position: readonly Position[]
  readonly recordedAt: readonly Instant[]
  readonly at: readonly Instant[]
  readonly by: readonly string[]
}

const columnsOf = (events: readonly RegisterEvent[]): Columns => ({
  stream: events.map(({ stream }) => stream),
  type: events.map(({ type }) => type),
  data: events.map(({ data }) => data),
  position: events.map(({ position }) => position),
  recordedAt: events.map(({ recordedAt }) => recordedAt),
  at: events.map(({ occurrence }) => occurrence.at),
  by: events.map(({ metadata }) => metadata.by),
})

const eventsOf = ({ stream, type, data, position, recordedAt, at, by }: Columns): readonly RegisterEvent[] =>
  stream.map(
    (name, index) =>
      ({
        stream: name,
        type: type[index],
        data: data[index],
        position: position[index],
        recordedAt: recordedAt[index],
        metadata: { by: by[index] },
        occurrence: { at: at[index] },
      }) as RegisterEvent,
  )

/** Packs events, the first of which has a number; `latest` are the latest times up to the last of them. */
export const packedFrom = (
  events: readonly RegisterEvent[],
  { packed, latest, packing }: { readonly packed: number; readonly latest: Latest; readonly packing: Packing },
): Packed => ({
  first: packed,
  count: events.length,
  firstRecordedAt: events[0]?.recordedAt ?? '',
  firstPosition: events[0]?.position ?? '',
  latest,
  hasErasures: events.some(isErasure),
  text: packing.pack(JSON.stringify(columnsOf(events))),
})

/** The events of a block. */
export const eventsIn = ({ text }: Packed, packing: Packing): readonly RegisterEvent[] =>
  eventsOf(JSON.parse(packing.unpack(text)) as Columns)

/** A block as a snapshot writes it. */
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
