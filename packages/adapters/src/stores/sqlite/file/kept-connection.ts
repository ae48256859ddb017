import type { Connection } from '../driver/connection.js'
import { type FileCheck, fileCheckOf } from './file-check.js'

/** A connection to a file that anything may happen to without a loss that matters. */
export type KeptConnection = {
  /** The connection, opened when there is none, and again when the file was removed or replaced since. */
  get(): Promise<Connection>
  /** Closes the connection. */
  close(): Promise<void>
}

type Opened = { readonly connection: Connection; readonly check: FileCheck }

const isStillThere = ({ check }: Opened): boolean => {
  try {
    check.now()
    return true
  } catch {
    return false
  }
}

/** Keeps a connection to a file in WAL mode; `connect` opens it and reads from it. */
export const keptConnection = (file: string, connect: () => Promise<Connection>): KeptConnection => {
  let opening: Promise<Opened> | null = null

  const open = async (): Promise<Opened> => {
    const connection = await connect()
    return { connection, check: fileCheckOf(file) }
  }

  const opened = (): Promise<Opened> => {
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
      const mine = opened()
      const found = await mine
      if (isStillThere(found)) return found.connection
      if (mine === opening) await close()
      return (await opened()).connection
    },
    close,
  }
}
