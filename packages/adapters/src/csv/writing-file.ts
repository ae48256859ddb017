import { randomUUID } from 'node:crypto'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'

/** A file that could not be written; `problem` says what to do. */
export type FileUnwritable = { readonly error: 'FileUnwritable'; readonly file: string; readonly problem: string }

const problems: { readonly [code: string]: string } = {
  ENOENT: 'its directory does not exist: create it, or give another file',
  ENOTDIR: 'its directory is a file: give another file',
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

/** The failure an error of the file system stands for. */
export const fileUnwritable = (file: string, error: unknown): FileUnwritable => {
  const code = codeOf(error)
  const known = Object.hasOwn(problems, code) ? problems[code] : undefined
  const problem = known ?? (code === '' && error instanceof Error ? error.message : `it failed with ${code}`)
  return { error: 'FileUnwritable', file, problem: `${file} was not written: ${problem}.` }
}

type Target = { readonly file: string; readonly isPlain: boolean }

const targetOf = async (file: string): Promise<Target> => {
  const found = await realpath(file).catch(() => file)
  const stats = await stat(found).catch(() => null)
  return { file: found, isPlain: stats === null || stats.isFile() }
}

/**
 * Writes a file under a temporary name beside it and renames it when all is written: a reader finds the old file or the
 * new one, never a part. What is no plain file (a device, a pipe) is written to directly.
 */
export const wholeFile = async <E>(
  file: string,
  write: (temporary: string) => Promise<Either<E, void>>,
): Promise<Either<E | FileUnwritable, void>> => {
  const target = await targetOf(file)
  const temporary = target.isPlain ? `${target.file}.${randomUUID().slice(0, 8)}.part` : target.file
  try {
    const written = await write(temporary)
    if (target.isPlain) await (isLeft(written) ? rm(temporary, { force: true }) : rename(temporary, target.file))
    return written
  } catch (error) {
    if (target.isPlain) await rm(temporary, { force: true }).catch(() => {})
    return left(fileUnwritable(file, error))
  }
}
