import * as t from 'io-ts'
import { type Field, fieldsIn, hastened, marked, quickened } from '../values/record.js'
import { hasUnseen, seenOf } from '../values/visible.js'
import { withCommandRule } from './command-rule.js'

/** An identifier given by the host or by us: 1 to 200 characters, none of them a control character or a lone surrogate. */
export type Id = string

// Nearly every text is plain, which is told faster without an expression, and without a call for every character.
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

/** The most characters a text, and an id, of a command may have. */
export const textLimits = { text: 10_000, id: 200 } as const

const isId = (value: unknown): value is Id =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= textLimits.id &&
  value.trim() === value &&
  isWellFormed(value)

const refined = <A>(name: string, is: t.Is<A>): t.Type<A, A, unknown> =>
  new t.Type(name, is, (value, context) => (is(value) ? t.success(value) : t.failure(value, context)), t.identity)

/** Whether nobody could take an id for another that looks the same: it has no character that is not seen. */
export const isPlainToSee = (id: string): boolean => !hasUnseen(id) && id.normalize('NFC') === id

/**
 * An identifier codec with the domain's name for it, such as `CustomerId`. Commands may not give one that looks like
 * another: with characters nobody sees, or accents written apart.
 */
export const idOf = (name: string): t.Type<Id, Id, unknown> =>
  withCommandRule(refined(name, isId), (id) =>
    isPlainToSee(id) ? null : `${name} without invisible characters, accents written as one character (NFC)`,
  )

/** An identifier codec without that rule: for commands that must reach whatever an older log holds. */
export const storedIdOf = (name: string): t.Type<Id, Id, unknown> => refined(name, isId)

/** An identifier codec that takes no id that looks like another, for what is given from outside. */
export const givenIdOf = (name: string): t.Type<Id, Id, unknown> =>
  refined(name, (value): value is Id => isId(value) && isPlainToSee(value))

const isText = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= textLimits.text &&
  (isPlain(value) || isWellFormed(value.replace(/[\n\r\t]/g, ' ')))

/**
 * A text of at most 10,000 characters without lone surrogates or control characters other than line breaks and tabs.
 * Commands may not give one of which nothing is seen, though it is not blank.
 */
export const text: t.Type<string, string, unknown> = withCommandRule(refined('Text', isText), (value) =>
  value.trim() !== '' && seenOf(value).trim() === '' ? 'Text of which something is seen' : null,
)

/** A number without fraction that JavaScript counts exactly. */
export const integer: t.Type<number, number, unknown> = refined('Integer', (value): value is number =>
  Number.isSafeInteger(value),
)

/** One of a few texts. */
export const oneOf = <A extends string>(
  name: string,
  values: readonly [A, ...A[]],
): t.Type<A, A, unknown> & Choice<A> =>
  Object.assign(
    refined(name, (value): value is A => values.some((one) => one === value)),
    { values },
  )

type Choice<A extends string> = { readonly values: readonly [A, ...A[]] }

/** A value or `null`. */
export const nullable = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> => {
  const union = t.union([codec, t.null], `${codec.name} | null`)
  return quickened(union, {
    is: (value) => value === null || codec.is(value),
    validate: (value, context) => (value === null ? t.success(null) : codec.validate(value, context)),
  })
}

/** A value of one of two kinds, tried in this order. */
export const eitherOf = <A extends t.Mixed, B extends t.Mixed>(name: string, first: A, second: B): t.UnionC<[A, B]> =>
  quickened(t.union([first, second], name), {
    is: (value) => first.is(value) || second.is(value),
    validate: (value, context) => {
      const decoded = first.validate(value, context)
      return decoded._tag === 'Right' ? decoded : second.validate(value, context)
    },
  })

/** A list of values. */
export const listOf = <C extends t.Mixed>(codec: C): t.ReadonlyArrayC<C> => t.readonlyArray(codec, `${codec.name}[]`)

type Optional = { readonly optional: true }

/** A field that may be left out. */
export const optional = <C extends t.Mixed>(codec: C): C & Optional => marked(codec, { optional: true } as const)

/** Which field of the message names the person (or employee, or persons) a value is about; `stream` when the stream does. */
export type Whose = 'personId' | 'employeeId' | 'personIds' | 'links' | 'stream'

type Personal = { readonly personal: Whose }

/**
 * A field that is personal data, with whose it is. Stores encrypt it under that person's key, errors never print it.
 * Source: `ErasePerson`, GDPR 17.
 */
export const personal = <C extends t.Mixed>(codec: C, whose: Whose): C & Personal => marked(codec, { personal: whose })

/** Whose a field's value is, or `null` when it is not personal. */
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

const typed = <F extends Fields>(codec: t.Mixed): t.Type<RecordOf<F>, unknown, unknown> => codec

const intersected = (name: string, fields: Fields) =>
  t.intersection(
    [
      t.type(fieldsWhere(fields, (codec) => !('optional' in codec))),
      t.partial(fieldsWhere(fields, (codec) => 'optional' in codec)),
    ],
    name,
  )

const fieldsOf = (fields: Fields): readonly Field[] =>
  Object.entries(fields).map(([name, codec]) => ({ name, isRequired: !('optional' in codec), codec }))

/** A record codec that keeps fields it does not know (a newer writer's). */
export const recordOf = <F extends Fields>(name: string, fields: F): t.Type<RecordOf<F>, unknown, unknown> =>
  typed<F>(hastened(intersected(name, fields), fieldsOf(fields), false))

/** A record codec all of whose fields may be left out, that keeps fields it does not know. */
export const partialOf = <C extends t.Mixed>(
  names: readonly string[],
  codec: C,
): t.PartialC<{ [field: string]: C }> => {
  const fields = names.map((name) => ({ name, isRequired: false, codec }))
  return hastened(t.partial(Object.fromEntries(names.map((name) => [name, codec]))), fields, false)
}

/** A record codec that drops fields it does not know. */
export const exactRecordOf = <F extends Fields>(name: string, fields: F): t.Type<RecordOf<F>, unknown, unknown> =>
  typed<F>(hastened(t.exact(intersected(name, fields), name), fieldsOf(fields), true))

/** True or false; no number or text stands for either. */
export const boolean: t.Type<boolean, boolean, unknown> = t.boolean

const given = (record: object, fields: readonly string[]): number =>
  fields.filter((field) => Reflect.get(record, field) != null).length

// Paths leave out what a type puts in between: it has to be known as the type it is.
const inPlaceOf = (context: t.Context, type: t.Mixed): t.Context =>
  context.map((entry, depth) => (depth === context.length - 1 ? { ...entry, type } : entry))

/** A record of which exactly one of some fields is given. */
export const exactlyOne = <A>(
  fields: readonly string[],
  codec: t.Type<A, unknown, unknown>,
): t.Type<A, unknown, unknown> => {
  const one = new t.Type<A, unknown, unknown>(
    `exactly one of ${fields.join(', ')}`,
    (value): value is A => codec.is(value) && given(value as object, fields) === 1,
    (value, context) => {
      const decoded = codec.validate(value, context)
      if (decoded._tag === 'Left') return codec.validate(value, inPlaceOf(context, codec))
      return given(decoded.right as object, fields) === 1 ? decoded : t.failure(value, context)
    },
    codec.encode,
  )
  return marked(one, { fieldsKnown: fieldsIn(codec) })
}

/** A name or address as it is compared: without outer spaces and what is not seen, in one case, accents written one way. */
export const foldedCase = (name: string): string => seenOf(name).normalize('NFC').trim().toUpperCase().toLowerCase()

/**
 * Whether two names count as the same: outer spaces, case, the way accents are written and characters that are not seen do
 * not matter.
 */
export const sameName = (a: string, b: string): boolean => foldedCase(a) === foldedCase(b)

/** A text as it was given, spaces and all; `null` when it is blank or no text. */
export const nonBlank = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null

/** The fields of a record that have a text that is not blank. */
export const nonBlankFields = (record: object): { readonly [field: string]: string } =>
  Object.fromEntries(
    Object.entries(record).flatMap(([field, value]) => {
      const text = nonBlank(value)
      return text === null ? [] : [[field, text]]
    }),
  )
