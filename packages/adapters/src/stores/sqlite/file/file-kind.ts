import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection } from '../driver/connection.js'
import { readAtOnce, runImmediate } from '../driver/transaction.js'

/** A kind of file, told from all others by the application id in its head. */
export type FileKind = {
  /** Four letters as a number. */
  readonly applicationId: number
  /** The version of its tables; a newer program raises it. */
  readonly version: number
  /** The statements that make its tables. */
  readonly tables: string
  /** A table that files of earlier versions lack, and the statements that make it. */
  readonly later?: { readonly table: string; readonly schema: string }
  /** What to say of a file that is of another kind. */
  readonly foreign: string
  /** What to say of a file that a newer program wrote. */
  readonly newer: (version: number) => string
}

const refuse = (problem: string): never => {
  throw failureError({ error: 'StoreUnreadable', problem } satisfies StoreFailure)
}

const numberFrom = (connection: Connection, pragma: string): number =>
  Number(connection.pragma(pragma, { simple: true }))

const isEmpty = (connection: Connection): boolean =>
  connection.prepare<[]>('select 1 from sqlite_schema limit 1').get() === undefined

const isMade = (connection: Connection, kind: FileKind): boolean => {
  const [application, version] = [numberFrom(connection, 'application_id'), numberFrom(connection, 'user_version')]
  if (application === 0 && version === 0 && isEmpty(connection)) return false
  if (application !== kind.applicationId) refuse(kind.foreign)
  if (version > kind.version) refuse(kind.newer(version))
  return true
}

const make = (connection: Connection, { tables, applicationId, version }: FileKind): void => {
  connection.exec(tables)
  connection.exec(`pragma application_id = ${applicationId}`)
  connection.exec(`pragma user_version = ${version}`)
}

const lacksLater = (connection: Connection, { later }: FileKind): boolean =>
  later !== undefined &&
  connection.prepare<[string]>('select 1 from sqlite_schema where name = ?').get(later.table) === undefined

/**
 * Makes sure that a file is of a kind: an empty one becomes one, another is refused before `settle` changes anything.
 * Other processes may do the same at the same time.
 */
export const claimFile = (connection: Connection, kind: FileKind, settle: () => void): void => {
  const isComplete = readAtOnce(connection, () => isMade(connection, kind) && !lacksLater(connection, kind))
  settle()
  if (isComplete) return
  runImmediate(connection, () => {
    if (!isMade(connection, kind)) make(connection, kind)
    if (kind.later !== undefined && lacksLater(connection, kind)) connection.exec(kind.later.schema)
  })
}
