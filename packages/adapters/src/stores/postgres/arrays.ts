const quoteElement = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

/** A PostgreSQL array literal of numbers or ids. */
export const plainArray = (values: readonly (number | string)[]): string => `{${values.join()}}`

/** A PostgreSQL array literal of texts. */
export const textArray = (values: readonly string[]): string => `{${values.map(quoteElement).join()}}`

/**
 * A PostgreSQL array literal of JSON texts. They have no raw control characters, so `JSON.stringify` quotes them fast.
 */
export const jsonArray = (values: readonly string[]): string =>
  `{${values.map((value) => JSON.stringify(value)).join()}}`
