import type { Connection } from './connection.js'

/** Runs an action in a transaction that locks the file against other writers from its beginning; all or nothing. */
export const runImmediate = (connection: Connection, action: () => void): void => {
  connection.exec('begin immediate')
  try {
    action()
    connection.exec('commit')
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback')
    throw error
  }
}
