import { isRecord, type JsonSchema } from '@clientele/domain'

/** How the text of a query parameter is parsed. */
type Kind = 'text' | 'number' | 'boolean' | 'pair'

/**
 * A query parameter of a question: the path of its value in the question, its kind, whether it may be repeated, and
 * whether an empty one means `null`.
 */
export type Field = {
  readonly path: readonly string[]
  readonly kind: Kind
  readonly isList: boolean
  readonly isNullable: boolean
  /** The members of a pair, in the order in which they are written. */
  readonly members: readonly string[]
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
  return all.length === 0 ? [schema] : all.flatMap(alternativesOf)
}

const typesOf = (schema: JsonSchema): readonly unknown[] => alternativesOf(schema).map((one) => member(one, 'type'))

const kindOf = (schema: JsonSchema): Kind => {
  const types = typesOf(schema)
  if (types.includes('object')) return 'pair'
  if (types.includes('integer') || types.includes('number')) return 'number'
  return types.includes('boolean') ? 'boolean' : 'text'
}

const membersOf = (schema: unknown): readonly string[] => Object.keys(Object(member(schema, 'properties')))

const fieldOf = (path: readonly string[], schema: JsonSchema): Field => {
  const list = alternativesOf(schema).find((one) => member(one, 'type') === 'array')
  const items = member(list, 'items')
  const one = isRecord(items) ? items : schema
  return {
    path,
    kind: kindOf(one),
    isList: list !== undefined,
    isNullable: typesOf(one).includes('null'),
    members: membersOf(one),
    schema,
  }
}

const isSubject = (schema: JsonSchema): boolean => membersOf(schema).join() === 'kind,id'

function* fieldsIn(schema: JsonSchema, path: readonly string[]): Iterable<Field> {
  for (const one of alternativesOf(schema))
    for (const [name, inner] of Object.entries(Object(member(one, 'properties')))) {
      if (!isRecord(inner)) continue
      const isGroup = member(inner, 'type') === 'object' && !isSubject(inner)
      if (isGroup) yield* fieldsIn(inner, [...path, name])
      else yield fieldOf([...path, name], inner)
    }
}

// The session names the viewer.
const isFromSession = ({ path }: Field): boolean => path[0] === 'viewer'

/** The parameter that every question accepts in addition to its own. */
export const knownAtName = 'knownAt'

/**
 * Returns the query parameters of a question by its JSON Schema: the fields of its filter and of other parts are
 * flattened, lists are repeated, a subject is written `kind:id`, and so are other pairs. If two parts have a field of
 * the same name, the parameter has the part as a prefix: `from.asOf`.
 */
export const fieldsOf = (question: JsonSchema): Fields => {
  const byPath = new Map([...fieldsIn(question, [])].map((field) => [field.path.join('.'), field]))
  const fields = [...byPath.values()].filter((field) => !isFromSession(field))
  const countOf = (name: string): number => fields.filter(({ path }) => path.at(-1) === name).length
  return new Map(
    fields.map((field) => {
      const name = field.path.at(-1) ?? ''
      const isShared = countOf(name) > 1 || (name === knownAtName && field.path.length > 1)
      return [isShared ? field.path.join('.') : name, field]
    }),
  )
}

/** Whether a field of a question is required. */
export const isRequired = (question: JsonSchema, name: string): boolean => listIn(question, 'required').includes(name)
