import type { ShownInterval } from '../query/intervals.js'

/** Formats days, both inclusive: `2024-01-01 – 2024-06-30`. An open side is left out; `''` if both are open. */
export const intervalText = (interval: ShownInterval | null): string =>
  interval === null ? '' : `${interval.from ?? ''} – ${interval.lastDay ?? ''}`.trim()
