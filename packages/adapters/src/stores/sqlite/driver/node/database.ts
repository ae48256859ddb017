import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Connection, OpenDatabase, OpenOptions } from '../connection.js'
import { isNodeSqlite, type NodeDatabase, type NodeSqlite, type NodeStatement } from './module.js'
import { resultNumber, withResultCode } from './result-codes.js'
import { rowIn } from './rows.js'
import { adaptStatement, type Guard } from './statement.js'

const hasStatement = (database: NodeDatabase, sql: string): boolean => {
  try {
    return database.prepare(sql).sourceSQL !== ''
  } catch (error) {
    // SQLite's error means that there is a statement, although it cannot be prepared.
    return resultNumber(error) !== null
  }
}

// `node:sqlite` silently ignores everything after the first statement of a text: throw instead.
const prepareOne = (database: NodeDatabase, sql: string): NodeStatement => {
  const statement = database.prepare(sql)
  const rest = sql.slice(statement.sourceSQL.length)
  if (rest.trim() !== '' && hasStatement(database, rest))
    throw new RangeError('The supplied SQL string contains more than one statement')
  return statement
}

// Before Node 22.16 there is no `isTransaction`. A transaction cannot begin inside another, and a begin alone locks
// nothing.
const canBegin = (database: NodeDatabase): boolean => {
  try {
    database.exec('begin')
  } catch {
    return false
  }
  database.exec('rollback')
  return true
}

// A pragma may return rows or none.
const firstValue = (statement: NodeStatement): unknown => {
  const [row] = statement.all()
  return row === undefined ? undefined : rowIn('pluck', row)
}

const adaptConnection = (database: NodeDatabase): Connection => {
  let open = true
  const guard: Guard = (action) => {
    if (!open) throw new TypeError('The database connection is not open')
    try {
      return action()
    } catch (error) {
      throw withResultCode(error)
    }
  }
  return {
    get open() {
      return open
    },
    get inTransaction() {
      return open && (database.isTransaction ?? !canBegin(database))
    },
    prepare: (sql) =>
      adaptStatement(
        guard(() => prepareOne(database, sql)),
        guard,
      ),
    exec: (sql) => guard(() => database.exec(sql)),
    pragma: (text) => guard(() => firstValue(database.prepare(`pragma ${text}`))),
    close: () => {
      if (open) database.close()
      open = false
    },
  }
}

const cannotOpen = (): Error => Object.assign(new Error('unable to open database file'), { code: 'SQLITE_CANTOPEN' })

// Opens the same file as `better-sqlite3`, which trims file names and does not support `file:` URLs.
const pathOf = (file: string): string => {
  const name = file.trim()
  return name.startsWith('file:') ? resolve(name) : name
}

const openWith = ({ DatabaseSync }: NodeSqlite, file: string, options: OpenOptions): NodeDatabase => {
  const path = pathOf(file)
  if (options.fileMustExist === true && statSync(path, { throwIfNoEntry: false }) === undefined) throw cannotOpen()
  try {
    return new DatabaseSync(path, { readOnly: options.readonly === true, timeout: options.timeout })
  } catch (error) {
    throw withResultCode(error)
  }
}

/** A function that opens files with the module `node:sqlite`; `null` if the argument is another module. */
export const openerOf = (module: unknown): OpenDatabase | null =>
  isNodeSqlite(module) ? (file, options) => adaptConnection(openWith(module, file, options)) : null
