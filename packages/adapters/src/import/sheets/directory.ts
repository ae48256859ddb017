import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { codeOf } from '../../files/csv/code-of.js'
import { type FileName, fileNames } from '../kind.js'

/** Why a directory cannot be read at all. */
export type DirectoryProblem =
  | { readonly error: 'DirectoryNotFound'; readonly directory: string }
  | { readonly error: 'NotADirectory'; readonly directory: string }
  | { readonly error: 'DirectoryUnreadable'; readonly directory: string; readonly code: string }

/** A file, or a sheet of one that has several (`number` 0 is the first): its name as problems tell it, where it is, and its size in bytes. */
export type Source = {
  readonly file: string
  readonly path: string
  readonly size: number
  readonly sheet?: { readonly number: number; readonly name: string } | undefined
}

/** What there is to import: a source for each kind of file, and files that are of no kind, or one too many. */
export type Sources = {
  readonly known: ReadonlyMap<FileName, Source>
  readonly unknown: readonly string[]
  readonly twice: readonly string[]
  /** Sheets of a workbook of which nobody knows what they are about, or that are one too many. */
  readonly unknownSheets?: readonly { readonly file: string; readonly sheet: string }[]
}

const problemOf = (directory: string, error: unknown): DirectoryProblem => {
  const code = codeOf(error)
  if (code === 'ENOENT') return { error: 'DirectoryNotFound', directory }
  if (code === 'ENOTDIR') return { error: 'NotADirectory', directory }
  return { error: 'DirectoryUnreadable', directory, code }
}

/** The size of a file in bytes, 0 where there is none. */
export const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}

const sheet = /\.(csv|xlsx)$/i
const table = /\.(csv|xlsx|tsv|txt)$/i

/** The kind of file that a name stands for: `Customers.xlsx` for `customers.csv`; `null` for another. */
export const fileNameOf = (name: string): FileName | null => {
  const csv = name.toLowerCase().replace(table, '.csv')
  return table.test(name) ? (fileNames.find((known) => known === csv) ?? null) : null
}

const sorted = async (path: string): Promise<readonly string[]> => {
  const names: string[] = []
  for await (const { name } of await opendir(path)) names.push(name)
  return names.sort()
}

/** Looks a directory up; files that are no tables (`.csv`, `.xlsx`) are none of its business. */
export const openDirectory = async (path: string): Promise<Either<DirectoryProblem, Sources>> => {
  const known = new Map<FileName, Source>()
  const unknown: string[] = []
  const twice: string[] = []
  try {
    for (const file of await sorted(path)) {
      const kind = fileNameOf(file)
      if (kind === null) unknown.push(...(sheet.test(file) ? [file] : []))
      else if (known.has(kind)) twice.push(file)
      else known.set(kind, { file, path: join(path, file), size: await sizeOf(join(path, file)) })
    }
    return right({ known, unknown, twice })
  } catch (error) {
    return left(problemOf(path, error))
  }
}
