/** The boundaries along an axis, each one step behind the one before, and an open end behind the last. */
export type Steps = {
  readonly labels: readonly string[]
  /** The number of the step at which something begins, or ends (`null` for the open end). */
  stepOf(boundary: string | null): number
  /** How many steps there are to the open end. */
  readonly count: number
}

/** Puts the different boundaries in order. */
export const stepsOf = (boundaries: readonly (string | null)[]): Steps => {
  const labels = [...new Set(boundaries.filter((one) => one !== null))].sort()
  const steps = new Map(labels.map((label, step) => [label, step]))
  return {
    labels,
    count: labels.length,
    stepOf: (boundary) => (boundary === null ? labels.length : (steps.get(boundary) ?? 0)),
  }
}
