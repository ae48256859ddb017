import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { codeOf } from '../../files/csv/code-of.js'
import { type FileName, fileNames } from '../kind.js'

/** Why a directory cannot be read. */
export type DirectoryProblem =
  | { readonly error: 'DirectoryNotFound'; readonly directory: string }
  | { readonly error: 'NotADirectory'; readonly directory: string }
  | { readonly error: 'DirectoryUnreadable'; readonly directory: string; readonly code: string }

/**
 * A file, or one of its several sheets (`number` 0 is the first): its name for problems, its path, and its size in
 * bytes.
 */
export type Source = {
  readonly file: string
  readonly path: string
  readonly size: number
  readonly sheet?: { readonly number: number; readonly name: string } | undefined
}

/** What to import: a source for each kind of file, and files of no kind, or with a kind that was found already. */
export type Sources = {
  readonly known: ReadonlyMap<FileName, Source>
  readonly unknown: readonly string[]
  readonly twice: readonly string[]
  /** Files with the name of a kind in a format that is not read, such as `customers.ods`. */
  readonly unread?: readonly string[]
  /** Sheets of a workbook whose kind is not recognized, or was found already. */
  readonly unknownSheets?: readonly { readonly file: string; readonly sheet: string }[]
}

const problemOf = (directory: string, error: unknown): DirectoryProblem => {
  const code = codeOf(error)
  if (code === 'ENOENT') return { error: 'DirectoryNotFound', directory }
  if (code === 'ENOTDIR') return { error: 'NotADirectory', directory }
  return { error: 'DirectoryUnreadable', directory, code }
}

/** The size of a file in bytes; 0 if it does not exist. */
export const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}

const sheetFile = /\.(csv|xlsx|xlsm)$/i
const tableFile = /\.(csv|xlsx|xlsm|tsv|txt)$/i
const otherFile = /\.(xls|xlsb|ods|fods|numbers)$/i

/** Whether the extension of a file is that of a table. */
export const isTable = (path: string): boolean => tableFile.test(path)

// Programs leave such files beside those that they have open.
const isLeftover = (name: string): boolean => name.startsWith('~$') || name.startsWith('.')

/** The kind of a file by its name: `customers.csv` for `Customers.xlsx`; `null` for other names. */
export const fileNameOf = (name: string): FileName | null => {
  const csv = name.toLowerCase().replace(tableFile, '.csv')
  return tableFile.test(name) ? (fileNames.find((known) => known === csv) ?? null) : null
}

/** Whether a file would be of a kind if it were saved as another format. */
const isUnread = (name: string): boolean => otherFile.test(name) && fileNameOf(name.replace(otherFile, '.csv')) !== null

const listSorted = async (path: string): Promise<readonly string[]> => {
  const names: string[] = []
  for await (const { name } of await opendir(path)) if (!isLeftover(name)) names.push(name)
  return names.sort()
}

/** Lists the sources of a directory; ignores files that are no tables (`.csv`, `.xlsx`), and those that programs leave. */
export const openDirectory = async (path: string): Promise<Either<DirectoryProblem, Sources>> => {
  const known = new Map<FileName, Source>()
  const unknown: string[] = []
  const twice: string[] = []
  const unread: string[] = []
  try {
    for (const file of await listSorted(path)) {
      const kind = fileNameOf(file)
      if (isUnread(file)) unread.push(file)
      else if (kind === null) unknown.push(...(sheetFile.test(file) ? [file] : []))
      else if (known.has(kind)) twice.push(file)
      else known.set(kind, { file, path: join(path, file), size: await sizeOf(join(path, file)) })
    }
    return right({ known, unknown, twice, unread })
  } catch (error) {
    return left(problemOf(path, error))
  }
}
