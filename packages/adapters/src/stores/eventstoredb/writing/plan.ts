import type { StoreFailure } from '@clientele/domain'
import { type Either, isLeft, map, right, sequenceArray } from 'fp-ts/lib/Either.js'
import { flatten, isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { Layer, Writes } from './layers.js'
import type { Write } from './write.js'

/** The order of a batch's writes on a server that appends to one stream at a time. */
export type Plan = {
  /** The batch happens if and only if this write succeeds. */
  readonly first: Write
  /** The writes that follow unconditionally, layer by layer. */
  readonly layers: readonly Layer[]
}

/** Creates a plan from layers. */
export const planOf = ([[[first, ...more], ...others], ...deeper]: ReadonlyNonEmptyArray<Layer>): Plan => {
  const rest = isNonEmpty(more) ? [more, ...others] : others
  return { first, layers: isNonEmpty(rest) ? [rest, ...deeper] : deeper }
}

/** All writes of a plan, in a valid sequential order. */
export const writesIn = ({ first, layers }: Plan): Writes => [first, ...layers.flat(2)]

type Answers<A> = Promise<Either<StoreFailure, readonly A[]>>
type Action<A> = (write: Write) => Promise<Either<StoreFailure, A>>

/** Whether the outcome is unknown, so that the writes may still happen. */
export const isUnknownOutcome = (answer: Either<StoreFailure, unknown>): boolean =>
  isLeft(answer) && answer.left.error === 'StoreUnavailable'

const doInOrder = async <A>(writes: Writes, action: Action<A>): Answers<A> => {
  const done: A[] = []
  for (const write of writes) {
    const answer = await action(write)
    if (isLeft(answer)) return answer
    done.push(answer.right)
  }
  return right(done)
}

/**
 * Does the writes of a layer, the streams concurrently; resolves when all are done. A failure with an unknown outcome
 * takes precedence over a refusal, since it must be completed later.
 */
export const doLayer = async <A>(layer: readonly Writes[], action: Action<A>): Answers<A> => {
  const running = layer.map((writes) => doInOrder(writes, action))
  await Promise.allSettled(running)
  const answers = await Promise.all(running)
  const open = answers.find(isUnknownOutcome)
  return open ?? map(flatten<A>)(sequenceArray(answers))
}

/** Does the writes of layers; stops after the first layer with a failure. */
export const doLayers = async <A>(layers: readonly Layer[], action: Action<A>): Answers<A> => {
  const done: A[] = []
  for (const layer of layers) {
    const answers = await doLayer(layer, action)
    if (isLeft(answers)) return answers
    done.push(...answers.right)
  }
  return right(done)
}
