import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** Why a directory cannot be read at all. */
export type DirectoryProblem =
  | { readonly error: 'DirectoryNotFound'; readonly directory: string }
  | { readonly error: 'NotADirectory'; readonly directory: string }
  | { readonly error: 'DirectoryUnreadable'; readonly directory: string; readonly code: string }

/** The CSV files of a directory, with their sizes in bytes. */
export type Directory = { readonly path: string; readonly sizes: ReadonlyMap<string, number> }

const problemOf = (directory: string, error: unknown): DirectoryProblem => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  if (code === 'ENOENT') return { error: 'DirectoryNotFound', directory }
  if (code === 'ENOTDIR') return { error: 'NotADirectory', directory }
  return { error: 'DirectoryUnreadable', directory, code }
}

const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}

/** Looks a directory up; files that are not `.csv` are none of its business. */
export const openDirectory = async (path: string): Promise<Either<DirectoryProblem, Directory>> => {
  const sizes = new Map<string, number>()
  try {
    for await (const { name } of await opendir(path))
      if (name.toLowerCase().endsWith('.csv')) sizes.set(name, await sizeOf(join(path, name)))
    return right({ path, sizes })
  } catch (error) {
    return left(problemOf(path, error))
  }
}
