import { CalendarDate, Instant, type JsonSchema } from '@clientele/domain'
import { type Checker, type Symbol as Member, SymbolFlags, type Type } from 'typescript/unstable/sync'

type Describe = (type: Type, place: string) => JsonSchema

const has = (member: Member, flag: SymbolFlags): boolean => (member.flags & flag) !== 0

const isIntrinsic = (type: Type, name: string): boolean => type.isIntrinsicType() && type.intrinsicName === name

/** Texts that were checked to be of a kind are described as their codecs describe them; the others as texts. */
const kindsOfText: { readonly [kind: string]: object } = { CalendarDate, Instant }

const schemaOfKind = (kind: string): JsonSchema => {
  const codec = kindsOfText[kind]
  return codec !== undefined && 'schema' in codec ? (codec.schema as JsonSchema) : { type: 'string' }
}

const literalIn = (type: Type): string | number | null =>
  type.isStringLiteralType() || type.isNumberLiteralType() ? type.value : null

/** The kind of a branded text, as the type of the brand's only member says it; `null` for any other type. */
const kindOfText = (checker: Checker, type: Type): string | null => {
  if (!type.isIntersectionType() || !type.getTypes().some((part) => isIntrinsic(part, 'string'))) return null
  const brands = type.getTypes().flatMap((part) => (part.isObjectType() ? checker.getPropertiesOfType(part) : []))
  const meant = brands.flatMap((brand) => partsOf(checker.getTypeOfSymbol(brand))).map(literalIn)
  return String(meant.find((kind) => kind !== null) ?? '')
}

const partsOf = (type: Type | undefined): readonly Type[] => {
  if (type === undefined) return []
  return type.isUnionType() ? type.getTypes() : [type]
}

const choiceOf = (parts: readonly Type[]): readonly JsonSchema[] => {
  const values = parts.map(literalIn).filter((value) => value !== null)
  return values.length === 0 ? [] : [values.length === 1 ? { const: values[0] } : { enum: values.toSorted() }]
}

const booleanOf = (parts: readonly Type[]): readonly JsonSchema[] => {
  const values = parts.flatMap((part) => (part.isBooleanLiteralType() ? [part.value] : []))
  if (values.length === 0) return []
  return [values.length === 1 ? { const: values[0] } : { type: 'boolean' }]
}

const unionSchema = (parts: readonly Type[], place: string, describe: Describe): JsonSchema => {
  const others = parts.filter((part) => literalIn(part) === null && !part.isBooleanLiteralType())
  const isNull = (part: Type): boolean => isIntrinsic(part, 'null')
  const found = [
    ...others.filter((part) => !isNull(part)).map((part) => describe(part, place)),
    ...choiceOf(parts),
    ...booleanOf(parts),
    ...others.filter(isNull).map((part) => describe(part, place)),
  ]
  const [only = {}] = found
  return found.length === 1 ? only : { anyOf: found }
}

/** The description of a schema, on one line; none where there is nothing to say. */
export const described = (text: string): JsonSchema =>
  text === '' ? {} : { description: text.replaceAll(/\s+/g, ' ') }

const memberSchema = (checker: Checker, member: Member, place: string, describe: Describe): JsonSchema => {
  const parts = partsOf(checker.getTypeOfSymbol(member)).filter((part) => !isIntrinsic(part, 'undefined'))
  return { ...unionSchema(parts, place, describe), ...described(member.getDocumentationComment(checker)) }
}

const isRequired = (checker: Checker, member: Member): boolean =>
  !has(member, SymbolFlags.Optional) &&
  !partsOf(checker.getTypeOfSymbol(member)).some((part) => isIntrinsic(part, 'undefined'))

const membersSchema = (checker: Checker, members: readonly Member[], place: string, describe: Describe): JsonSchema => {
  if (members.length === 0) return {}
  const required = members.filter((member) => isRequired(checker, member)).map(({ name }) => name)
  return {
    properties: Object.fromEntries(
      members.map((member) => [member.name, memberSchema(checker, member, `${place}.${member.name}`, describe)]),
    ),
    ...(required.length === 0 ? {} : { required }),
  }
}

const objectSchema = (checker: Checker, type: Type, place: string, describe: Describe): JsonSchema => {
  const [index] = checker.getIndexInfosOfType(type)
  return {
    type: 'object',
    ...described(type.getAliasSymbol()?.getDocumentationComment(checker) ?? ''),
    ...membersSchema(checker, checker.getPropertiesOfType(type), place, describe),
    additionalProperties: index === undefined ? false : describe(index.valueType, `${place}[]`),
  }
}

const itemsOf = (checker: Checker, type: Type): Type | undefined => {
  const isList = checker.isArrayType(type) || type.getSymbol()?.name === 'Iterable'
  return isList && type.isTypeReference() ? checker.getTypeArguments(type)[0] : undefined
}

/**
 * The JSON Schema of the values of a type as JSON: what may be iterated is an array, what may be `undefined` may be left
 * out, and objects have no members but those of their type. Throws for a type that JSON has no value of, or that says too
 * little, with its place.
 */
export const schemaOfType = (checker: Checker, type: Type, place: string): JsonSchema => {
  const describe: Describe = (part, at) => schemaOfType(checker, part, at)
  const kind = kindOfText(checker, type)
  if (kind !== null) return schemaOfKind(kind)
  if (type.isUnionType() || literalIn(type) !== null || type.isBooleanLiteralType())
    return unionSchema(partsOf(type), place, describe)
  for (const name of ['string', 'number', 'boolean', 'null']) if (isIntrinsic(type, name)) return { type: name }
  const items = itemsOf(checker, type)
  if (items !== undefined) return { type: 'array', items: describe(items, `${place}[]`) }
  if (type.isObjectType() || type.isIntersectionType()) return objectSchema(checker, type, place, describe)
  throw new Error(`${place} is ${checker.typeToString(type)}, which has no JSON Schema.`)
}
