/** The first of `size` places in order that is not before what is looked for; `size` when all are. */
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

/** How many of something a step reads, makes, sorts or merges: about a millisecond's worth. */
export const stepSize = 2_048

/** Makes something of each in small steps, between which others may have their turn. */
export const mapInSteps = function* <A, B>(items: Iterable<A>, madeOf: (item: A) => B): Generator<void, B[]> {
  const made: B[] = []
  for (const item of items) {
    made.push(madeOf(item))
    if (made.length % stepSize === 0) yield
  }
  return made
}

const mergeInSteps = function* <T>(a: readonly T[], b: readonly T[], compare: Compare<T>): Generator<void, T[]> {
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

/** Sorts in small steps, between which others may have their turn. */
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
