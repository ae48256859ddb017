import { createHash, type Hash } from 'node:crypto'
import type { Snapshot, SnapshotChunk } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { yieldToEventLoop } from '#platform'

/** The version of the format below; raise it when the format changes. */
const format = 1

const Heading = t.readonly(
  t.type({
    clienteleSnapshot: t.number,
    version: t.string,
    mark: t.readonly(t.type({ position: t.string, eventId: t.string })),
  }),
)

/** The first line of a snapshot: the version of the reducers, and the mark in the log. */
export type Heading = t.TypeOf<typeof Heading>

const lineFeed = 10
const tab = 9

const addToHash = (hash: Hash, line: Buffer): Buffer => {
  hash.update(line).update('\n')
  return line
}

/** Replaces line feeds by spaces: in JSON they occur only between values, where they have no meaning. */
const withoutLineFeeds = (text: string): string => (text.includes('\n') ? text.replaceAll('\n', ' ') : text)

/**
 * A snapshot as lines: a heading, its chunks, and the SHA-256 of all that. Yields to the event loop after each chunk.
 */
export async function* linesOf({ version, mark, chunks }: Snapshot): AsyncIterable<Buffer> {
  const hash = createHash('sha256')
  yield addToHash(hash, Buffer.from(JSON.stringify({ clienteleSnapshot: format, version, mark } satisfies Heading)))
  for (const { part, text } of chunks) {
    yield addToHash(hash, Buffer.from(`${part}\t${withoutLineFeeds(text)}`))
    await yieldToEventLoop()
  }
  yield Buffer.from(hash.digest('hex'))
}

const parseJson = (line: Buffer | undefined): unknown => {
  try {
    return JSON.parse(line?.toString() ?? '')
  } catch {
    return null
  }
}

const headingFrom = (line: Buffer | undefined): Either<string, Heading> => {
  const heading = parseJson(line)
  if (!Heading.is(heading)) return left('it is damaged or no snapshot')
  return heading.clienteleSnapshot === format ? right(heading) : left('it was written by a newer version')
}

const partOf = (line: Buffer): string => line.toString('utf8', 0, Math.max(0, line.indexOf(tab)))

const chunkIn = (line: Buffer): SnapshotChunk => ({
  part: partOf(line),
  get text() {
    return line.toString('utf8', line.indexOf(tab) + 1)
  },
})

/** Reads the heading of a snapshot, or why it cannot be used; does not read the other lines. */
export const readHeading = async (lines: AsyncIterable<Buffer>): Promise<Either<string, Heading>> => {
  for await (const line of lines) return headingFrom(line)
  return headingFrom(undefined)
}

/** Reads a snapshot with the wanted chunks, or why it cannot be used; texts are decoded lazily. */
export const readSnapshot = async (
  lines: AsyncIterable<Buffer>,
  isWanted: (part: string) => boolean,
): Promise<Either<string, Snapshot>> => {
  const hash = createHash('sha256')
  const chunks: SnapshotChunk[] = []
  let [first, last]: (Buffer | undefined)[] = []
  for await (const line of lines) {
    if (last !== undefined) addToHash(hash, last)
    if (last !== undefined && last !== first && isWanted(partOf(last))) chunks.push(chunkIn(last))
    first ??= line
    last = line
  }
  const heading = headingFrom(first)
  if (isLeft(heading)) return heading
  const { version, mark } = heading.right
  return last?.toString() === hash.digest('hex') ? right({ version, mark, chunks }) : left('it is damaged or cut short')
}

/** Splits bytes into lines; each ends with a line feed, and bytes after the last one are dropped. */
export async function* splitLines(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const more of bytes) {
    rest = Buffer.concat([rest, more])
    let start = 0
    for (let end = rest.indexOf(lineFeed); end !== -1; end = rest.indexOf(lineFeed, start)) {
      yield rest.subarray(start, end)
      start = end + 1
    }
    rest = rest.subarray(start)
  }
}
