import type * as t from 'io-ts'
import { type Field, fieldsIn } from '../values/record.js'

/** A JSON Schema (draft 2020-12) as plain JSON. */
export type JsonSchema = { readonly [keyword: string]: unknown }

const draft = 'https://json-schema.org/draft/2020-12/schema'

/** Schemas by the names of the described types. */
export type Schemas<Name extends string> = { readonly [K in Name]: JsonSchema }

// Schemas share parts with each other and with codecs: a caller who changed one would change others.
const freezeSchema = <A>(part: A): A => {
  if (typeof part !== 'object' || part === null) return part
  for (const value of Object.values(part)) freezeSchema(value)
  return Object.freeze(part)
}

/** Creates a standalone schema document, with the draft it is written in. Frozen. */
export const schemaDocument = (title: string, schema: JsonSchema): JsonSchema =>
  freezeSchema({ $schema: draft, title, ...schema })

type Composed = {
  readonly _tag?: unknown
  readonly schema?: JsonSchema
  readonly onlyOneOf?: readonly string[]
  readonly type?: t.Mixed
  readonly types?: readonly t.Mixed[]
  readonly props?: t.Props
}

/** `closed`: records have no unknown fields, as in commands; `open`: they may, as in events of newer versions. */
type Openness = 'closed' | 'open'

const byTag: ReadonlyMap<unknown, JsonSchema> = new Map<unknown, JsonSchema>([
  ['NullType', { type: 'null' }],
  ['BooleanType', { type: 'boolean' }],
  ['NumberType', { type: 'number' }],
  ['StringType', { type: 'string' }],
])

// A field that must be omitted distinguishes one kind of record from another.
const mayBeGiven = ({ codec }: Field): boolean => (codec as Composed)._tag !== 'UndefinedType'

const recordSchema = (codec: t.Mixed, openness: Openness): JsonSchema | null => {
  const known = fieldsIn(codec)
  if (known === null) return null
  const fields = known.filter(mayBeGiven)
  const required = fields.filter((field) => field.isRequired && !field.codec.is(undefined)).map(({ name }) => name)
  return {
    type: 'object',
    properties: propertySchemas(Object.fromEntries(fields.map((field) => [field.name, field.codec])), openness),
    ...(required.length === 0 ? {} : { required }),
    ...(openness === 'closed' ? { additionalProperties: false } : {}),
  }
}

const propertySchemas = (props: t.Props, openness: Openness): JsonSchema =>
  Object.fromEntries(Object.entries(props).map(([name, codec]) => [name, createSchema(codec, openness)]))

// `null` counts as not given.
const oneGiven = (fields: readonly string[]): JsonSchema => ({
  oneOf: fields.map((field) => ({ required: [field], properties: { [field]: { not: { type: 'null' } } } })),
})

const createSchema = (codec: t.Mixed, openness: Openness): JsonSchema => {
  const { _tag, schema, onlyOneOf, type, types, props } = codec as Composed
  if (schema !== undefined) return schema
  const record = recordSchema(codec, openness)
  if (record !== null) return onlyOneOf === undefined ? record : { ...record, ...oneGiven(onlyOneOf) }
  if (_tag === 'ReadonlyArrayType' && type !== undefined) return { type: 'array', items: createSchema(type, openness) }
  if (_tag === 'UnionType' && types !== undefined) return { anyOf: types.map((one) => createSchema(one, openness)) }
  if (_tag === 'IntersectionType' && types !== undefined)
    return { allOf: types.map((one) => createSchema(one, 'open')) }
  if (props !== undefined) return { type: 'object', properties: propertySchemas(props, openness) }
  return byTag.get(_tag) ?? {}
}

/**
 * The JSON Schema of the values that a codec decodes. What a schema cannot express (that a text is visible, that a day
 * exists) is checked by the codec only: a valid value is valid by the schema, and the schema accepts few others. Frozen.
 */
export const schemaOf = (codec: t.Mixed, openness: Openness): JsonSchema => freezeSchema(createSchema(codec, openness))
