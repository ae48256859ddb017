import type { Connection, OpenDatabase } from '../driver/connection.js'
import { retryWhileLocked } from '../retry-while-locked.js'
import { claimFile, type FileKind } from './file-kind.js'

/** A file to open. `patience`: how long to wait for another process that writes to it, in milliseconds. */
export type FileToOpen = {
  readonly file: string
  readonly kind: FileKind
  readonly patience: number
  readonly applySettings: (connection: Connection) => void
}

/** Opens a file of a kind, or creates it; throws, with the connection closed, if it is of another kind or locked. */
export const connectToFile = async (
  open: OpenDatabase,
  { file, kind, patience, applySettings }: FileToOpen,
): Promise<Connection> => {
  const connection = open(file, { timeout: 0 })
  try {
    await retryWhileLocked(patience, () => claimFile(connection, kind, () => applySettings(connection)))
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}
