/** The deepest level allowed; deeper data is cyclic or no state. */
const maxDepth = 64

const noFields: { readonly [field: string]: unknown } = {}

const refuse = (what: string): never => {
  throw new TypeError(`A state is plain data, and this holds ${what}.`)
}

type Loose = { readonly [field: string]: unknown }

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === undefined

const freezeBelow = (value: unknown, before: unknown, depth: number): void => {
  if (typeof value === 'function') refuse('a function')
  if (typeof value === 'bigint' || typeof value === 'symbol') refuse(`a ${typeof value}`)
  if (!isObject(value) || value === before) return
  if (depth > maxDepth) refuse('itself, or too many levels')
  if (!isPlain(value)) refuse('a Map, a Set, a Date, a promise or an object of a class')
  const parts = isObject(before) ? before : noFields
  for (const field of Object.keys(value)) {
    const part = value[field]
    if (!isScalar(part)) freezeBelow(part, parts[field], depth + 1)
  }
  Object.freeze(value)
}

/**
 * Freezes plain data in place, recursively. Parts that are identical to the part at the same place in `before`, which
 * is already frozen, are skipped. Throws a `TypeError` for values that freezing does not protect.
 */
export const freezeDeep = (value: unknown, before?: unknown): void => freezeBelow(value, before, 0)
