import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Connection, OpenDatabase, OpenOptions } from '../connection.js'
import { isNodeSqlite, type NodeDatabase, type NodeSqlite, type NodeStatement } from './module.js'
import { resultNumber, withResultCode } from './result-codes.js'
import { rowIn } from './rows.js'
import { type Guard, statementOver } from './statement.js'

const hasStatement = (database: NodeDatabase, sql: string): boolean => {
  try {
    return database.prepare(sql).sourceSQL !== ''
  } catch (error) {
    // A statement that is refused is one.
    return resultNumber(error) !== null
  }
}

// `node:sqlite` passes over what stands behind the first statement of a text.
const prepareOne = (database: NodeDatabase, sql: string): NodeStatement => {
  const statement = database.prepare(sql)
  const rest = sql.slice(statement.sourceSQL.length)
  if (rest.trim() !== '' && hasStatement(database, rest))
    throw new RangeError('The supplied SQL string contains more than one statement')
  return statement
}

// Before Node 22.16 it does not tell: a transaction cannot begin in another one, and one that only begins locks nothing.
const canBegin = (database: NodeDatabase): boolean => {
  try {
    database.exec('begin')
  } catch {
    return false
  }
  database.exec('rollback')
  return true
}

// A pragma may have rows or none.
const firstValue = (statement: NodeStatement): unknown => {
  const [row] = statement.all()
  return row === undefined ? undefined : rowIn('pluck', row)
}

const connectionOver = (database: NodeDatabase): Connection => {
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
      statementOver(
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

// The same file as by `better-sqlite3`, which leaves spaces around a name out and knows no addresses.
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

/** Opens files with the module `node:sqlite`; `null` when it is none. */
export const openerOf = (module: unknown): OpenDatabase | null =>
  isNodeSqlite(module) ? (file, options) => connectionOver(openWith(module, file, options)) : null
