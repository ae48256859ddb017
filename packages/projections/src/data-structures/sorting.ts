/** Binary search: returns the first of `size` sorted places for which `isBefore` is false; `size` if there is none. */
export const lowerBound = (size: number, isBefore: (place: number) => boolean): number => {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

type Compare<T> = (a: T, b: T) => number

/** Items per step of incremental work: about one millisecond. */
export const stepSize = 2_048

/** Maps items incrementally: yields after every `stepSize`, so that the caller can let other work run. */
export const mapInSteps = function* <A, B>(items: Iterable<A>, transform: (item: A) => B): Generator<void, B[]> {
  const results: B[] = []
  for (const item of items) {
    results.push(transform(item))
    if (results.length % stepSize === 0) yield
  }
  return results
}

const isInOrder = <T>(a: readonly T[], b: readonly T[], compare: Compare<T>): boolean => {
  const [last, first] = [a.at(-1), b[0]]
  return last === undefined || first === undefined || compare(last, first) <= 0
}

const mergeInSteps = function* <T>(a: readonly T[], b: readonly T[], compare: Compare<T>): Generator<void, T[]> {
  if (isInOrder(a, b, compare)) return [...a, ...b]
  const merged: T[] = []
  let [left, right] = [0, 0]
  while (left < a.length && right < b.length) {
    const [one, other] = [a[left], b[right]]
    if (one === undefined || other === undefined) break
    if (compare(one, other) <= 0) left = merged.push(one) - right
    else right = merged.push(other) - left
    if (merged.length % stepSize === 0) yield
  }
  return [...merged, ...a.slice(left), ...b.slice(right)]
}

/**
 * Merge sort in steps: yields so that the caller can let other work run. Items that are nearly in order already take as many
 * comparisons as there are items.
 */
export const sortInSteps = function* <T>(items: readonly T[], compare: Compare<T>): Generator<void, T[]> {
  let runs: (readonly T[])[] = []
  for (let at = 0; at < items.length; at += stepSize) {
    runs.push(items.slice(at, at + stepSize).sort(compare))
    yield
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = []
    for (let at = 0; at < runs.length; at += 2)
      merged.push(yield* mergeInSteps(runs[at] ?? [], runs[at + 1] ?? [], compare))
    runs = merged
  }
  return [...(runs[0] ?? [])]
}
