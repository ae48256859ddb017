import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { realFile } from '@clientele/adapters/internal'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type CliError, failed } from '../cli-error.js'
import { schemeOf } from './snapshots.js'

const sqliteFile = (text: string | undefined): string | null =>
  text?.startsWith('sqlite:') === true ? text.slice('sqlite:'.length) : null

// The files beside a SQLite file, or the one that a link leads to: its own, and the keys of persons.
const sqliteSuffixes = ['', '-wal', '-shm', '-journal', '.keys', '.keys-journal']

const filesOfSqlite = (text: string | undefined, cwd: string): readonly string[] => {
  const file = sqliteFile(text)
  if (file === null) return []
  const named = resolve(cwd, file)
  return [named, realFile(named)].flatMap((one) => sqliteSuffixes.map((companion) => one + companion))
}

const filesIn = async (text: string | undefined, cwd: string): Promise<readonly string[]> => {
  if (text === undefined || schemeOf(text) !== undefined) return []
  const directory = resolve(cwd, text)
  return (await readdir(directory).catch(() => [])).map((name) => join(directory, name))
}

/** The identity of a file, independent of its path; of a missing file, its directory and name. */
const identityOf = async (file: string): Promise<string> => {
  const stats = await stat(file, { bigint: true }).catch(() => null)
  if (stats !== null) return `${stats.dev} ${stats.ino}`
  const directory = await realpath(dirname(file)).catch(() => dirname(file))
  return join(directory, basename(file))
}

/** Whether two paths lead to the same file, which need not exist. */
export const isSameFile = async (one: string, other: string): Promise<boolean> =>
  (await identityOf(one)) === (await identityOf(other))

const isIn = async (file: string, text: string | undefined, cwd: string): Promise<boolean> => {
  if (text === undefined || schemeOf(text) !== undefined) return false
  return isSameFile(dirname(file), resolve(cwd, text))
}

/** The files a run reads from. */
export type OwnFiles = {
  readonly store?: string | undefined
  readonly keys?: string | undefined
  readonly snapshots?: string | undefined
}

const filesAt = async (path: string): Promise<readonly string[]> => {
  const names = await readdir(path).catch(() => null)
  return names === null ? [path] : names.map((name) => join(path, name))
}

/** Refuses to write to a file that the run reads: one of these, or one in a directory of these. */
export const refuseInputFile = async (
  inputs: readonly string[],
  cwd: string,
  file: string,
): Promise<Either<CliError, void>> => {
  const read = await Promise.all(inputs.map((input) => filesAt(resolve(cwd, input))))
  const [wanted, ...others] = await Promise.all([resolve(cwd, file), ...read.flat()].map(identityOf))
  return others.some((one) => one === wanted)
    ? failed(`${file} is read by this command and would be replaced: give another file.`)
    : right(undefined)
}

/** Finds two outputs that would be written to the same file; `null` if there are none. */
export const sameOutputs = async (
  files: readonly string[],
  cwd: string,
): Promise<readonly [one: string, other: string] | null> => {
  const places = await Promise.all(files.map((file) => identityOf(resolve(cwd, file))))
  const at = places.findIndex((place, index) => places.indexOf(place) !== index)
  const [one, other] = [files[places.indexOf(places[at] ?? '')], files[at]]
  return one === undefined || other === undefined ? null : [one, other]
}

/** Refuses to write to files the run reads: the store, the files beside it, keys and snapshots, whatever their path. */
export const refuseOwnFile = async (
  { store, keys, snapshots }: OwnFiles,
  cwd: string,
  file: string,
): Promise<Either<CliError, void>> => {
  const own = [
    ...filesOfSqlite(store, cwd),
    ...filesOfSqlite(keys, cwd),
    ...filesOfSqlite(snapshots, cwd),
    ...(await filesIn(snapshots, cwd)),
  ]
  const [wanted, ...kept] = await Promise.all([resolve(cwd, file), ...own].map(identityOf))
  const isOwn = kept.some((one) => one === wanted) || (await isIn(resolve(cwd, file), snapshots, cwd))
  return isOwn
    ? failed(`${file} belongs to the register, its keys or its snapshots and would be replaced: give another file.`)
    : right(undefined)
}
