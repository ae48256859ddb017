import type { Connection } from '../driver/connection.js'
import { createFileCheck, type FileCheck } from './file-check.js'

/** A connection to a file that may be removed or replaced at any time without important loss. */
export type ReopeningConnection = {
  /** Returns the open connection; opens the file the first time, and again if it was removed or replaced. */
  get(): Promise<Connection>
  /** Closes the connection. */
  close(): Promise<void>
}

type Opened = { readonly connection: Connection; readonly check: FileCheck }

const isSameFile = ({ check }: Opened): boolean => {
  try {
    check.now()
    return true
  } catch {
    return false
  }
}

/** Keeps a connection to a file in WAL mode open; `connect` opens the file and reads from it. */
export const reopeningConnection = (file: string, connect: () => Promise<Connection>): ReopeningConnection => {
  let opening: Promise<Opened> | null = null

  const open = async (): Promise<Opened> => {
    const connection = await connect()
    return { connection, check: createFileCheck(file) }
  }

  const openOnce = (): Promise<Opened> => {
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  const close = async (): Promise<void> => {
    const closing = opening
    opening = null
    const closed = await closing?.catch(() => null)
    closed?.connection.close()
  }

  return {
    get: async () => {
      const current = openOnce()
      const found = await current
      if (isSameFile(found)) return found.connection
      if (current === opening) await close()
      return (await openOnce()).connection
    },
    close,
  }
}
