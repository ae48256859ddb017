import type { Instant } from '@clientele/domain'
import { millisecondsOf } from './columns/instants.js'
import type { HistoryEntry } from './line.js'

/** Which lines are looked for; `null` and an empty text limit nothing. `end` is exclusive. */
export type LineLimits = {
  readonly from: Instant | ''
  readonly end: Instant | null
  readonly types: readonly string[] | null
  readonly actor: string | null
}

/** Limits in time, as texts and as numbers: most lines are compared by these. */
export type Period = Pick<LineLimits, 'from' | 'end'> & { readonly first: number; readonly behind: number }

/** The period lines are looked for in. */
export const periodOf = ({ from, end }: LineLimits): Period => ({
  from,
  end,
  first: from === '' ? Number.MIN_SAFE_INTEGER : millisecondsOf(from),
  behind: end === null ? Number.MAX_SAFE_INTEGER : millisecondsOf(end),
})

/** Whether a line that was read is within limits. */
export const isWithin = ({ recordedAt, type, by }: HistoryEntry, { from, end, types, actor }: LineLimits): boolean =>
  recordedAt >= from &&
  (end === null || recordedAt < end) &&
  (types === null || types.includes(type)) &&
  (actor === null || by === actor)
