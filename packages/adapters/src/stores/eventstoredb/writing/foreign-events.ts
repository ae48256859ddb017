import type { Expected, StoreFailure, StreamName } from '@clientele/domain'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { EsdbRecorded } from '../client/client.js'
import { streamFrom } from '../log/raw.js'
import { isRegisterEvent, isSameAppend } from '../log/stored.js'
import type { OpenStore } from '../open.js'
import { sealedWrite } from './sealing.js'
import { after, type Write } from './write.js'
import { appendExactly, type Written } from './writing.js'

/** The first register event after a revision of a stream, and the number of other programs' events before it. */
type FollowingEvents = { readonly foreignCount: number; readonly registerEvent: EsdbRecorded | null }

const readFollowing = async (open: OpenStore, stream: StreamName, expected: Expected): Promise<FollowingEvents> => {
  let foreignCount = 0
  for await (const page of streamFrom(open, stream, after(expected))) {
    const registerEvent = page.findIndex(isRegisterEvent)
    if (registerEvent >= 0)
      return { foreignCount: foreignCount + registerEvent, registerEvent: page[registerEvent] ?? null }
    foreignCount += page.length
  }
  return { foreignCount, registerEvent: null }
}

/**
 * Whether all events of a stream after one revision, up to another, are of other programs: those only advance the
 * revision. Returns `false` if events can no longer be read, since they may have been register events.
 */
export const onlyForeignEvents = async (
  open: OpenStore,
  { stream, expected }: Pick<Write, 'stream' | 'expected'>,
  actual: Expected,
): Promise<boolean> => {
  const between = after(actual) - after(expected)
  return between > 0 && (await readFollowing(open, stream, expected)).foreignCount >= between
}

const maxMoves = 10

const appendSealed = async (open: OpenStore, sealed: Either<StoreFailure, Write>): Promise<Written> => {
  if (isLeft(sealed)) return { kind: 'failed', failure: sealed.left }
  const write = sealed.right
  const { stream, expected, events } = write
  let written = await appendExactly(open, write)
  for (let move = 0; written.kind === 'moved' && move < maxMoves; move += 1) {
    const { actual } = written
    if (after(actual) <= after(expected)) return written
    const { foreignCount, registerEvent } = await readFollowing(open, stream, expected)
    const place = after(expected) + foreignCount
    if (
      registerEvent !== null &&
      foreignCount > 0 &&
      Number(registerEvent.revision) === place &&
      isSameAppend(registerEvent, events[0])
    )
      return { kind: 'in', first: place }
    if (place <= Number(actual)) return written
    written = await appendExactly(open, { ...write, expected: actual })
  }
  return written
}

/** `appendExactly`, but skips events that other programs wrote meanwhile. */
export const appendPastForeign = (open: OpenStore, write: Write): Promise<Written> => {
  const sealed = sealedWrite(open, write)
  return sealed instanceof Promise ? sealed.then((one) => appendSealed(open, one)) : appendSealed(open, sealed)
}
