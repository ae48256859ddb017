import type { Message } from './message.js'

/** One function per message type: a forgotten row does not compile, a misspelt one is an error at its line. */
export type Rows<M extends Message, Rest extends readonly unknown[], R> = {
  readonly [K in M['type']]: (data: Extract<M, { readonly type: K }>['data'], ...rest: Rest) => R
}

type AnyRow<R> = (data: unknown, ...rest: readonly unknown[]) => R

/** The row for a message type, or `undefined` for a type the table does not list (a newer writer's). */
export const rowFor = <R>(rows: object, type: string): AnyRow<R> | undefined =>
  Object.hasOwn(rows, type) ? (rows as Record<string, AnyRow<R>>)[type] : undefined
