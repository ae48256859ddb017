import { failureError } from '@clientele/domain'

/** Quotes an SQL identifier and escapes quotation marks in it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const schemaName = /^[a-z_][a-z0-9_-]{0,62}$/i

/** Throws an error that carries a `StoreFailure` if a text is no valid name of a schema. */
export const unlessSchemaName = (schema: string): void => {
  if (schemaName.test(schema)) return
  const problem = 'The name of a schema has letters, digits and "_", at most 63: give another one.'
  throw failureError({ error: 'StoreUnavailable', problem })
}
