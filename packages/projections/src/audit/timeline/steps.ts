/** The boundaries along an axis, one step apart; the open end is one step after the last. */
export type Steps = {
  readonly labels: readonly string[]
  /** The step of a boundary; `null` is the open end. */
  stepOf(boundary: string | null): number
  /** The number of steps up to the open end. */
  readonly count: number
}

/** Sorts the distinct boundaries. */
export const stepsOf = (boundaries: readonly (string | null)[]): Steps => {
  const labels = [...new Set(boundaries.filter((one) => one !== null))].sort()
  const steps = new Map(labels.map((label, step) => [label, step]))
  return {
    labels,
    count: labels.length,
    stepOf: (boundary) => (boundary === null ? labels.length : (steps.get(boundary) ?? 0)),
  }
}
