/** Deeper values are refused: they are cyclic, or no state. */
const deepest = 64

const nothing: { readonly [field: string]: unknown } = {}

const refused = (what: string): never => {
  throw new TypeError(`A state is plain data, and this holds ${what}.`)
}

type Loose = { readonly [field: string]: unknown }

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}

const freezeBelow = (value: unknown, before: unknown, depth: number): void => {
  if (typeof value === 'function') refused('a function')
  if (!isObject(value) || value === before) return
  if (depth > deepest) refused('itself, or too many levels')
  if (!isPlain(value)) refused('a Map, a Set, a Date, a promise or an object of a class')
  const parts = isObject(before) ? before : nothing
  for (const field of Object.keys(value)) {
    const part = value[field]
    if (typeof part === 'object' || typeof part === 'function') freezeBelow(part, parts[field], depth + 1)
  }
  Object.freeze(value)
}

/**
 * Freezes plain data in place, with everything in it. Parts that stand at the same place in `before`, which is frozen
 * already, are not walked again. Throws a `TypeError` for data that freezing does not protect.
 */
export const freezeDeep = (value: unknown, before?: unknown): void => freezeBelow(value, before, 0)
