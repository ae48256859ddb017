import { addDays, type Definition, type EventType, events } from '@clientele/domain'
import type * as t from 'io-ts'

/** A value of a sample: its path in the data, and the texts in which a reader may see it. */
export type Leaf = { readonly path: string; readonly kind: 'value' | 'flag'; readonly shown: readonly string[] }

export type Sample = { readonly data: object; readonly leaves: readonly Leaf[] }

type Shape = {
  readonly _tag?: string
  readonly name: string
  readonly props?: { readonly [field: string]: t.Mixed }
  readonly types?: readonly t.Mixed[]
  readonly type?: t.Mixed
  readonly values?: readonly string[]
}

type Made = { readonly value: unknown; readonly leaves: readonly Leaf[] }

const leaf = (path: string, value: unknown, ...shown: readonly string[]): Made => ({
  value,
  leaves: [{ path, kind: typeof value === 'boolean' ? 'flag' : 'value', shown }],
})

// A distinct value per path, so that values cannot be confused.
const distinct = (path: string): number => [...path].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 9_000, 7)

const simple: { readonly [codec: string]: (path: string) => Made } = {
  Text: (path) => leaf(path, `text of ${path}`, `text of ${path}`),
  unknown: (path) => leaf(path, `anything of ${path}`, `anything of ${path}`),
  boolean: (path) => leaf(path, !path.includes('.previous.')),
  Integer: (path) => leaf(path, 10_000 + distinct(path), String(10_000 + distinct(path))),
  number: (path) => leaf(path, 10_000 + distinct(path), String(10_000 + distinct(path))),
  Instant: (path) => {
    const at = `${addDays('2030-01-01', distinct(path))}T09:00:00.000Z`
    return leaf(path, at, at)
  },
  CalendarDate: (path) => {
    const day = addDays('2030-01-01', distinct(path) * 2)
    return leaf(path, day, day, addDays(day, -1))
  },
}

const recordOf = (fields: { readonly [field: string]: t.Mixed }, path: string): Made => {
  const sampled = Object.entries(fields).map(([field, codec]) => [field, madeFor(codec, `${path}.${field}`)] as const)
  return {
    value: Object.fromEntries(sampled.map(([field, { value }]) => [field, value])),
    leaves: sampled.flatMap(([, { leaves }]) => leaves),
  }
}

const merged = (parts: readonly Made[]): Made => ({
  value: Object.assign({}, ...parts.map(({ value }) => value)) as unknown,
  leaves: parts.flatMap(({ leaves }) => leaves),
})

const madeFor = (codec: t.Mixed, path: string): Made => {
  const { name, _tag, props, types = [], type, values } = codec as unknown as Shape
  const sampled = simple[name]
  if (sampled !== undefined) return sampled(path)
  const [choice] = values ?? []
  if (choice !== undefined) return leaf(path, choice, choice)
  if (_tag === 'UnionType' && types[0] !== undefined) return madeFor(types[0], path)
  if (_tag === 'IntersectionType') return merged(types.map((one) => madeFor(one, path)))
  if (props !== undefined) return recordOf(props, path)
  if (_tag === 'ExactType' && type !== undefined) return madeFor(type, path)
  if (type !== undefined) {
    const one = madeFor(type, path)
    return { value: [one.value], leaves: one.leaves }
  }
  return leaf(path, `id of ${path}`, `id of ${path}`)
}

/** An event of a type with all its fields, each with a recognizable value. */
export const sampleOf = (type: EventType): Sample => {
  const { fields } = events[type] as unknown as Definition
  const { value, leaves } = recordOf(fields, type)
  return { data: value as object, leaves }
}
