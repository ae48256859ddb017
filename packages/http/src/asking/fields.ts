import { isRecord, type JsonSchema } from '@clientele/domain'

/** What the text of a query parameter stands for. */
type Kind = 'text' | 'number' | 'boolean' | 'subject'

/**
 * A query parameter of a question: where its value stands in the question, what it stands for, whether it may be
 * repeated, and whether an empty one means nothing (`null`).
 */
export type Field = {
  readonly path: readonly string[]
  readonly kind: Kind
  readonly isList: boolean
  readonly isNullable: boolean
  /** The names of the two parts of a subject. */
  readonly parts: readonly string[]
  readonly schema: JsonSchema
}

/** The query parameters of a question by name. */
export type Fields = ReadonlyMap<string, Field>

const member = (schema: unknown, name: string): unknown => (isRecord(schema) ? Reflect.get(schema, name) : undefined)

const listIn = (schema: unknown, name: string): readonly unknown[] => {
  const list = member(schema, name)
  return Array.isArray(list) ? list : []
}

const alternativesOf = (schema: JsonSchema): readonly JsonSchema[] => {
  const all = [...listIn(schema, 'anyOf'), ...listIn(schema, 'oneOf')].filter(isRecord)
  return all.length === 0 ? [schema] : all
}

const typesOf = (schema: JsonSchema): readonly unknown[] => alternativesOf(schema).map((one) => member(one, 'type'))

const kindOf = (schema: JsonSchema): Kind => {
  const types = typesOf(schema)
  if (types.includes('object')) return 'subject'
  if (types.includes('integer') || types.includes('number')) return 'number'
  return types.includes('boolean') ? 'boolean' : 'text'
}

const partsOf = (schema: JsonSchema): readonly string[] =>
  alternativesOf(schema).flatMap((one) => Object.keys(Object(member(one, 'properties'))))

const fieldOf = (path: readonly string[], schema: JsonSchema): Field => {
  const list = alternativesOf(schema).find((one) => member(one, 'type') === 'array')
  const items = member(list, 'items')
  const one = isRecord(items) ? items : schema
  return {
    ...{ path, kind: kindOf(one), schema },
    isList: list !== undefined,
    isNullable: typesOf(one).includes('null'),
    parts: partsOf(one),
  }
}

const isSubject = (schema: JsonSchema): boolean =>
  Object.keys(Object(member(schema, 'properties'))).join() === 'kind,id'

function* fieldsIn(schema: JsonSchema, path: readonly string[]): Iterable<Field> {
  for (const one of alternativesOf(schema))
    for (const [name, inner] of Object.entries(Object(member(one, 'properties')))) {
      if (!isRecord(inner)) continue
      const isGroup = member(inner, 'type') === 'object' && !isSubject(inner)
      if (isGroup) yield* fieldsIn(inner, [...path, name])
      else yield fieldOf([...path, name], inner)
    }
}

// Who looks is told by the session.
const isOurs = ({ path }: Field): boolean => path[0] === 'viewer'

/** The parameter that every question takes beside its own. */
export const knownAtName = 'knownAt'

const isTaken = (fields: Fields, name: string): boolean => fields.has(name) || name === knownAtName

/**
 * The query parameters that a question takes, by its JSON Schema: the fields of its filter and of other parts stand
 * beside its own, lists are repeated, a subject is written `kind:id`.
 */
export const fieldsOf = (question: JsonSchema): Fields => {
  const fields = new Map<string, Field>()
  for (const field of fieldsIn(question, [])) {
    const name = field.path.at(-1) ?? ''
    if (!isOurs(field)) fields.set(isTaken(fields, name) && field.path.length > 1 ? field.path.join('.') : name, field)
  }
  return fields
}

/** Whether a question has to have a field. */
export const isRequired = (question: JsonSchema, name: string): boolean => listIn(question, 'required').includes(name)
