import type { SqliteValue } from '@clientele/domain'
import type { Changes } from '../connection.js'

/** A statement of `node:sqlite`. The optional members exist since Node 22.16. */
export type NodeStatement = {
  /** The text of the statement, without the statements after it. */
  readonly sourceSQL: string
  setReturnArrays?(enabled: boolean): void
  columns?(): readonly unknown[]
  get(...values: readonly SqliteValue[]): unknown
  all(...values: readonly SqliteValue[]): readonly unknown[]
  iterate(...values: readonly SqliteValue[]): IterableIterator<unknown>
  run(...values: readonly SqliteValue[]): Changes
}

/** A connection of `node:sqlite`. The optional members exist since Node 22.16. */
export type NodeDatabase = {
  readonly isTransaction?: boolean
  prepare(sql: string): NodeStatement
  exec(sql: string): void
  close(): void
}

/** The part of the module `node:sqlite` that is used; Node's own types for it would need a newer `@types/node`. */
export type NodeSqlite = {
  readonly DatabaseSync: new (
    file: string,
    options: { readonly readOnly: boolean; readonly timeout: number },
  ) => NodeDatabase
}

/** Whether a module is `node:sqlite`. */
export const isNodeSqlite = (module: unknown): module is NodeSqlite =>
  typeof module === 'object' && module !== null && typeof Reflect.get(module, 'DatabaseSync') === 'function'
