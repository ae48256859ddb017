import type { Connection } from './connection.js'

const run = <A>(connection: Connection, begin: string, action: () => A): A => {
  connection.exec(begin)
  try {
    const result = action()
    connection.exec('commit')
    return result
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback')
    throw error
  }
}

/**
 * Runs an action in a transaction that locks the file against other writers from the start; rolls back if it throws.
 */
export const runImmediate = <A>(connection: Connection, action: () => A): A =>
  run(connection, 'begin immediate', action)

/** Runs queries that all see the same state of the file. */
export const runReadTransaction = <A>(connection: Connection, questions: () => A): A =>
  run(connection, 'begin', questions)
