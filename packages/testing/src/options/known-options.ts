import { unknownField } from '@clientele/domain'

/** Throws a `TypeError` for options that are no object, and for an unknown one, with the most similar known one. */
export const refuseUnknownOptions = (caller: string, options: unknown, known: readonly string[]): void => {
  if (typeof options !== 'object' || options === null) throw new TypeError(`${caller}: the options are an object`)
  for (const [name, value] of Object.entries(options)) {
    if (known.includes(name)) continue
    const { path, expected } = unknownField('', name, known, value)
    throw new TypeError(`${caller}: ${path}: ${expected.replace('field', 'option')}`)
  }
}
