import * as t from 'io-ts'
import { callable, type MeantAs, type TextCodec } from '../values/branded.js'
import { annotate, type Field, fieldsIn, withFastDecode, withFastPath } from '../values/record.js'
import { hasInvisible, visibleText } from '../values/visible.js'
import { withCommandRule } from './command-rule.js'
import type { JsonSchema } from './json-schema.js'

/**
 * An identifier, given by the host or generated: 1 to 200 characters, without control characters and lone surrogates.
 */
export type Id = string

// Nearly every text is plain: a loop is faster than a regular expression or a call per character.
const isPlain = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const isPrintable = unit < 0x7f ? unit >= 0x20 : unit >= 0xa0
    const isSurrogate = unit >= 0xd800 && unit < 0xe000
    if (!isPrintable || isSurrogate) return false
  }
  return true
}

const isWellFormed = (text: string): boolean => isPlain(text) || !/[\p{Cc}\p{Cs}]/u.test(text)

/** The maximum length of texts and ids in commands, in characters. */
export const textLimits = { text: 10_000, id: 200 } as const

const isId = (value: unknown): value is Id =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= textLimits.id &&
  value.trim() === value &&
  isWellFormed(value)

/** Creates a codec of the values that pass a test, with their JSON Schema. */
export const refine = <A>(name: string, is: t.Is<A>, schema: JsonSchema): t.Type<A, A, unknown> =>
  Object.assign(
    new t.Type<A, A, unknown>(
      name,
      is,
      (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
      t.identity,
    ),
    { schema },
  )

const idSchema: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: textLimits.id,
  pattern: '^[^\\s\\p{Cc}\\p{Cs}]([^\\p{Cc}\\p{Cs}]*[^\\s\\p{Cc}\\p{Cs}])?$',
}

/** Whether an id has no invisible characters and is in NFC, so that it cannot look like another. */
export const isUnambiguous = (id: string): boolean => !hasInvisible(id) && id.normalize('NFC') === id

/**
 * Creates a codec of identifiers with a name from the domain, such as `CustomerId`. In commands, ids that look like
 * others are refused: with invisible characters, or accents as separate characters.
 */
export const idOf = <Kind extends string, Of extends string = Kind>(name: Kind): TextCodec<Of> =>
  callable<Of>(
    withCommandRule(refine<MeantAs<Of>>(name, isId, idSchema), (id) =>
      isUnambiguous(id) ? null : `${name} without invisible characters, accents written as one character (NFC)`,
    ),
    '1 to 200 characters, no spaces at either end, no invisible characters, accents written as one character (NFC)',
    isUnambiguous,
  )

/** Creates a codec of identifiers without that rule, for commands that must accept any id of an older log. */
export const storedIdOf = (name: string): t.Type<Id, Id, unknown> => refine(name, isId, idSchema)

/** Creates a codec of identifiers for values from outside: refuses ids that look like others. */
export const givenIdOf = (name: string): t.Type<Id, Id, unknown> =>
  refine(name, (value): value is Id => isId(value) && isUnambiguous(value), idSchema)

const isText = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= textLimits.text &&
  (isPlain(value) || isWellFormed(value.replace(/[\n\r\t]/g, ' ')))

/**
 * A text of at most 10,000 characters without lone surrogates or control characters other than line breaks and tabs. In
 * commands, texts of only invisible characters are refused.
 */
export const text: t.Type<string, string, unknown> = withCommandRule(
  refine('Text', isText, { type: 'string', maxLength: textLimits.text }),
  (value) => (value.trim() !== '' && visibleText(value).trim() === '' ? 'Text with visible characters' : null),
)

/** A safe integer. */
export const integer: t.Type<number, number, unknown> = refine(
  'Integer',
  (value): value is number => Number.isSafeInteger(value),
  { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
)

/** Creates a codec of one of the given texts. */
export const oneOf = <A extends string>(
  name: string,
  values: readonly [A, ...A[]],
): t.Type<A, A, unknown> & Choice<A> =>
  Object.assign(
    refine(name, (value): value is A => values.some((one) => one === value), { enum: values }),
    { values },
  )

type Choice<A extends string> = { readonly values: readonly [A, ...A[]] }

/** Creates a codec of a value or `null`. */
export const nullable = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> => {
  const union = t.union([codec, t.null], `${codec.name} | null`)
  return withFastPath(union, {
    is: (value) => value === null || codec.is(value),
    validate: (value, context) => (value === null ? t.success(null) : codec.validate(value, context)),
  })
}

/** Creates a codec of one of two kinds of value, tried in this order. */
export const eitherOf = <A extends t.Mixed, B extends t.Mixed>(name: string, first: A, second: B): t.UnionC<[A, B]> =>
  withFastPath(t.union([first, second], name), {
    is: (value) => first.is(value) || second.is(value),
    validate: (value, context) => {
      const decoded = first.validate(value, context)
      return decoded._tag === 'Right' ? decoded : second.validate(value, context)
    },
  })

/** Creates a codec of a list of values. */
export const listOf = <C extends t.Mixed>(codec: C): t.ReadonlyArrayC<C> => t.readonlyArray(codec, `${codec.name}[]`)

type Optional = { readonly optional: true }

/** Marks a field that may be omitted. */
export const optional = <C extends t.Mixed>(codec: C): C & Optional => annotate(codec, { optional: true } as const)

/**
 * The field of the message that names the person (or employee, or persons) a value is about; `stream` if the stream
 * names it.
 */
export type Whose = 'personId' | 'employeeId' | 'personIds' | 'links' | 'stream'

type Personal = { readonly personal: Whose }

/**
 * Marks a field as personal data of a person: views and history hide it once that person is erased (GDPR 17), and
 * errors never show it.
 */
export const personal = <C extends t.Mixed>(codec: C, whose: Whose): C & Personal =>
  annotate(codec, { personal: whose })

/** Returns the field that names the persons of a personal value; `null` if the value is not personal. */
export const whoseField = (codec: object): Whose | null => ('personal' in codec ? (codec as Personal).personal : null)

export type Fields = { readonly [field: string]: t.Mixed }

type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K] extends Optional ? K : never }[keyof F]

type Flat<T> = { readonly [K in keyof T]: T[K] }

/** The type of a record with these fields; fields marked `optional` may be missing. */
export type RecordOf<F extends Fields> = Flat<
  { [K in Exclude<keyof F, OptionalKeys<F>>]: t.TypeOf<F[K]> } & { [K in OptionalKeys<F>]?: t.TypeOf<F[K]> | undefined }
>

const fieldsWhere = (fields: Fields, keep: (codec: t.Mixed) => boolean): t.Props =>
  Object.fromEntries(Object.entries(fields).filter(([, codec]) => keep(codec)))

const asRecordCodec = <F extends Fields>(codec: t.Mixed): t.Type<RecordOf<F>, unknown, unknown> => codec

const isOptional = (codec: t.Mixed): boolean => 'optional' in codec
const isRequired = (codec: t.Mixed): boolean => !isOptional(codec)

// Named explicitly: otherwise long names are generated from all fields when the module is loaded.
const intersect = (name: string, fields: Fields) =>
  t.intersection(
    [t.type(fieldsWhere(fields, isRequired), name), t.partial(fieldsWhere(fields, isOptional), name)],
    name,
  )

const fieldsOf = (fields: Fields): readonly Field[] =>
  Object.entries(fields).map(([name, codec]) => ({ name, isRequired: isRequired(codec), codec }))

/** Creates a codec of a record; keeps unknown fields, which a newer version may have written. */
export const recordOf = <F extends Fields>(name: string, fields: F): t.Type<RecordOf<F>, unknown, unknown> =>
  asRecordCodec<F>(withFastDecode(intersect(name, fields), fieldsOf(fields), false))

/** Creates a codec of a record whose fields may all be missing; keeps unknown fields. */
export const partialOf = <C extends t.Mixed>(
  names: readonly string[],
  codec: C,
): t.PartialC<{ [field: string]: C }> => {
  const fields = names.map((name) => ({ name, isRequired: false, codec }))
  return withFastDecode(t.partial(Object.fromEntries(names.map((name) => [name, codec]))), fields, false)
}

/** Creates a codec of a record; drops unknown fields. */
export const exactRecordOf = <F extends Fields>(name: string, fields: F): t.Type<RecordOf<F>, unknown, unknown> =>
  asRecordCodec<F>(withFastDecode(t.exact(intersect(name, fields), name), fieldsOf(fields), true))

/** True or false; refuses numbers and texts. */
export const boolean: t.Type<boolean, boolean, unknown> = t.boolean

const countGiven = (record: object, fields: readonly string[]): number =>
  fields.filter((field) => Reflect.get(record, field) != null).length

// `problemsOf` leaves intermediate types out of paths, so the entry must carry the original type.
const inPlaceOf = (context: t.Context, type: t.Mixed): t.Context =>
  context.map((entry, depth) => (depth === context.length - 1 ? { ...entry, type } : entry))

/** Creates a codec of a record in which exactly one of the fields is given. */
export const exactlyOne = <A>(
  fields: readonly string[],
  codec: t.Type<A, unknown, unknown>,
): t.Type<A, unknown, unknown> => {
  const one = new t.Type<A, unknown, unknown>(
    `exactly one of ${fields.join(', ')}`,
    (value): value is A => codec.is(value) && countGiven(value as object, fields) === 1,
    (value, context) => {
      const decoded = codec.validate(value, context)
      if (decoded._tag === 'Left') return codec.validate(value, inPlaceOf(context, codec))
      return countGiven(decoded.right as object, fields) === 1 ? decoded : t.failure(value, context)
    },
    codec.encode,
  )
  return annotate(one, { fieldsKnown: fieldsIn(codec), onlyOneOf: fields })
}

/**
 * Normalizes a name or address for comparison: trims, drops invisible characters, folds case, composes accents (NFC).
 */
export const foldCase = (name: string): string => visibleText(name).normalize('NFC').trim().toUpperCase().toLowerCase()

/**
 * Whether two names count as the same: ignores outer spaces, case, the encoding of accents and invisible characters.
 */
export const sameName = (a: string, b: string): boolean => foldCase(a) === foldCase(b)

/** Trims a text of all kinds of spaces (NBSP too); `null` if it is blank or not a text. */
export const nonBlank = (value: unknown): string | null => (typeof value === 'string' ? value.trim() || null : null)

/** Returns the fields of a record whose text is not blank, trimmed. */
export const nonBlankFields = (record: object): { readonly [field: string]: string } =>
  Object.fromEntries(
    Object.entries(record).flatMap(([field, value]) => {
      const text = nonBlank(value)
      return text === null ? [] : [[field, text]]
    }),
  )
