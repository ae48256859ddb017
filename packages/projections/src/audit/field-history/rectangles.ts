import type { CalendarDate, Instant } from '@clientele/domain'
import type { Fold, Said, State } from './fold.js'

/**
 * What was so on the days from `from` up to `until`, which is left out, as it was known from the instant `knownFrom` up to
 * `knownUntil`, which is left out; `null` for an open end.
 */
export type Rectangle = {
  readonly held: State
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly knownFrom: Instant
  readonly knownUntil: Instant | null
}

/** The days from one on, up to the next span, as they are known now. */
type Span = { readonly from: CalendarDate; readonly state: State; readonly knownFrom: Instant }

const textOf = (held: State): string => JSON.stringify(held.map((one) => [one.new, one.shown]))

/** Splits the span that a day lies within; answers where the span that begins on the day is, or would be. */
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

/** Replaces what a statement changes on the days of a span; what was known until then is past. */
const replaceSpan = ({ fold, spans, past }: Walk, at: number, said: Said): void => {
  const span = spans[at]
  if (span === undefined) return
  const state = fold.after(span.state, said)
  const [before, after] = [fold.held(span.state), fold.held(state)]
  const isSame = textOf(before) === textOf(after)
  if (!isSame && span.knownFrom < said.recordedAt)
    past.push({
      held: before,
      from: span.from,
      until: untilOf(spans, at),
      knownFrom: span.knownFrom,
      knownUntil: said.recordedAt,
    })
  spans[at] = { from: span.from, state, knownFrom: isSame ? span.knownFrom : said.recordedAt }
}

const isSameState = (one: State, other: State): boolean =>
  one.length === other.length && one.every((said, at) => said === other[at])

/** Joins the spans from one on that nothing said later can tell apart. */
const joinFrom = (spans: Span[], first: number): void => {
  for (let at = spans.length - 1; at > Math.max(0, first); at -= 1) {
    const [one, other] = [spans[at - 1], spans[at]]
    if (one === undefined || other === undefined || one.knownFrom !== other.knownFrom) continue
    if (isSameState(one.state, other.state)) spans.splice(at, 1)
  }
}

const add = (walk: Walk, said: Said): void => {
  const { fold, spans } = walk
  const [first] = spans
  // Before the first statement nothing is known.
  if (first === undefined || said.day < first.from)
    spans.unshift({ from: said.day, state: fold.after([], said), knownFrom: said.recordedAt })
  const begins = splitAt(spans, said.day)
  for (let at = begins; at < spans.length; at += 1)
    if (spans[at]?.state.includes(said) !== true) replaceSpan(walk, at, said)
  joinFrom(spans, begins)
}

const byDays = (one: Rectangle, other: Rectangle): number => {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1
  return one.knownFrom < other.knownFrom ? -1 : 1
}

/** Joins rectangles that show the same on days in a row. */
const joined = (rectangles: readonly Rectangle[]): readonly Rectangle[] => {
  const found: Rectangle[] = []
  for (const one of rectangles) {
    const last = found.at(-1)
    const isSame = last?.knownFrom === one.knownFrom && textOf(last.held) === textOf(one.held)
    if (isSame) found[found.length - 1] = { ...last, until: one.until }
    else found.push(one)
  }
  return found
}

const walkOver = (all: Iterable<Said>, fold: Fold): Walk => {
  const walk: Walk = { fold, spans: [], past: [] }
  for (const said of all) add(walk, said)
  return walk
}

const known = ({ fold, spans }: Walk): readonly Rectangle[] =>
  joined(
    spans.map(({ from, state, knownFrom }, at) => ({
      held: fold.held(state),
      from,
      until: untilOf(spans, at),
      knownFrom,
      knownUntil: null,
    })),
  )

/** What is known now of each day, the first day first. */
export const rectanglesNow = (all: Iterable<Said>, fold: Fold): readonly Rectangle[] => known(walkOver(all, fold))

/**
 * What was known of each day at each instant, from statements in the order of the log: on a day at an instant counts what
 * was said for that day or an earlier one and recorded by then. For every day and instant there is one rectangle, or none
 * before the first statement; by day, then by when it was known.
 */
export const rectanglesOf = (all: Iterable<Said>, fold: Fold): readonly Rectangle[] => {
  const walk = walkOver(all, fold)
  return [...walk.past, ...known(walk)].sort(byDays)
}
