import { CalendarDate, Instant, type JsonSchema } from '@clientele/domain'
import {
  type Checker,
  type Symbol as Member,
  type Project,
  SignatureKind,
  SymbolFlags,
  type Type,
} from 'typescript/unstable/sync'
import { exportNamed } from './compiler.js'

/** The place of a type, in words, and the types around it. */
type Context = { readonly checker: Checker; readonly place: string; readonly around: readonly Type[] }

const inside = (context: Context, type: Type, step: string): Context => ({
  ...context,
  place: `${context.place}${step}`,
  around: [...context.around, type],
})

const isNamed = (type: Type, name: string): boolean => type.isIntrinsicType() && type.intrinsicName === name

const literalIn = (type: Type): string | number | boolean | null =>
  type.isStringLiteralType() || type.isNumberLiteralType() || type.isBooleanLiteralType() ? type.value : null

const partsOf = (type: Type | undefined): readonly Type[] => {
  if (type === undefined) return []
  return type.isUnionType() ? type.getTypes() : [type]
}

/** Texts of these kinds get the schemas of their codecs; others are plain texts. */
const textCodecs: { readonly [kind: string]: object } = { CalendarDate, Instant }

const textSchema = (kind: string): JsonSchema => {
  const codec = textCodecs[kind]
  return codec !== undefined && 'schema' in codec ? (codec.schema as JsonSchema) : { type: 'string' }
}

/** The kind of a branded text, from the single member of its brand; `null` for any other type. */
const kindOfText = ({ checker }: Context, type: Type): string | null => {
  if (!type.isIntersectionType() || !type.getTypes().some((part) => isNamed(part, 'string'))) return null
  const brands = type.getTypes().flatMap((part) => (part.isObjectType() ? checker.getPropertiesOfType(part) : []))
  const kinds = brands.flatMap((brand) => partsOf(checker.getTypeOfSymbol(brand))).map(literalIn)
  return String(kinds.find((kind) => kind !== null) ?? '')
}

const choiceSchema = (parts: readonly Type[]): readonly JsonSchema[] => {
  const values = parts.map(literalIn).filter((value) => value !== null)
  if (values.length === 0) return []
  if (values.length === 1) return [{ const: values[0] }]
  const isBoolean = values.length === 2 && values.every((value) => typeof value === 'boolean')
  return [isBoolean ? { type: 'boolean' } : { enum: values }]
}

const unionSchema = (context: Context, parts: readonly Type[]): JsonSchema => {
  const others = parts.filter((part) => literalIn(part) === null)
  const found = [
    ...others.filter((part) => !isNamed(part, 'null')).map((part) => describe(context, part)),
    ...choiceSchema(parts),
    ...others.filter((part) => isNamed(part, 'null')).map((part) => describe(context, part)),
  ]
  const [only = {}] = found
  return found.length === 1 ? only : { anyOf: found }
}

/** The description of a schema, on one line; none if it is empty. */
export const described = (text: string): JsonSchema =>
  text === '' ? {} : { description: text.replaceAll(/\s+/g, ' ') }

const memberSchema = (context: Context, member: Member): JsonSchema => {
  const { checker } = context
  const parts = partsOf(checker.getTypeOfSymbol(member)).filter((part) => !isNamed(part, 'undefined'))
  return { ...unionSchema(context, parts), ...described(member.getDocumentationComment(checker)) }
}

const isRequired = ({ checker }: Context, member: Member): boolean =>
  (member.flags & SymbolFlags.Optional) === 0 &&
  !partsOf(checker.getTypeOfSymbol(member)).some((part) => isNamed(part, 'undefined'))

const membersSchema = (context: Context, type: Type): JsonSchema => {
  const members = context.checker.getPropertiesOfType(type)
  if (members.length === 0) return {}
  const required = members.filter((member) => isRequired(context, member)).map(({ name }) => name)
  return {
    properties: Object.fromEntries(
      members.map((member) => [member.name, memberSchema(inside(context, type, `.${member.name}`), member)]),
    ),
    ...(required.length === 0 ? {} : { required }),
  }
}

const objectSchema = (context: Context, type: Type): JsonSchema => {
  const { checker } = context
  const [index] = checker.getIndexInfosOfType(type)
  return {
    type: 'object',
    ...described(type.getAliasSymbol()?.getDocumentationComment(checker) ?? ''),
    ...membersSchema(context, type),
    additionalProperties: index === undefined ? false : describe(inside(context, type, '.*'), index.valueType),
  }
}

const itemsOf = ({ checker }: Context, type: Type): Type | undefined => {
  const isList = checker.isArrayType(type) || type.getSymbol()?.name === 'Iterable'
  return isList && type.isTypeReference() ? checker.getTypeArguments(type)[0] : undefined
}

const isRecord = ({ checker }: Context, type: Type): boolean =>
  (type.isObjectType() || type.isIntersectionType()) &&
  !checker.isTupleType(type) &&
  checker.getSignaturesOfType(type, SignatureKind.Call).length === 0

const plain = ['string', 'number', 'boolean', 'null']

const describe = (context: Context, type: Type): JsonSchema => {
  const { checker, place, around } = context
  if (around.some(({ id }) => id === type.id))
    throw new Error(`${place} contains itself, which a JSON Schema without references cannot say.`)
  const kind = kindOfText(context, type)
  if (kind !== null) return textSchema(kind)
  const name = plain.find((one) => isNamed(type, one))
  if (name !== undefined) return { type: name }
  if (type.isUnionType() || literalIn(type) !== null) return unionSchema(context, partsOf(type))
  const items = itemsOf(context, type)
  if (items !== undefined) return { type: 'array', items: describe(inside(context, type, '[]'), items) }
  if (isRecord(context, type)) return objectSchema(context, type)
  throw new Error(`${place} is ${checker.typeToString(type)}, which has no JSON Schema.`)
}

/**
 * The JSON Schema of every member of a type that a file exports, by name. It describes values as JSON: an iterable is
 * an array, a member that may be `undefined` is optional, and objects have no additional members. Throws for a type
 * with values that JSON does not have, or that does not say what its values are, and names its place.
 */
export const schemasOfMembers = (
  project: Project,
  path: string,
  name: string,
): readonly (readonly [string, JsonSchema])[] => {
  const { checker } = project
  const type = checker.getDeclaredTypeOfSymbol(exportNamed(project, path, name))
  return checker
    .getPropertiesOfType(type)
    .map((member) => [member.name, memberSchema({ checker, place: member.name, around: [type] }, member)])
}
