import * as t from 'io-ts'

/** A field of a record, whether it is required, and its codec. */
export type Field = { readonly name: string; readonly isRequired: boolean; readonly codec: t.Mixed }

type Values = { readonly [field: string]: unknown }

/** Whether a value is an object with fields: no list, and no date, map or similar, which JSON does not have. */
export const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && (isPlain(value) || hasFields(value))

const hasFields = (value: object): boolean => Object.prototype.toString.call(value) === '[object Object]'

/** Whether an object is a plain object. */
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

// Returns the record with decoded fields, the record itself if nothing changes, or `null` if a field does not decode.
const decodeFields = (record: Values, fields: readonly Field[], context: t.Context): Values | null => {
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
 * Speeds up a record codec: most values are valid, and checking them needs no paths. Invalid values are decoded again
 * by the original codec, which reports the problems. `isExact` drops unknown fields.
 */
export const withFastDecode = <C extends t.Mixed>(codec: C, fields: readonly Field[], isExact: boolean): C => {
  const known = new Set(fields.map(({ name }) => name))
  const validate: t.Validate<unknown, unknown> = (value, context) => {
    // io-ts would accept such a value as a record without fields, but it would be stored as something else.
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isRecord(value))
      return t.failure(value, context)
    const quick = isRecord(value) ? decodeFields(value, fields, context) : null
    if (quick === null) return codec.validate(value, context)
    return t.success(isExact ? without(quick, known) : quick)
  }
  return withDecode(codec, { is: isOneOf(fields), validate, fieldsKnown: fields })
}

/** Marks a record codec whose unknown fields are accepted in commands: a rule refuses them by name. */
export const allowUnknownFields = <C extends t.Mixed>(codec: C): C => annotate(codec, { fieldsKnown: null })

/** Returns the fields a record codec knows; `null` for any other codec. */
export const fieldsIn = (codec: t.Mixed): readonly Field[] | null =>
  'fieldsKnown' in codec ? (codec.fieldsKnown as readonly Field[]) : null

/** Returns a copy of a codec with properties added or replaced. */
export const annotate = <C extends t.Mixed, M extends object>(codec: C, mark: M): C & M =>
  Object.assign(Object.create(Object.getPrototypeOf(codec)) as C, codec, mark)

/** A faster check and decoder. */
type Quick = { readonly is: (value: unknown) => boolean; readonly validate: t.Validate<unknown, unknown> }

/**
 * Adds a faster path to a codec; values that it refuses are decoded again by the codec itself, which reports the
 * problems.
 */
export const withFastPath = <C extends t.Mixed>(codec: C, { is, validate }: Quick): C =>
  withDecode(codec, {
    is,
    validate: (value, context) => {
      const decoded = validate(value, context)
      return decoded._tag === 'Right' ? decoded : codec.validate(value, context)
    },
  })

const withDecode = <C extends t.Mixed>(codec: C, quick: Quick & { readonly fieldsKnown?: readonly Field[] }): C => {
  const made = annotate(codec, quick)
  return Object.assign(made, { decode: (value: unknown) => quick.validate(value, rootOf(made, value)) })
}

const rootOf = (type: t.Mixed, actual: unknown): t.Context => [{ key: '', type, actual }]
