import { createHash, type Hash } from 'node:crypto'
import type { Snapshot, SnapshotChunk } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { yieldToEventLoop } from '#platform'

/** The version of the lines below; a newer program raises it. */
const format = 1

const Heading = t.readonly(
  t.type({
    clienteleSnapshot: t.number,
    version: t.string,
    mark: t.readonly(t.type({ position: t.string, eventId: t.string })),
  }),
)

/** The first line of a snapshot: by which version of the reducers, and where in the log. */
export type Heading = t.TypeOf<typeof Heading>

const lineFeed = 10
const tab = 9

const counted = (hash: Hash, line: Buffer): Buffer => {
  hash.update(line).update('\n')
  return line
}

/** In JSON a line feed stands only between values, where it says nothing. */
const onOneLine = (text: string): string => (text.includes('\n') ? text.replaceAll('\n', ' ') : text)

/** A snapshot as lines: a heading, its chunks, and the SHA-256 of all that. Others go first between two of them. */
export async function* linesOf({ version, mark, chunks }: Snapshot): AsyncIterable<Buffer> {
  const hash = createHash('sha256')
  yield counted(hash, Buffer.from(JSON.stringify({ clienteleSnapshot: format, version, mark } satisfies Heading)))
  for (const { part, text } of chunks) {
    yield counted(hash, Buffer.from(`${part}\t${onOneLine(text)}`))
    await yieldToEventLoop()
  }
  yield Buffer.from(hash.digest('hex'))
}

const parsed = (line: Buffer | undefined): unknown => {
  try {
    return JSON.parse(line?.toString() ?? '')
  } catch {
    return null
  }
}

const headingFrom = (line: Buffer | undefined): Either<string, Heading> => {
  const heading = parsed(line)
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

/** The heading of the snapshot in some lines, or why it is of no use here; the other lines are not read. */
export const headingIn = async (lines: AsyncIterable<Buffer>): Promise<Either<string, Heading>> => {
  for await (const line of lines) return headingFrom(line)
  return headingFrom(undefined)
}

/** The snapshot in some lines with those of its chunks that are wanted, or why it is of no use; texts are made of bytes when asked for. */
export const snapshotIn = async (
  lines: AsyncIterable<Buffer>,
  isWanted: (part: string) => boolean,
): Promise<Either<string, Snapshot>> => {
  const hash = createHash('sha256')
  const chunks: SnapshotChunk[] = []
  let [first, last]: (Buffer | undefined)[] = []
  for await (const line of lines) {
    if (last !== undefined) counted(hash, last)
    if (last !== undefined && last !== first && isWanted(partOf(last))) chunks.push(chunkIn(last))
    first ??= line
    last = line
  }
  const heading = headingFrom(first)
  if (isLeft(heading)) return heading
  const { version, mark } = heading.right
  return last?.toString() === hash.digest('hex') ? right({ version, mark, chunks }) : left('it is damaged or cut short')
}

/** The lines in some bytes; each ends with a line feed, what comes behind the last one is none. */
export async function* linesIn(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
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
