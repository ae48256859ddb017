import { createWriteStream } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Cancelled } from '@clientele/domain'
import { stringify } from 'csv-stringify'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { createDirectory } from '../files/create-directory.js'
import { type FileUnwritable, fileUnwritable } from '../files/csv/writing-file.js'
import { ignoringErrors } from '../host/ignoring-errors.js'
import { classifiers, contactProperties, roles, settings, specialGroups } from './catalogues.js'
import { customers, documents, projects } from './customers.js'
import { customerGroups } from './groups.js'
import { contacts, employees, marketing } from './people.js'
import { responsibilities } from './responsibilities.js'
import type { Cells, GeneratedFile, Scale } from './scale.js'

/** The number of rows written, in total and by file. */
export type Generated = { readonly rows: number; readonly files: { readonly [file: string]: number } }

/** The directory contains files that were not generated; nothing was written. */
export type DirectoryInUse = { readonly error: 'DirectoryInUse'; readonly problem: string }

export type GenerateOptions = {
  /** Called regularly with the number of rows written so far. */
  readonly onProgress?: ((progress: { readonly rows: number; readonly file: string }) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

const files: readonly GeneratedFile[] = [
  ...[settings, roles, classifiers, contactProperties, employees, customerGroups, specialGroups],
  ...[customers, contacts, projects, responsibilities, marketing, documents],
]

// Marks the directory as generated, so that it may be overwritten; imports ignore the file.
const marker = 'generated.json'

const findDirectoryInUse = async (directory: string): Promise<DirectoryInUse | null> => {
  const found = await readdir(directory)
  if (found.length === 0 || found.includes(marker)) return null
  const problem = `${directory} holds files that were not generated: give an empty directory, or a new one.`
  return { error: 'DirectoryInUse', problem }
}

type Count = { rows: number }

const countRows = function* (
  rows: Iterable<Cells>,
  file: string,
  count: Count,
  options: GenerateOptions,
): Iterable<Cells> {
  for (const row of rows) {
    count.rows += 1
    if (count.rows % 1_000 === 0) ignoringErrors(options.onProgress)({ rows: count.rows, file })
    yield row
  }
}

const writeRows = async (
  { file, header, rows }: GeneratedFile,
  scale: Scale,
  directory: string,
  count: Count,
  options: GenerateOptions,
): Promise<number> => {
  const before = count.rows
  const records = Readable.from(countRows(rows(scale), file, count, options))
  const csv = stringify({ header: true, columns: [...header], cast: { boolean: String } })
  const { signal } = options
  await pipeline(records, csv, createWriteStream(join(directory, file)), signal === undefined ? {} : { signal })
  return count.rows - before
}

const writeAll = async (directory: string, scale: Scale, options: GenerateOptions): Promise<Generated> => {
  await writeFile(join(directory, marker), `${JSON.stringify(scale)}\n`)
  const count: Count = { rows: 0 }
  const written: Record<string, number> = {}
  for (const file of files) written[file.file] = await writeRows(file, scale, directory, count, options)
  return { rows: count.rows, files: written }
}

/**
 * Writes a register directory of fictional companies and persons as a stream; the same scale gives the same bytes.
 * Overwrites an earlier generated directory, but no other (`DirectoryInUse`). Fails with `FileUnwritable`, or
 * `Cancelled` by the signal.
 */
export const generateRegister = async (
  directory: string,
  scale: Scale,
  options: GenerateOptions = {},
): Promise<Either<DirectoryInUse | FileUnwritable | Cancelled, Generated>> => {
  try {
    await createDirectory(directory)
    const inUse = await findDirectoryInUse(directory)
    return inUse === null ? right(await writeAll(directory, scale, options)) : left(inUse)
  } catch (error) {
    return left(options.signal?.aborted ? { error: 'Cancelled' } : fileUnwritable(directory, error))
  }
}

export type { Scale } from './scale.js'
