import { createHash, randomUUID } from 'node:crypto'
import { chmod, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'

/** A file that could not be written; `problem` says what to do. */
export type FileUnwritable = { readonly error: 'FileUnwritable'; readonly file: string; readonly problem: string }

const problems: { readonly [code: string]: string } = {
  ENOENT: 'its directory does not exist: create it, or give another file',
  ENOTDIR: 'its directory is a file: give another file',
  EEXIST: 'there is a file of that name: give another name',
  EACCES: 'it may not be written there: allow it, or give another file',
  EPERM: 'it may not be written there: allow it, or give another file',
  EROFS: 'the disk is read-only: give another file',
  EISDIR: 'it is a directory: give the name of a file',
  EBUSY: 'another program keeps it open: close it and try again',
  ENOSPC: 'the disk is full: free space and try again',
  EDQUOT: 'the disk quota is used up: free space and try again',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Converts an error of the file system to a failure. */
export const fileUnwritable = (file: string, error: unknown): FileUnwritable => {
  const code = codeOf(error)
  const known = Object.hasOwn(problems, code) ? problems[code] : undefined
  const problem = known ?? (code === '' && error instanceof Error ? error.message : `it failed with ${code}`)
  return { error: 'FileUnwritable', file, problem: `${file} was not written: ${problem}.` }
}

/** The real path of a file, and its mode if it exists. */
type Target = { readonly file: string; readonly isPlain: boolean; readonly mode: number | null }

const findTarget = async (file: string): Promise<Target> => {
  const found = await realpath(file).catch(() => file)
  const stats = await stat(found).catch(() => null)
  return { file: found, isPlain: stats === null || stats.isFile(), mode: stats === null ? null : stats.mode & 0o7777 }
}

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

// The name contains the machine and the process, so that leftovers of dead processes can be recognized.
const temporaryOf = (file: string): string => `${file}.${host}-${process.pid}-${randomUUID().slice(0, 8)}.part`

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Removes temporary files that dead processes of this machine left beside a file. */
const removeLeftovers = async (file: string): Promise<void> => {
  const beginning = `${basename(file)}.${host}-`
  for (const name of await readdir(dirname(file)).catch(() => [])) {
    if (!name.startsWith(beginning)) continue
    const pid = /^(\d+)-[0-9a-f]{8}\.part$/.exec(name.slice(beginning.length))?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(dirname(file), name), { force: true })
  }
}

// Sets the mode before writing, so that the temporary file is never more readable than the file it replaces.
const createTemporary = async (temporary: string, mode: number | null): Promise<void> => {
  await writeFile(temporary, '', { flag: 'wx', ...(mode === null ? {} : { mode: 0o600 }) })
  if (mode !== null) await chmod(temporary, mode)
}

/**
 * Writes a file under a temporary name beside it and renames it when it is complete: readers see the old file or the
 * new one, never a part, and the mode stays as it was. A device or a pipe is written directly.
 */
export const writeWholeFile = async <E>(
  file: string,
  write: (temporary: string) => Promise<Either<E, void>>,
): Promise<Either<E | FileUnwritable, void>> => {
  const target = await findTarget(file)
  const temporary = target.isPlain ? temporaryOf(target.file) : target.file
  try {
    if (target.isPlain) {
      await removeLeftovers(target.file)
      await createTemporary(temporary, target.mode)
    }
    const written = await write(temporary)
    if (target.isPlain) await (isLeft(written) ? rm(temporary, { force: true }) : rename(temporary, target.file))
    return written
  } catch (error) {
    if (target.isPlain) await rm(temporary, { force: true }).catch(() => {})
    return left(fileUnwritable(file, error))
  }
}
