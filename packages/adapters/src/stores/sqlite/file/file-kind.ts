import { statSync } from 'node:fs'
import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection } from '../driver/connection.js'
import { runImmediate, runReadTransaction } from '../driver/transaction.js'

/** A kind of file, identified by the application id in its header. */
export type FileKind = {
  readonly file: string
  /** Four ASCII letters as a number. */
  readonly applicationId: number
  /** The version of its tables. */
  readonly version: number
  /** The statements that create its tables. */
  readonly tables: string
  /** A table that files of earlier versions lack, and the statements that create it. */
  readonly later?: { readonly table: string; readonly schema: string }
  /** The message for a file of another kind. */
  readonly foreign: string
  /** The message for a file that a newer program wrote. */
  readonly newer: (version: number) => string
}

const refuse = (problem: string): never => {
  throw failureError({ error: 'StoreUnreadable', problem } satisfies StoreFailure)
}

// SQLite finds its log by the name of the file: under each name another process would have a log of its own.
const refuseSeveralNames = (file: string): void => {
  if ((statSync(file, { throwIfNoEntry: false })?.nlink ?? 1) <= 1) return
  const problem = `${file} has several names (hard links), under each of which SQLite keeps a log of its own, which damages the file: remove the others, or replace them by copies.`
  throw failureError({ error: 'StoreUnavailable', problem } satisfies StoreFailure)
}

const numberFrom = (connection: Connection, pragma: string): number =>
  Number(connection.pragma(pragma, { simple: true }))

const isEmpty = (connection: Connection): boolean =>
  connection.prepare<[]>('select 1 from sqlite_schema limit 1').get() === undefined

const hasTables = (connection: Connection, kind: FileKind): boolean => {
  const [application, version] = [numberFrom(connection, 'application_id'), numberFrom(connection, 'user_version')]
  if (application === 0 && version === 0 && isEmpty(connection)) return false
  if (application !== kind.applicationId) refuse(kind.foreign)
  if (version > kind.version) refuse(kind.newer(version))
  return true
}

const createTables = (connection: Connection, { tables, applicationId, version }: FileKind): void => {
  connection.exec(tables)
  connection.exec(`pragma application_id = ${applicationId}`)
  connection.exec(`pragma user_version = ${version}`)
}

const lacksLaterTable = (connection: Connection, { later }: FileKind): boolean =>
  later !== undefined &&
  connection.prepare<[string]>('select 1 from sqlite_schema where name = ?').get(later.table) === undefined

/**
 * Makes sure that a file is of a kind: creates the tables in an empty file, and throws for a file of another kind
 * or with several names, before `applySettings` changes its settings. Several processes may do this at the same time.
 */
export const claimFile = (connection: Connection, kind: FileKind, applySettings: () => void): void => {
  refuseSeveralNames(kind.file)
  const isComplete = runReadTransaction(
    connection,
    () => hasTables(connection, kind) && !lacksLaterTable(connection, kind),
  )
  applySettings()
  if (isComplete) return
  runImmediate(connection, () => {
    if (!hasTables(connection, kind)) createTables(connection, kind)
    if (kind.later !== undefined && lacksLaterTable(connection, kind)) connection.exec(kind.later.schema)
  })
}
