const copyOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf)
  const copy: Record<string, unknown> = {}
  for (const field of Object.keys(value)) copy[field] = copyOf(Reflect.get(value, field))
  return copy
}

/** Deep-copies rows of the register, so that callers may change the result. */
export const deepCopy = <A>(value: A): A => copyOf(value) as A
