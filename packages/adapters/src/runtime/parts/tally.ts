import type { StreamName } from '@clientele/domain'

type Bucket = { readonly counts: Map<StreamName, unknown>; sum: unknown; isSummed: boolean }

/** The counts of many streams, in buckets, so that excluding a few streams does not recount all others. */
export type Tally = {
  /** Sets the count of a stream. */
  set(stream: StreamName, count: unknown): void
  remove(stream: StreamName): void
  /** Counts whose sum is the total of all streams except some. */
  countsExcept(streams: Iterable<StreamName>): readonly unknown[]
  clear(): void
}

// Keeps both the number of buckets and their size small.
const maxInBucket = 300

/** Creates an empty tally. */
export const createTally = (sum: (counts: readonly unknown[]) => unknown): Tally => {
  const bucketOf = new Map<StreamName, Bucket>()
  let buckets: Bucket[] = []

  const lastBucket = (): Bucket => {
    const last = buckets.at(-1)
    if (last !== undefined && last.counts.size < maxInBucket) return last
    if (last !== undefined) sumOf(last)
    const bucket = { counts: new Map<StreamName, unknown>(), sum: null, isSummed: false }
    buckets.push(bucket)
    return bucket
  }

  const sumOf = (bucket: Bucket): unknown => {
    if (!bucket.isSummed) bucket.sum = sum([...bucket.counts.values()])
    bucket.isSummed = true
    return bucket.sum
  }

  const without = ({ counts }: Bucket, streams: ReadonlySet<StreamName>): readonly unknown[] =>
    [...counts].flatMap(([stream, count]) => (streams.has(stream) ? [] : [count]))

  return {
    set: (stream, count) => {
      const bucket = bucketOf.get(stream) ?? lastBucket()
      bucketOf.set(stream, bucket)
      bucket.counts.set(stream, count)
      bucket.isSummed = false
    },
    remove: (stream) => {
      const bucket = bucketOf.get(stream)
      if (bucket === undefined) return
      bucketOf.delete(stream)
      bucket.counts.delete(stream)
      bucket.isSummed = false
    },
    countsExcept: (streams) => {
      const excluded = new Set(streams)
      const affected = new Set<Bucket | undefined>(Array.from(excluded, (stream) => bucketOf.get(stream)))
      return buckets.flatMap((bucket) => (affected.has(bucket) ? without(bucket, excluded) : [sumOf(bucket)]))
    },
    clear: () => {
      bucketOf.clear()
      buckets = []
    },
  }
}
