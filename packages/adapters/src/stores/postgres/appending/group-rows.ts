import { categoryOf, type Expected } from '@clientele/domain'
import { contentOf, digestOf } from '../../numbered-log/chain/link.js'
import type { SerializedBatch } from '../../numbered-log/serialized.js'
import { jsonArray, plainArray, textArray } from '../arrays.js'

type Row<A> = { readonly owner: number; readonly value: A }

/** A group of batches as rows; each row has the index of its batch (`owner`). */
export type Layout = {
  readonly group: readonly SerializedBatch[]
  readonly events: readonly Row<SerializedBatch['events'][0]>[]
  readonly expectations: readonly Row<SerializedBatch['expected'][number]>[]
  readonly guards: readonly Row<SerializedBatch['noneSince'][number]>[]
}

const rowsOf = <A>(
  group: readonly SerializedBatch[],
  listOf: (batch: SerializedBatch) => readonly A[],
): readonly Row<A>[] => group.flatMap((batch, owner) => listOf(batch).map((value) => ({ owner, value })))

/** Flattens a group into rows. */
export const layoutOf = (group: readonly SerializedBatch[]): Layout => ({
  group,
  events: rowsOf(group, ({ events }) => events),
  expectations: rowsOf(group, ({ expected }) => expected),
  guards: rowsOf(group, ({ noneSince }) => noneSince),
})

const noRevision = -2

// A revision that is no natural number matches no stream.
const revisionOf = (expected: Expected): number => {
  if (expected === 'noStream') return -1
  return Number.isSafeInteger(expected) && expected >= 0 ? expected : noRevision
}

// A batch with an invalid revision is refused anyway; here it only has to be a valid number.
const safeRevision = (revision: number): number => (Number.isSafeInteger(revision) ? revision : 0)

const guardsOf = ({ guards }: Layout): string | null => {
  if (guards.length === 0) return null
  const rows = guards.map(({ owner, value: { index, key, after } }, nr) => {
    const { joins } = index
    return { owner, nr, after, joins, key: JSON.stringify(key) }
  })
  return JSON.stringify(rows)
}

type StreamNumbers = ReadonlyMap<string, number>

const streamNumbersOf = ({ expectations }: Layout): StreamNumbers => {
  const names = new Set(expectations.map(({ value }) => value.stream))
  return new Map([...names].map((name, index) => [name, index + 1]))
}

const expectationValues = ({ expectations }: Layout, streamNumbers: StreamNumbers): readonly string[] => [
  plainArray(expectations.map(({ owner }) => owner)),
  plainArray(expectations.map(({ value }) => streamNumbers.get(value.stream) ?? 0)),
  plainArray(expectations.map(({ value }) => revisionOf(value.revision))),
]

const eventValues = ({ events }: Layout, streamNumbers: StreamNumbers): readonly string[] => [
  plainArray(events.map(({ value }) => value.id)),
  plainArray(events.map(({ owner }) => owner)),
  plainArray(events.map(({ value }) => streamNumbers.get(value.stream) ?? 0)),
  plainArray(events.map(({ value }) => safeRevision(value.revision))),
  textArray(events.map(({ value }) => value.type)),
  plainArray(events.map(({ value }) => value.schemaVersion)),
  plainArray(events.map(({ value }) => value.ordinal)),
  jsonArray(events.map(({ value }) => value.data)),
  jsonArray(events.map(({ value }) => value.metadata)),
]

/** The digests of the events of a group, in order. */
export const digestsOf = ({ events }: Layout): string =>
  plainArray(events.map(({ value }) => digestOf(value.stream, contentOf(value), null)))

/** The parameters of the SQL function `append` for a group, in order. */
export const valuesOf = (layout: Layout): readonly (string | null)[] => {
  const streamNumbers = streamNumbersOf(layout)
  const names = [...streamNumbers.keys()]
  return [
    textArray(names),
    textArray(names.map(categoryOf)),
    ...expectationValues(layout, streamNumbers),
    ...eventValues(layout, streamNumbers),
    guardsOf(layout),
  ]
}
