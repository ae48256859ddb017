import type { StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { inTime, shareOf } from '../client/patience.js'
import { streamFrom } from '../log/raw.js'
import { isSameAppend } from '../log/stored.js'
import { kept, type Open } from '../open.js'
import { doLayers } from '../writing/plan.js'
import { sealedWrite } from '../writing/sealing.js'
import { appendPastStrangers } from '../writing/strangers.js'
import { after, type Write } from '../writing/write.js'
import { appendExactly, readBack } from '../writing/writing.js'
import { type Intent, intentStream } from './intent.js'
import { readIntents, settle } from './intents.js'

type Standing = { readonly first: number | null; readonly last: number | null }

// Where the events of a write are, wherever they came to stand, and where the stream ends.
const standing = async (open: Open, { stream, expected, events }: Write): Promise<Standing> => {
  let standing: Standing = { first: null, last: null }
  for await (const page of streamFrom(open, stream, after(expected)))
    for (const event of page) {
      const revision = Number(event.revision)
      standing = { first: standing.first ?? (isSameAppend(event, events[0]) ? revision : null), last: revision }
    }
  return standing
}

const mostMoves = 100

const restless: StoreFailure & { readonly error: 'StoreUnavailable' } = Object.freeze({
  error: 'StoreUnavailable',
  problem: 'Others keep writing to a stream of this append: it is completed later.',
})

/**
 * Gets a write in, once, whatever happened to its stream: where it was expected, or else at its end. The answer is the
 * revision of its first event.
 */
export const getIn = async (open: Open, write: Write): Promise<Either<StoreFailure, number>> => {
  let { expected } = write
  for (let move = 0; move < mostMoves; move += 1) {
    const sealed = await sealedWrite(open, { ...write, expected })
    if (isLeft(sealed)) return sealed
    const written = await appendExactly(open, sealed.right)
    if (written.kind === 'in') return right(written.first)
    if (written.kind === 'failed') return left(written.failure)
    const { first, last } = await standing(open, write)
    if (first !== null) return right(first)
    expected = last ?? written.actual
  }
  return left(restless)
}

const carryOut = async (open: Open, { plan: { first, layers } }: Intent): Promise<StoreFailure | null> => {
  const begun = await appendPastStrangers(open, first)
  if (begun.kind === 'failed') return begun.failure
  // Its first write can never happen any more: nobody was told that it did. The server also takes the same ids of
  // another append for it.
  if (begun.kind === 'moved' || (await readBack(open, first, begun.first)) === null) return null
  const written = await doLayers(layers, (write) => getIn(open, write))
  return isLeft(written) ? written.left : null
}

/** Completes a batch that somebody began: its first write decides whether it happens, then the rest does too. */
export const complete = async (open: Open, intent: Intent): Promise<StoreFailure | null> => {
  const failure = await carryOut(open, intent)
  if (failure === null) await settle(open, intent)
  return failure
}

const enoughToTruncate = 500
const leastGone = 60_000

// Whoever notes a large intent is patient with each of its notes.
const forgetGone = ({ noted, patience }: Open): void => {
  const oldest = performance.now() - Math.max(leastGone, 10 * patience)
  for (const [id, { since }] of noted) if (since < oldest) noted.delete(id)
}

/**
 * Finished intents hold copies of events: once they are many, all may go where none is unfinished. When that fails it
 * is done later.
 */
export const tidy = async (open: Open): Promise<void> => {
  const { client, call, patience, notes } = open
  forgetGone(open)
  if (notes.count < enoughToTruncate || open.unfinished.size > 0 || open.noted.size > 0) return
  try {
    await inTime(shareOf(patience), client.setStreamMetadata(intentStream, { truncateBefore: notes.next }, call))
    notes.count = 0
  } catch {}
}

/** Whether the server does not answer: for one as little as for the next. */
export const isAway = (failure: StoreFailure | null): boolean =>
  failure?.error === 'StoreUnavailable' && failure !== restless

/** Completes everything that was left unfinished, by this process or by another. */
export const completeAll = async (open: Open): Promise<void> => {
  await readIntents(open)
  for (const { intent } of [...open.unfinished.values()]) if (isAway(await complete(open, intent))) return
  void kept(open, tidy(open))
}

/** Completes what has been unfinished for so long (in milliseconds) that whoever began it has gone. */
export const completeOlderThan = async (open: Open, age: number): Promise<void> => {
  const oldest = performance.now() - age
  for (const { intent, since } of [...open.unfinished.values()])
    if (open.closing !== null) return
    else if (since <= oldest && !open.inHand.has(intent.id) && isAway(await complete(open, intent))) return
}
