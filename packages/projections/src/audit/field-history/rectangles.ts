import type { CalendarDate, Instant } from '@clientele/domain'
import type { FieldChange, FieldState, Fold } from './fold.js'

/**
 * The changes that counted on the days from `from` until before `until`, as known from `knownFrom` until before
 * `knownUntil`; `null` is an open end.
 */
export type Rectangle = {
  readonly current: FieldState
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly knownFrom: Instant
  readonly knownUntil: Instant | null
}

/** The days from `from` until before the next span, as known now. */
type Span = { readonly from: CalendarDate; readonly state: FieldState; readonly knownFrom: Instant }

const textOf = (current: FieldState): string => JSON.stringify(current.map((one) => [one.new, one.shown]))

/** Splits the span that contains a day. Returns the index of the span that starts on the day, or would start there. */
const splitAt = (spans: Span[], day: CalendarDate): number => {
  const before = spans.findLastIndex(({ from }) => from <= day)
  const span = spans[before]
  if (span === undefined) return 0
  if (span.from === day) return before
  spans.splice(before + 1, 0, { ...span, from: day })
  return before + 1
}

type Walk = { readonly fold: Fold; readonly spans: Span[]; readonly past: Rectangle[] }

const untilOf = (spans: readonly Span[], at: number): CalendarDate | null => spans[at + 1]?.from ?? null

const isSameState = (one: FieldState, other: FieldState): boolean =>
  one.length === other.length && one.every((change, at) => change === other[at])

/** Applies a change to the days of a span; the old values become a rectangle of the past. */
const replaceSpan = ({ fold, spans, past }: Walk, at: number, change: FieldChange): void => {
  const span = spans[at]
  if (span === undefined) return
  const state = fold.after(span.state, change)
  if (isSameState(span.state, state)) return
  const [before, after] = [fold.current(span.state), fold.current(state)]
  const isSame = textOf(before) === textOf(after)
  if (!isSame && span.knownFrom < change.recordedAt)
    past.push({
      current: before,
      from: span.from,
      until: untilOf(spans, at),
      knownFrom: span.knownFrom,
      knownUntil: change.recordedAt,
    })
  spans[at] = { from: span.from, state, knownFrom: isSame ? span.knownFrom : change.recordedAt }
}

/** Joins neighbouring spans with equal states, from index `first` on. */
const joinFrom = (spans: Span[], first: number): void => {
  for (let at = spans.length - 1; at > Math.max(0, first); at -= 1) {
    const [one, other] = [spans[at - 1], spans[at]]
    if (one === undefined || other === undefined || one.knownFrom !== other.knownFrom) continue
    if (isSameState(one.state, other.state)) spans.splice(at, 1)
  }
}

const add = (walk: Walk, change: FieldChange): void => {
  const { fold, spans } = walk
  const [first] = spans
  // Nothing is known before the first change.
  if (first === undefined || change.day < first.from)
    spans.unshift({ from: change.day, state: fold.after([], change), knownFrom: change.recordedAt })
  const start = splitAt(spans, change.day)
  for (let at = start; at < spans.length; at += 1)
    if (spans[at]?.state.includes(change) !== true) replaceSpan(walk, at, change)
  joinFrom(spans, start)
}

const byDays = (one: Rectangle, other: Rectangle): number => {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1
  return one.knownFrom < other.knownFrom ? -1 : 1
}

/** Joins rectangles with the same values on consecutive days. */
const joinRectangles = (rectangles: readonly Rectangle[]): readonly Rectangle[] => {
  const found: Rectangle[] = []
  for (const one of rectangles) {
    const last = found.at(-1)
    const isSame = last?.knownFrom === one.knownFrom && textOf(last.current) === textOf(one.current)
    if (isSame) found[found.length - 1] = { ...last, until: one.until }
    else found.push(one)
  }
  return found
}

const walkOver = (all: Iterable<FieldChange>, fold: Fold): Walk => {
  const walk: Walk = { fold, spans: [], past: [] }
  for (const change of all) add(walk, change)
  return walk
}

const currentRectangles = ({ fold, spans }: Walk): readonly Rectangle[] =>
  joinRectangles(
    spans.map(({ from, state, knownFrom }, at) => ({
      current: fold.current(state),
      from,
      until: untilOf(spans, at),
      knownFrom,
      knownUntil: null,
    })),
  )

/** The rectangles as known now, earliest day first. */
export const rectanglesNow = (all: Iterable<FieldChange>, fold: Fold): readonly Rectangle[] =>
  currentRectangles(walkOver(all, fold))

/**
 * The rectangles for all days and instants, from changes in the order of the log: on a day at an instant, the changes
 * for that day or an earlier one count that were recorded by then. Every day and instant is in one rectangle, or in
 * none before the first change. Sorted by day, then by when it was known.
 */
export const rectanglesOf = (all: Iterable<FieldChange>, fold: Fold): readonly Rectangle[] => {
  const walk = walkOver(all, fold)
  return [...walk.past, ...currentRectangles(walk)].sort(byDays)
}
