/** Stands for a value that JSON does not give back as it is. */
const notPlain: unique symbol = Symbol('not plain')

// Deeper than anything that is meant; a cycle has no end.
const deepest = 64

const isPlainNumber = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0)

const copyOfList = (list: readonly unknown[], depth: number): unknown => {
  const copy: unknown[] = []
  for (const one of list) {
    const element = copied(one, depth)
    if (element === undefined || element === notPlain) return notPlain
    copy.push(element)
  }
  return copy
}

const copyOfRecord = (record: object, depth: number): unknown => {
  const copy: Record<string, unknown> = {}
  for (const field of Object.keys(record)) {
    const value = copied((record as Record<string, unknown>)[field], depth)
    if (value === notPlain || field === '__proto__') return notPlain
    if (value !== undefined) copy[field] = value
  }
  return copy
}

const copyOfObject = (value: object, depth: number): unknown => {
  if (depth > deepest || 'toJSON' in value) return notPlain
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype) return copyOfRecord(value, depth + 1)
  return Array.isArray(value) && prototype === Array.prototype ? copyOfList(value, depth + 1) : notPlain
}

const copied = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null || value === undefined) return value
  if (typeof value === 'number') return isPlainNumber(value) ? value : notPlain
  return typeof value === 'object' ? copyOfObject(value, depth) : notPlain
}

/** JSON as text, and what parsing it would give: a value of its own all through. */
export type Json<A> = { readonly text: string; readonly value: A }

/**
 * A value as JSON; `null` for one that cannot be written. Parsing it again would cost several times as much as the copy
 * whose text is taken. The text is that of the copy: whatever stands behind the fields of a value, both say the same.
 * Fields that are undefined are left out; what JSON changes otherwise (dates, -0, gaps) is written and parsed.
 */
export const jsonOf = <A>(value: A): Json<A> | null => {
  try {
    const copy = copied(value, 0)
    const text: string | undefined = JSON.stringify(copy === notPlain ? value : copy)
    if (text === undefined) return null
    return { text, value: (copy === notPlain ? JSON.parse(text) : copy) as A }
  } catch {
    return null
  }
}

/** A copy of parsed JSON that shares nothing with it. */
export const copyOfJson = <A>(value: A): A => {
  const copy = copied(value, 0)
  return copy === notPlain ? structuredClone(value) : (copy as A)
}
