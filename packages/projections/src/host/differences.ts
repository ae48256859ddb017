import type { Fold } from './fold.js'
import type { HostProjections } from './host-projections.js'

/**
 * A difference between a projection of the host and the same one folded anew: a state, by its key, or (`null`) all of
 * it, where one of both has stopped or cannot be encoded.
 */
export type ProjectionDifference = {
  readonly in: 'projection'
  readonly projection: string
  readonly key: string | null
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// The same fields in another order are the same state.
const inOrder = (_name: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

type Texts = ReadonlyMap<string, string>

/** Captures a fold now; `null`, when asked later, where it has stopped or cannot be encoded. */
const textsLater = (fold: Fold | undefined): (() => Texts | null) => {
  if (fold === undefined || fold.stoppedBy !== null) return () => null
  const captured = fold.capture()
  return () => {
    try {
      return new Map(Array.from(captured.encoded(), ([key, state]) => [key, JSON.stringify(state, inOrder)]))
    } catch {
      return null
    }
  }
}

const between = (mine: Fold, other: Fold | undefined): Iterable<ProjectionDifference | null> => {
  const { name: projection } = mine
  const [mineLater, othersLater] = [textsLater(mine), textsLater(other)]
  return (function* () {
    const [texts, others] = [mineLater(), othersLater()]
    if (texts === null || others === null) {
      yield { in: 'projection', projection, key: null } as const
      return
    }
    for (const [key, text] of texts)
      yield text === others.get(key) ? null : ({ in: 'projection', projection, key } as const)
    for (const key of others.keys()) yield texts.has(key) ? null : ({ in: 'projection', projection, key } as const)
  })()
}

/** Compares projections with the same ones that no longer change; yields `null` for each equal state. */
export const projectionDifferences = (
  mine: HostProjections,
  others: HostProjections,
): readonly Iterable<ProjectionDifference | null>[] =>
  mine.folds.map((fold) =>
    between(
      fold,
      others.folds.find(({ name }) => name === fold.name),
    ),
  )

/** Takes over the states of the same projections folded anew, except of those that have stopped. */
export const replaceProjections = (mine: HostProjections, others: HostProjections): void => {
  for (const fold of mine.folds) {
    const other = others.folds.find(({ name }) => name === fold.name)
    if (other !== undefined && other.stoppedBy === null) fold.fill(other.capture().encoded())
  }
}
