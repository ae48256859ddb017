import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './csv/code-of.js'

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/**
 * Creates a directory and the missing ones above it; rejects with the error of the system. Unlike the recursive `mkdir`
 * of Node it ends where the system has no directory and allows none, as below `/proc`.
 */
export const createDirectory = async (directory: string): Promise<void> => {
  try {
    await mkdir(directory)
  } catch (error) {
    if (await isDirectory(directory)) return
    const above = dirname(directory)
    if (codeOf(error) !== 'ENOENT' || (await isDirectory(above))) throw error
    await createDirectory(above)
    await createDirectory(directory)
  }
}
