/** Marks a value that JSON would change. */
const notPlain: unique symbol = Symbol('not plain')

// Deeper than any sensible value; stops at cycles.
const maxDepth = 64

const isPlainNumber = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0)

const copyOfList = (list: readonly unknown[], depth: number): unknown => {
  const copy: unknown[] = []
  for (const one of list) {
    const element = copyPlain(one, depth)
    if (element === undefined || element === notPlain) return notPlain
    copy.push(element)
  }
  return copy
}

const copyOfRecord = (record: object, depth: number): unknown => {
  const copy: Record<string, unknown> = {}
  for (const field of Object.keys(record)) {
    const value = copyPlain((record as Record<string, unknown>)[field], depth)
    if (value === notPlain || field === '__proto__') return notPlain
    if (value !== undefined) copy[field] = value
  }
  return copy
}

const copyOfObject = (value: object, depth: number): unknown => {
  if (depth > maxDepth || 'toJSON' in value) return notPlain
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype) return copyOfRecord(value, depth + 1)
  return Array.isArray(value) && prototype === Array.prototype ? copyOfList(value, depth + 1) : notPlain
}

const copyPlain = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null || value === undefined) return value
  if (typeof value === 'number') return isPlainNumber(value) ? value : notPlain
  return typeof value === 'object' ? copyOfObject(value, depth) : notPlain
}

/** JSON text, and the value that parsing it would give, as a deep copy. */
export type Json<A> = { readonly text: string; readonly value: A }

/**
 * Serializes a value as JSON; `null` if that is impossible. Copies the value instead of parsing the text again, which
 * would cost several times as much. The text is made from the copy, so that both agree even if fields are getters.
 * Undefined fields are left out; a value that JSON would change otherwise (dates, -0, gaps) is serialized and parsed.
 */
export const jsonOf = <A>(value: A): Json<A> | null => {
  try {
    const copy = copyPlain(value, 0)
    const text: string | undefined = JSON.stringify(copy === notPlain ? value : copy)
    if (text === undefined) return null
    return { text, value: (copy === notPlain ? JSON.parse(text) : copy) as A }
  } catch {
    return null
  }
}

/** A deep copy of parsed JSON. */
export const copyOfJson = <A>(value: A): A => {
  const copy = copyPlain(value, 0)
  return copy === notPlain ? structuredClone(value) : (copy as A)
}
