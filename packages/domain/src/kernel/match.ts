import type { Message } from './message.js'

/** One function per message type: a missing or misspelt row does not compile. */
export type Rows<M extends Message, Rest extends readonly unknown[], R> = {
  readonly [K in M['type']]: (data: Extract<M, { readonly type: K }>['data'], ...rest: Rest) => R
}

type AnyRow<R> = (data: unknown, ...rest: readonly unknown[]) => R

/** Returns the row for a message type; `undefined` for a type that the table does not list. */
export const rowFor = <R>(rows: object, type: string): AnyRow<R> | undefined =>
  Object.hasOwn(rows, type) ? (rows as Record<string, AnyRow<R>>)[type] : undefined
