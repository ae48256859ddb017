import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SnapshotStore, StoreFailure } from '@clientele/domain'
import { createDirectory } from '../../files/create-directory.js'
import { codeOf } from '../../files/csv/code-of.js'
import { storeFailureOf } from '../../stores/sqlite/failure.js'
import { splitLines } from './format.js'
import { snapshotsFor } from './over-storage.js'
import type { SnapshotStorage } from './storage.js'

export type FileSnapshotsOptions = {
  /** A directory that contains only snapshots; created if it is missing. */
  readonly directory: string
}

const complete = /^\d{12}-[0-9a-f]{8}\.snapshot$/
const temporary = /^\d{12}-[0-9a-f]{8}\.snapshot\.begun$/

const listFiles = async (directory: string, pattern: RegExp): Promise<readonly string[]> => {
  await createDirectory(directory)
  const names = await readdir(directory)
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .reverse()
}

const nameAfter = (newest: string | undefined): string => {
  const number = Number(newest?.slice(0, 12) ?? 0) + 1
  return `${String(number).padStart(12, '0')}-${randomBytes(4).toString('hex')}.snapshot`
}

const withLineFeeds = async function* (lines: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  for await (const line of lines) yield Buffer.concat([line, Buffer.from('\n')])
}

const writeLines = (lines: AsyncIterable<Buffer>, file: WriteStream): Promise<void> =>
  pipeline(Readable.from(withLineFeeds(lines)), file)

/** Makes a rename durable, if the system can sync a directory. */
const syncDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** A file unchanged for this long, in milliseconds, is no longer being written. */
const abandonedAfter = 3_600_000

const clearAbandoned = async (directory: string): Promise<void> => {
  for (const name of await listFiles(directory, temporary)) {
    // Another process may have finished or removed it since.
    const found = await stat(join(directory, name)).catch(() => null)
    if (found !== null && Date.now() - found.mtimeMs > abandonedAfter) await rm(join(directory, name), { force: true })
  }
}

const write = async (directory: string, lines: AsyncIterable<Buffer>): Promise<void> => {
  const [newest] = await listFiles(directory, complete)
  const file = join(directory, nameAfter(newest))
  try {
    await writeLines(lines, createWriteStream(`${file}.begun`, { flush: true, mode: 0o600 }))
    await rename(`${file}.begun`, file)
  } finally {
    await rm(`${file}.begun`, { force: true })
  }
  await syncDirectory(directory)
}

/** The size of a read, in bytes. */
const bytesRead = 1_048_576

const isGone = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** Reads the lines of a file; none if another process has removed it since it was listed. */
const readLines = async function* (file: string): AsyncIterable<Buffer> {
  try {
    yield* splitLines(createReadStream(file, { highWaterMark: bytesRead }))
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

const remove = async (directory: string, names: readonly string[]): Promise<void> => {
  for (const name of names) await rm(join(directory, name), { force: true })
}

const unusable: ReadonlySet<string> = new Set([
  'EACCES',
  'EEXIST',
  'EISDIR',
  'ELOOP',
  'ENOENT',
  'ENOTDIR',
  'EPERM',
  'EROFS',
])

const noDirectory: StoreFailure = Object.freeze({
  error: 'StoreUnavailable',
  problem:
    'The directory of the snapshots cannot be used: see that it is a directory, and that it may be read and written.',
})

const storage = (options: FileSnapshotsOptions): SnapshotStorage => {
  const directory = resolve(options.directory)
  return {
    name: `files:${directory}`,
    list: () => listFiles(directory, complete),
    read: (name) => readLines(join(directory, name)),
    write: async (lines, keep) => {
      await clearAbandoned(directory)
      await write(directory, lines)
      await remove(directory, (await listFiles(directory, complete)).slice(keep))
    },
    clear: async () => {
      await remove(directory, await listFiles(directory, complete))
      await remove(directory, await listFiles(directory, temporary))
    },
    close: async () => undefined,
    failureOf: (error) => (unusable.has(codeOf(error)) ? noDirectory : storeFailureOf(error)),
  }
}

/** Stores snapshots as files in a separate directory. Each is written under a temporary name and then renamed. */
export const fileSnapshots = (options: FileSnapshotsOptions): SnapshotStore =>
  snapshotsFor('fileSnapshots', options, { directory: 'path' }, storage)
