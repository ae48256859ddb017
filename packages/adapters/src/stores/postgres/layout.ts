import { categoryOf, type Expected } from '@clientele/domain'
import { contentOf, digestOf } from '../numbered-log/chain/link.js'
import type { SerializedBatch } from '../numbered-log/serialized.js'
import { jsons, plain, texts } from './arrays.js'

type Owned<A> = { readonly owner: number; readonly value: A }

/** A group laid out in rows; every row knows to which append of the group it belongs. */
export type Layout = {
  readonly group: readonly SerializedBatch[]
  readonly events: readonly Owned<SerializedBatch['events'][0]>[]
  readonly stands: readonly Owned<SerializedBatch['expected'][number]>[]
  readonly guards: readonly Owned<SerializedBatch['noneSince'][number]>[]
}

const owned = <A>(
  group: readonly SerializedBatch[],
  listOf: (batch: SerializedBatch) => readonly A[],
): readonly Owned<A>[] => group.flatMap((batch, owner) => listOf(batch).map((value) => ({ owner, value })))

/** Lays out a group. */
export const layoutOf = (group: readonly SerializedBatch[]): Layout => ({
  group,
  events: owned(group, ({ events }) => events),
  stands: owned(group, ({ expected }) => expected),
  guards: owned(group, ({ noneSince }) => noneSince),
})

const nowhere = -2

// No stream stands at a revision that is no natural number.
const revisionOf = (expected: Expected): number => {
  if (expected === 'noStream') return -1
  return Number.isSafeInteger(expected) && expected >= 0 ? expected : nowhere
}

// An event of a stream that stands nowhere is refused; its revision only has to pass as a number.
const storable = (revision: number): number => (Number.isSafeInteger(revision) ? revision : 0)

const guardsOf = ({ guards }: Layout): string | null => {
  if (guards.length === 0) return null
  const rows = guards.map(({ owner, value: { index, key, after } }, nr) => {
    const { joins } = index
    return { owner, nr, after, joins, key: JSON.stringify(key) }
  })
  return JSON.stringify(rows)
}

type Places = ReadonlyMap<string, number>

const placesOf = ({ stands }: Layout): Places => {
  const names = new Set(stands.map(({ value }) => value.stream))
  return new Map([...names].map((name, index) => [name, index + 1]))
}

const standValues = ({ stands }: Layout, places: Places): readonly string[] => [
  plain(stands.map(({ owner }) => owner)),
  plain(stands.map(({ value }) => places.get(value.stream) ?? 0)),
  plain(stands.map(({ value }) => revisionOf(value.revision))),
]

const eventValues = ({ events }: Layout, places: Places): readonly string[] => [
  plain(events.map(({ value }) => value.id)),
  plain(events.map(({ owner }) => owner)),
  plain(events.map(({ value }) => places.get(value.stream) ?? 0)),
  plain(events.map(({ value }) => storable(value.revision))),
  texts(events.map(({ value }) => value.type)),
  plain(events.map(({ value }) => value.schemaVersion)),
  plain(events.map(({ value }) => value.ordinal)),
  jsons(events.map(({ value }) => value.data)),
  jsons(events.map(({ value }) => value.metadata)),
]

/** The digests of the events of a group, in their order. */
export const digestsOf = ({ events }: Layout): string =>
  plain(events.map(({ value }) => digestOf(value.stream, contentOf(value), null)))

/** The values of a group in the order the function that appends it wants them. */
export const valuesOf = (layout: Layout): readonly (string | null)[] => {
  const places = placesOf(layout)
  const names = [...places.keys()]
  return [
    texts(names),
    texts(names.map(categoryOf)),
    ...standValues(layout, places),
    ...eventValues(layout, places),
    guardsOf(layout),
  ]
}
