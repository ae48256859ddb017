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

const sumOf = (lines: readonly Buffer[]): string => {
  const hash = createHash('sha256')
  for (const line of lines) counted(hash, line)
  return hash.digest('hex')
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

/** The heading of a snapshot, or why it is of no use here. */
export const headingIn = (lines: readonly Buffer[]): Either<string, Heading> => {
  const heading = parsed(lines[0])
  if (!Heading.is(heading)) return left('it is damaged or no snapshot')
  return heading.clienteleSnapshot === format ? right(heading) : left('it was written by a newer version')
}

const chunkIn = (line: Buffer): SnapshotChunk => {
  const end = line.indexOf(tab)
  return {
    part: line.toString('utf8', 0, Math.max(0, end)),
    get text() {
      return line.toString('utf8', end + 1)
    },
  }
}

/** The snapshot in some lines, or why it is of no use; texts are made of bytes when asked for. */
export const snapshotIn = (lines: readonly Buffer[]): Either<string, Snapshot> => {
  const heading = headingIn(lines)
  if (isLeft(heading)) return heading
  const sum = lines.at(-1)?.toString()
  if (lines.length < 2 || sum !== sumOf(lines.slice(0, -1))) return left('it is damaged or cut short')
  const { version, mark } = heading.right
  return right({ version, mark, chunks: lines.slice(1, -1).map(chunkIn) })
}

/** The lines in some bytes; each ends with a line feed, what comes behind the last one is none. */
export const linesIn = (bytes: Buffer): readonly Buffer[] => {
  const lines: Buffer[] = []
  let start = 0
  for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  return lines
}
