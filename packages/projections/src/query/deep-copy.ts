const copied = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copied)
  const copy: Record<string, unknown> = {}
  for (const field of Object.keys(value)) copy[field] = copied(Reflect.get(value, field))
  return copy
}

/** A copy of records and lists that the register keeps: whoever gets it may change it, and changes nothing. */
export const deepCopy = <A>(value: A): A => copied(value) as A
