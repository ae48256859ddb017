import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SnapshotStore } from '@clientele/domain'
import { storeFailureOf } from '../../stores/sqlite/failure.js'
import { linesIn } from './format.js'
import { snapshotsFor } from './over-storage.js'
import type { SnapshotStorage } from './storage.js'

export type FileSnapshotsOptions = {
  /** A directory for snapshots only; made when there is none. */
  readonly directory: string
}

const finished = /^\d{12}-[0-9a-f]{8}\.snapshot$/
const begun = /^\d{12}-[0-9a-f]{8}\.snapshot\.begun$/

const found = async (directory: string, pattern: RegExp): Promise<readonly string[]> => {
  await mkdir(directory, { recursive: true })
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

const withFeeds = async function* (lines: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  for await (const line of lines) yield Buffer.concat([line, Buffer.from('\n')])
}

const written = (lines: AsyncIterable<Buffer>, file: WriteStream): Promise<void> =>
  pipeline(Readable.from(withFeeds(lines)), file)

/** Makes a rename last, where the system lets a directory be synced. */
const syncDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** After an hour nobody writes a file any more. */
const abandoned = 3_600_000

const clearAbandoned = async (directory: string): Promise<void> => {
  for (const name of await found(directory, begun)) {
    const age = Date.now() - (await stat(join(directory, name))).mtimeMs
    if (age > abandoned) await rm(join(directory, name), { force: true })
  }
}

const write = async (directory: string, lines: AsyncIterable<Buffer>): Promise<void> => {
  const [newest] = await found(directory, finished)
  const file = join(directory, nameAfter(newest))
  try {
    await written(lines, createWriteStream(`${file}.begun`, { flush: true, mode: 0o600 }))
    await rename(`${file}.begun`, file)
  } finally {
    await rm(`${file}.begun`, { force: true })
  }
  await syncDirectory(directory)
}

/** Bytes read at a time. */
const bytesRead = 1_048_576

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The lines of a file; none of one that another process has removed since it was listed. */
const readLines = async function* (file: string): AsyncIterable<Buffer> {
  try {
    yield* linesIn(createReadStream(file, { highWaterMark: bytesRead }))
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

const remove = async (directory: string, names: readonly string[]): Promise<void> => {
  for (const name of names) await rm(join(directory, name), { force: true })
}

const storage = ({ directory }: FileSnapshotsOptions): SnapshotStorage => ({
  name: `files:${directory}`,
  list: () => found(directory, finished),
  read: (name) => readLines(join(directory, name)),
  write: async (lines, keep) => {
    await clearAbandoned(directory)
    await write(directory, lines)
    await remove(directory, (await found(directory, finished)).slice(keep))
  },
  clear: async () => {
    await remove(directory, await found(directory, finished))
    await remove(directory, await found(directory, begun))
  },
  close: async () => undefined,
  failureOf: storeFailureOf,
})

/** Snapshots as files in a directory of their own, each written under another name and then renamed. */
export const fileSnapshots = (options: FileSnapshotsOptions): SnapshotStore =>
  snapshotsFor('fileSnapshots', options, { directory: 'text' }, storage)
