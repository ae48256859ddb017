import type { Fold } from './fold.js'
import type { HostProjections } from './host-projections.js'

/**
 * A difference between a projection of the host and a rebuilt one: the key of a differing state, or `null` for the
 * whole projection if one of them has stopped or cannot be encoded.
 */
export type ProjectionDifference = {
  readonly in: 'projection'
  readonly projection: string
  readonly key: string | null
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Sorts fields: states that differ only in the order of fields are equal.
const sortFields = (_name: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

type Texts = ReadonlyMap<string, string>

/** Captures a fold now and encodes it later; `null` if it has stopped or cannot be encoded. */
const captureTexts = (fold: Fold | undefined): (() => Texts | null) => {
  if (fold === undefined || fold.stoppedBy !== null) return () => null
  const captured = fold.capture()
  return () => {
    try {
      return new Map(Array.from(captured.encoded(), ([key, state]) => [key, JSON.stringify(state, sortFields)]))
    } catch {
      return null
    }
  }
}

const differencesOf = (mine: Fold, other: Fold | undefined): Iterable<ProjectionDifference | null> => {
  const { name: projection } = mine
  const [readMine, readOthers] = [captureTexts(mine), captureTexts(other)]
  return (function* () {
    const [texts, others] = [readMine(), readOthers()]
    if (texts === null || others === null) {
      yield { in: 'projection', projection, key: null } as const
      return
    }
    for (const [key, text] of texts)
      yield text === others.get(key) ? null : ({ in: 'projection', projection, key } as const)
    for (const key of others.keys()) yield texts.has(key) ? null : ({ in: 'projection', projection, key } as const)
  })()
}

/** Compares projections with rebuilt ones that no longer change; yields `null` for each equal state. */
export const projectionDifferences = (
  mine: HostProjections,
  others: HostProjections,
): readonly Iterable<ProjectionDifference | null>[] =>
  mine.folds.map((fold) =>
    differencesOf(
      fold,
      others.folds.find(({ name }) => name === fold.name),
    ),
  )

/** Takes over the states of rebuilt projections, except of those that have stopped. */
export const replaceProjections = (mine: HostProjections, others: HostProjections): void => {
  for (const fold of mine.folds) {
    const other = others.folds.find(({ name }) => name === fold.name)
    if (other !== undefined && other.stoppedBy === null) fold.fill(other.capture().encoded())
  }
}
