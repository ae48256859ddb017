import type { Expected, StreamName } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { EsdbRecorded } from '../client/client.js'
import { streamFrom } from '../log/raw.js'
import { isOurs, isSameAppend } from '../log/stored.js'
import type { Open } from '../open.js'
import { sealedWrite } from './sealing.js'
import { after, type Write } from './write.js'
import { appendExactly, type Written } from './writing.js'

/**
 * What stands in a stream behind a revision: the first event of ours, and how many of other programs come before it.
 */
type Came = { readonly strangers: number; readonly ours: EsdbRecorded | null }

const cameAfter = async (open: Open, stream: StreamName, expected: Expected): Promise<Came> => {
  let strangers = 0
  for await (const page of streamFrom(open, stream, after(expected))) {
    const ours = page.findIndex(isOurs)
    if (ours >= 0) return { strangers: strangers + ours, ours: page[ours] ?? null }
    strangers += page.length
  }
  return { strangers, ours: null }
}

/**
 * Whether all that came into a stream behind one revision, up to another, is of other programs: what they write there
 * harms nobody, and counts for the revisions alone. What cannot be seen any more may have been ours.
 */
export const onlyStrangersCame = async (
  open: Open,
  { stream, expected }: Pick<Write, 'stream' | 'expected'>,
  actual: Expected,
): Promise<boolean> => {
  const between = after(actual) - after(expected)
  return between > 0 && (await cameAfter(open, stream, expected)).strangers >= between
}

const mostMoves = 10

/** `appendExactly`, going past what other programs wrote meanwhile. */
export const appendPastStrangers = async (open: Open, given: Write): Promise<Written> => {
  const sealed = await sealedWrite(open, given)
  return isLeft(sealed) ? { kind: 'failed', failure: sealed.left } : appendSealed(open, sealed.right)
}

const appendSealed = async (open: Open, write: Write): Promise<Written> => {
  const { stream, expected, events } = write
  let written = await appendExactly(open, write)
  for (let move = 0; written.kind === 'moved' && move < mostMoves; move += 1) {
    const { actual } = written
    if (after(actual) <= after(expected)) return written
    const { strangers, ours } = await cameAfter(open, stream, expected)
    const place = after(expected) + strangers
    if (ours !== null && strangers > 0 && Number(ours.revision) === place && isSameAppend(ours, events[0]))
      return { kind: 'in', first: place }
    if (place <= Number(actual)) return written
    written = await appendExactly(open, { ...write, expected: actual })
  }
  return written
}
