import type { ShownInterval } from '../query/intervals.js'

/** Formats days, both inclusive: `2024-01-01 – 2024-06-30`; an open side is left out, `''` when both are. */
export const intervalText = (interval: ShownInterval | null): string =>
  interval === null ? '' : `${interval.from ?? ''} – ${interval.lastDay ?? ''}`.trim()
