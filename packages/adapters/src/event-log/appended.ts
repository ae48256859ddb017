import type { Appended, StreamName } from '@clientele/domain'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, map, mapWithIndex, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { positionOf } from './position.js'
import { type Row, recordedFrom } from './recorded.js'
import type { SealedBatch, SealedEvent, SealedWrite } from './sealed.js'

/** What an append stores. */
export type Rows = ReadonlyNonEmptyArray<Row>

/** An event to append and the place it gets in its stream. */
export type Placed = SealedEvent & { readonly stream: StreamName; readonly revision: number }

const placedOf = ({ stream, expected, events }: SealedWrite): ReadonlyNonEmptyArray<Placed> => {
  const first = expected === 'noStream' ? 0 : expected + 1
  return mapWithIndex((index, event: SealedEvent) => ({ ...event, stream, revision: first + index }))(events)
}

/** The events of a batch in their order, each with its place. */
export const placed = ({ writes }: SealedBatch): ReadonlyNonEmptyArray<Placed> => chain(placedOf)(writes)

/** The rows of a batch that goes right after the position `last`. */
export const rowsOf = (batch: SealedBatch, last: number, recordedAt: string): Rows =>
  pipe(
    placed(batch),
    mapWithIndex((ordinal, event): Row => ({ ...event, ordinal, position: last + 1 + ordinal, recordedAt })),
  )

/** The answer for the rows of an append. */
export const appendedFrom = (rows: Rows): Appended => ({
  events: map(recordedFrom)(rows),
  after: positionOf(rows[0].position - 1),
})
