import * as t from 'io-ts'

/** A field of a record, whether it must be there, and how it is decoded. */
export type Field = { readonly name: string; readonly isRequired: boolean; readonly codec: t.Mixed }

type Values = { readonly [field: string]: unknown }

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && (isPlain(value) || t.UnknownRecord.is(value))

/** Whether an object is one of fields only. */
export const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype

const isMissing = (value: unknown, record: Values, { name, isRequired }: Field): boolean =>
  isRequired ? value === undefined && !Object.hasOwn(record, name) : value === undefined

const holds = (record: Values, field: Field): boolean => {
  const value = record[field.name]
  return isMissing(value, record, field) ? !field.isRequired : field.codec.is(value)
}

const isOneOf =
  (fields: readonly Field[]) =>
  (value: unknown): boolean => {
    if (!isRecord(value)) return false
    for (const field of fields) if (!holds(value, field)) return false
    return true
  }

const without = (record: Values, known: ReadonlySet<string>): Values => {
  for (const name in record)
    if (!known.has(name)) return Object.fromEntries(Object.entries(record).filter(([one]) => known.has(one)))
  return record
}

// The record with its fields decoded, itself when decoding changes none of them; `null` when one does not decode.
const decoded = (record: Values, fields: readonly Field[], context: t.Context): Values | null => {
  let changed: Record<string, unknown> | null = null
  for (const field of fields) {
    const value = record[field.name]
    if (isMissing(value, record, field)) {
      if (field.isRequired) return null
      continue
    }
    const one = field.codec.validate(value, context)
    if (one._tag === 'Left') return null
    if (one.right === value) continue
    changed ??= { ...record }
    changed[field.name] = one.right
  }
  return changed ?? record
}

/**
 * A record codec made faster: most values are right, and finding that out takes no note of where a field stands. What is
 * wrong is decoded again by the codec itself, which says why. `isExact` drops fields nobody knows.
 */
export const hastened = <C extends t.Mixed>(codec: C, fields: readonly Field[], isExact: boolean): C => {
  const known = new Set(fields.map(({ name }) => name))
  const validate: t.Validate<unknown, unknown> = (value, context) => {
    const quick = isRecord(value) ? decoded(value, fields, context) : null
    if (quick === null) return codec.validate(value, context)
    return t.success(isExact ? without(quick, known) : quick)
  }
  return madeOf(marked(codec, { fieldsKnown: fields }), isOneOf(fields), validate)
}

/** A record codec of which unknown fields are not refused where commands are read: a rule names them. */
export const leftOpen = <C extends t.Mixed>(codec: C): C => marked(codec, { fieldsKnown: null })

/** The fields a record codec knows; `null` for a codec of anything else. */
export const fieldsIn = (codec: t.Mixed): readonly Field[] | null =>
  'fieldsKnown' in codec ? (codec.fieldsKnown as readonly Field[]) : null

/** A codec like another, with more to it or something in its place. */
export const marked = <C extends t.Mixed, M extends object>(codec: C, mark: M): C & M =>
  Object.assign(Object.create(Object.getPrototypeOf(codec)) as C, codec, mark)

/** Another, faster way to tell what is of a type, and to decode it. */
type Quick = { readonly is: (value: unknown) => boolean; readonly validate: t.Validate<unknown, unknown> }

/** A codec with a faster way; what it does not let through is decoded again by the codec itself, which says why. */
export const quickened = <C extends t.Mixed>(codec: C, { is, validate }: Quick): C =>
  madeOf(codec, is, (value, context) => {
    const decoded = validate(value, context)
    return decoded._tag === 'Right' ? decoded : codec.validate(value, context)
  })

const madeOf = <C extends t.Mixed>(codec: C, is: Quick['is'], validate: Quick['validate']): C => {
  const made = marked(codec, { is, validate })
  return Object.assign(made, { decode: (value: unknown) => validate(value, rootOf(made, value)) })
}

const rootOf = (type: t.Mixed, actual: unknown): t.Context => [{ key: '', type, actual }]
