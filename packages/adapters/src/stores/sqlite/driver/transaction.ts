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

/** Runs an action in a transaction that locks the file against other writers from its beginning; all or nothing. */
export const runImmediate = <A>(connection: Connection, action: () => A): A =>
  run(connection, 'begin immediate', action)

/** Runs questions that all see the file as it was at the first of them. */
export const readAtOnce = <A>(connection: Connection, questions: () => A): A => run(connection, 'begin', questions)
