const escaped = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

/** Numbers and ids as the text of a PostgreSQL array. */
export const plain = (values: readonly (number | string)[]): string => `{${values.join()}}`

/** Texts as the text of a PostgreSQL array. */
export const texts = (values: readonly string[]): string => `{${values.map(escaped).join()}}`

/** JSON as the text of a PostgreSQL array: it has no raw control characters, so the fast way of quoting will do. */
export const jsons = (values: readonly string[]): string => `{${values.map((value) => JSON.stringify(value)).join()}}`
