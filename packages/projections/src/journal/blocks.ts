import type { CalendarDate, Instant, Position, SnapshotChunk } from '@clientele/domain'
import type { RegisterEvent } from '../register/handlers/handler.js'
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

/** The events of a block by field: repeated values compress well, and reading needs no objects per event. */
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

/** Packs events. `packed` is the number of the first of them, `latest` the latest times up to the last of them. */
export const packEvents = (
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
