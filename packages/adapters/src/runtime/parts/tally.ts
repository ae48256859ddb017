import type { StreamName } from '@clientele/domain'

type Bucket = { readonly counts: Map<StreamName, unknown>; sum: unknown; isSummed: boolean }

/** What was counted of many streams; adding it up takes no longer for more of them. */
export type Tally = {
  /** Notes what was counted of a stream, instead of what was noted before. */
  set(stream: StreamName, count: unknown): void
  remove(stream: StreamName): void
  /** Counts whose sum is that of all streams but some. */
  countsBut(streams: Iterable<StreamName>): readonly unknown[]
  clear(): void
}

// Few buckets, and few in each.
const mostInBucket = 300

/** Nothing is counted yet. */
export const createTally = (sum: (counts: readonly unknown[]) => unknown): Tally => {
  const bucketOf = new Map<StreamName, Bucket>()
  let buckets: Bucket[] = []

  const lastBucket = (): Bucket => {
    const last = buckets.at(-1)
    if (last !== undefined && last.counts.size < mostInBucket) return last
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
    countsBut: (streams) => {
      const but = new Set(streams)
      const concerned = new Set<Bucket | undefined>(Array.from(but, (stream) => bucketOf.get(stream)))
      return buckets.flatMap((bucket) => (concerned.has(bucket) ? without(bucket, but) : [sumOf(bucket)]))
    },
    clear: () => {
      bucketOf.clear()
      buckets = []
    },
  }
}
