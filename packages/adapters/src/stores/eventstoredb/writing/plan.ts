import type { StoreFailure } from '@clientele/domain'
import { type Either, isLeft, map, right, sequenceArray } from 'fp-ts/lib/Either.js'
import { flatten, isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { Layer, Writes } from './layers.js'
import type { Write } from './write.js'

/** In which order a batch is written where a server takes one stream at a time. */
export type Plan = {
  /** Decides, alone, whether the batch happens. */
  readonly first: Write
  /** What follows whatever others do, one layer after the other. */
  readonly layers: readonly Layer[]
}

/** The order for writes in layers. */
export const planOf = ([[[first, ...more], ...others], ...deeper]: ReadonlyNonEmptyArray<Layer>): Plan => {
  const beside = isNonEmpty(more) ? [more, ...others] : others
  return { first, layers: isNonEmpty(beside) ? [beside, ...deeper] : deeper }
}

/** All writes of a plan, in an order in which they can be done one after the other. */
export const writesIn = ({ first, layers }: Plan): Writes => [first, ...layers.flat(2)]

type Answers<A> = Promise<Either<StoreFailure, readonly A[]>>
type Action<A> = (write: Write) => Promise<Either<StoreFailure, A>>

/** Whether it may still come to be. */
export const isOpenEnded = (answer: Either<StoreFailure, unknown>): boolean =>
  isLeft(answer) && answer.left.error === 'StoreUnavailable'

const inTurn = async <A>(writes: Writes, action: Action<A>): Answers<A> => {
  const done: A[] = []
  for (const write of writes) {
    const answer = await action(write)
    if (isLeft(answer)) return answer
    done.push(answer.right)
  }
  return right(done)
}

/**
 * Does the writes of a layer, the streams at the same time; answers once all are done. What is not known goes before
 * what is refused: it is to be completed later.
 */
export const doLayer = async <A>(layer: readonly Writes[], action: Action<A>): Answers<A> => {
  const doing = layer.map((writes) => inTurn(writes, action))
  await Promise.allSettled(doing)
  const answers = await Promise.all(doing)
  const open = answers.find(isOpenEnded)
  return open ?? map(flatten<A>)(sequenceArray(answers))
}

/** Does the writes of layers; stops behind the layer in which one fails. */
export const doLayers = async <A>(layers: readonly Layer[], action: Action<A>): Answers<A> => {
  const done: A[] = []
  for (const layer of layers) {
    const answers = await doLayer(layer, action)
    if (isLeft(answers)) return answers
    done.push(...answers.right)
  }
  return right(done)
}
