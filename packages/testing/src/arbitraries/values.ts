import { whoseField } from '@clientele/domain'
import fc from 'fast-check'
import type * as t from 'io-ts'

type Any = fc.Arbitrary<unknown>

/** Arbitraries by the name of a codec; they take precedence over what the shape of the codec gives. */
export type Pools = { readonly [codecName: string]: Any }

/** How to generate values: from the pool of a codec, if there is one, and texts of personal fields from `personalText`. */
export type ValueOptions = { readonly pools: Pools; readonly personalText?: Any | undefined }

type Shape = {
  readonly _tag?: string
  readonly name: string
  readonly props?: { readonly [field: string]: t.Mixed }
  readonly types?: readonly t.Mixed[]
  readonly type?: t.Mixed
  readonly values?: readonly string[]
}

const characters = fc.constantFrom('a', 'Å', 'ß', ' ', '\n', '"', '\\', '\u2028', '😀', '=', '0', '日', '́')

/** Texts of people and programs, with awkward characters. */
const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: characters, maxLength: 12 }),
  fc.constantFrom('', 'Anna Aalto', 'Åke Öst AB', '=HYPERLINK("x")', '__proto__', 'null', 'No group'),
)

/** Identifiers as hosts may choose them. */
const anyId: fc.Arbitrary<string> = fc.constantFrom('acme', '42', 'a-b', 'Åke', '__proto__', 'constructor', 'a b')

const days = fc.integer({ min: 0, max: 40_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))

const standardPools: Pools = {
  Text: anyText,
  Integer: fc.maxSafeInteger().map((number) => number + 0),
  CalendarDate: days,
  Instant: days.map((day) => `${day}T09:00:00.000Z`),
  number: fc.integer(),
  boolean: fc.boolean(),
  null: fc.constant(null),
  unknown: fc.oneof(
    fc.integer(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 3 }),
  ),
}

const isOptional = (codec: object): boolean => 'optional' in codec

const record = (fields: { readonly [field: string]: t.Mixed }, options: ValueOptions): fc.Arbitrary<object> => {
  const entries = Object.entries(fields).map(([field, codec]) => [field, valueFor(codec, options)] as const)
  const required = Object.entries(fields).flatMap(([field, codec]) => (isOptional(codec) ? [] : [field]))
  return fc.record(Object.fromEntries(entries), { requiredKeys: required })
}

const mergeParts = (parts: readonly Any[]): Any =>
  fc.tuple(...parts).map((values) => values.reduce<object>((all, one) => Object.assign(all, one), {}))

const arbitraryOfShape = (shape: Shape, options: ValueOptions): Any => {
  if (shape.values !== undefined) return fc.constantFrom(...shape.values)
  if (shape._tag === 'UnionType') return fc.oneof(...(shape.types ?? []).map((one) => valueFor(one, options)))
  if (shape._tag === 'IntersectionType') return mergeParts((shape.types ?? []).map((one) => valueFor(one, options)))
  if (shape._tag === 'InterfaceType') return record(shape.props ?? {}, options)
  if (shape._tag === 'PartialType') return fc.record(valuesFor(shape.props ?? {}, options), { requiredKeys: [] })
  if (shape._tag === 'ExactType' && shape.type !== undefined) return valueFor(shape.type, options)
  if (shape._tag === 'ReadonlyArrayType' && shape.type !== undefined)
    return fc.array(valueFor(shape.type, options), { maxLength: 3 })
  return shape.name.endsWith('Id') || /^[A-Z]\w+$/.test(shape.name) ? anyId : fc.constant(null)
}

const valuesFor = (
  props: { readonly [field: string]: t.Mixed },
  options: ValueOptions,
): { readonly [field: string]: Any } =>
  Object.fromEntries(Object.entries(props).map(([field, codec]) => [field, valueFor(codec, options)]))

const withPersonalText = (options: ValueOptions): ValueOptions =>
  options.personalText === undefined ? options : { pools: { ...options.pools, Text: options.personalText } }

/** Generates values that a codec accepts, derived from its shape. Optional fields are left out, never `undefined`. */
export const valueFor = (codec: t.Mixed, options: ValueOptions): Any => {
  const shape: Shape = codec
  const own = whoseField(codec) === null ? options : withPersonalText(options)
  return own.pools[shape.name] ?? standardPools[shape.name] ?? arbitraryOfShape(shape, own)
}

/** Generates data for a message with these fields. */
export const recordFor = (fields: { readonly [field: string]: t.Mixed }, options: ValueOptions): fc.Arbitrary<object> =>
  record(fields, options)
