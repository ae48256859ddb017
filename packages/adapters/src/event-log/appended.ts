import type { Appended } from '@clientele/domain'
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { positionOf } from './position.js'
import { type Row, recordedFrom } from './recorded.js'
import type { SealedBatch, SealedEvent } from './sealed.js'

/** What an append stores. */
export type Rows = ReadonlyNonEmptyArray<Row>

/** The rows of a batch that goes right after the position `last`. */
export const rowsOf = ({ events }: SealedBatch, last: number, recordedAt: string): Rows =>
  map((event: SealedEvent): Row => ({ ...event, position: last + 1 + event.ordinal, recordedAt }))(events)

/** The answer for the rows of an append. */
export const appendedFrom = (rows: Rows): Appended => ({
  events: map(recordedFrom)(rows),
  after: positionOf(rows[0].position - 1),
})
