import type { StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { attemptTime, withTimeout } from '../client/retry.js'
import { streamFrom } from '../log/raw.js'
import { isSameAppend } from '../log/stored.js'
import { type OpenStore, trackTask } from '../open.js'
import { appendPastForeign } from '../writing/foreign-events.js'
import { doLayers } from '../writing/plan.js'
import { sealedWrite } from '../writing/sealing.js'
import { after, type Write } from '../writing/write.js'
import { appendExactly, readBack } from '../writing/writing.js'
import { type Intent, intentStream } from './intent.js'
import { readIntents, recordFinished } from './intents.js'

type FoundWrite = { readonly first: number | null; readonly last: number | null }

// The first revision of a write's events, if they are anywhere in the stream, and the stream's last revision.
const findWrite = async (open: OpenStore, { stream, expected, events }: Write): Promise<FoundWrite> => {
  let standing: FoundWrite = { first: null, last: null }
  for await (const page of streamFrom(open, stream, after(expected)))
    for (const event of page) {
      const revision = Number(event.revision)
      standing = { first: standing.first ?? (isSameAppend(event, events[0]) ? revision : null), last: revision }
    }
  return standing
}

const maxMoves = 100

const streamKeepsChanging: StoreFailure & { readonly error: 'StoreUnavailable' } = Object.freeze({
  error: 'StoreUnavailable',
  problem: 'Others keep writing to a stream of this append: it is completed later.',
})

/**
 * Appends a write exactly once, even if its stream has changed: at the expected revision, else at the end of the
 * stream. Returns the revision of its first event.
 */
export const appendOnce = async (open: OpenStore, write: Write): Promise<Either<StoreFailure, number>> => {
  let { expected } = write
  for (let move = 0; move < maxMoves; move += 1) {
    const sealed = await sealedWrite(open, { ...write, expected })
    if (isLeft(sealed)) return sealed
    const written = await appendExactly(open, sealed.right)
    if (written.kind === 'in') return right(written.first)
    if (written.kind === 'failed') return left(written.failure)
    const { first, last } = await findWrite(open, write)
    if (first !== null) return right(first)
    expected = last ?? written.actual
  }
  return left(streamKeepsChanging)
}

const completeWrites = async (open: OpenStore, { plan: { first, layers } }: Intent): Promise<StoreFailure | null> => {
  const begun = await appendPastForeign(open, first)
  if (begun.kind === 'failed') return begun.failure
  // The first write failed for good, so the batch never happened and no caller got a success. `readBack` checks that
  // the server did not take events of another append with the same ids for this write.
  if (begun.kind === 'moved' || (await readBack(open, first, begun.first)) === null) return null
  const written = await doLayers(layers, (write) => appendOnce(open, write))
  return isLeft(written) ? written.left : null
}

/** Completes a batch that another process may have started: if the first write succeeds, the rest is written too. */
export const completeIntent = async (open: OpenStore, intent: Intent): Promise<StoreFailure | null> => {
  const failure = await completeWrites(open, intent)
  if (failure === null) await recordFinished(open, intent)
  return failure
}

const truncateAfter = 500
const minAge = 60_000

// A large intent is written note by note, each with the full patience: wait that long before forgetting partial ones.
const forgetPartialIntents = ({ noted, patience }: OpenStore): void => {
  const oldest = performance.now() - Math.max(minAge, 10 * patience)
  for (const [id, { since }] of noted) if (since < oldest) noted.delete(id)
}

/**
 * Truncates the intent stream, whose finished intents contain copies of events, once it has many notes and no intent is
 * unfinished. If that fails, it is tried again later.
 */
export const truncateIntents = async (open: OpenStore): Promise<void> => {
  const { client, call, patience, notes } = open
  forgetPartialIntents(open)
  if (notes.count < truncateAfter || open.unfinished.size > 0 || open.noted.size > 0) return
  try {
    await withTimeout(
      attemptTime(patience),
      client.setStreamMetadata(intentStream, { truncateBefore: notes.next }, call),
    )
    notes.count = 0
  } catch {}
}

/** Whether a failure means that the server does not answer, so that further requests are useless. */
export const isAway = (failure: StoreFailure | null): boolean =>
  failure?.error === 'StoreUnavailable' && failure !== streamKeepsChanging

/** Completes all unfinished intents, of this process or of others. */
export const completeAll = async (open: OpenStore): Promise<void> => {
  await readIntents(open)
  for (const { intent } of [...open.unfinished.values()]) if (isAway(await completeIntent(open, intent))) return
  void trackTask(open, truncateIntents(open))
}

/** Completes intents that have been unfinished for `age` milliseconds: their process is assumed to be dead. */
export const completeOlderThan = async (open: OpenStore, age: number): Promise<void> => {
  const oldest = performance.now() - age
  for (const { intent, since } of [...open.unfinished.values()])
    if (open.closing !== null) return
    else if (since <= oldest && !open.inHand.has(intent.id) && isAway(await completeIntent(open, intent))) return
}
