import { unknownField } from '@clientele/domain'

/** Throws a `TypeError` for an unknown option, and names the most similar known one. */
export const refuseUnknownOptions = (caller: string, options: object, known: readonly string[]): void => {
  for (const [name, value] of Object.entries(options)) {
    if (known.includes(name)) continue
    const { path, expected } = unknownField('', name, known, value)
    throw new TypeError(`${caller}: ${path}: ${expected.replace('field', 'option')}`)
  }
}
