import type { CalendarDate, Instant } from '@clientele/domain'

/** What an event says about a field: it takes `old` away, or back, and puts `new` there; `null` for nothing. */
export type Said = {
  readonly day: CalendarDate
  readonly recordedAt: Instant
  readonly old: string | null
  readonly new: string | null
  /** The new value as a reader is shown it. */
  readonly shown: string | null
  /** Whether nothing stays beside the new value. */
  readonly replacesAll: boolean
  /** Whether it counts only as long as the old value is there. */
  readonly needsOld: boolean
}

/** What was said and still counts, in the order it counts in. */
export type State = readonly Said[]

/** How what is said of a field adds up. */
export type Fold = {
  /** The state after one more statement of the log. */
  after(state: State, said: Said): State
  /** What still counts of a state. */
  held(state: State): State
}

const lastOnly: Fold = { after: (_, said) => [said], held: (state) => state }

const put = (state: State, said: Said): State => {
  if (said.needsOld && !state.some((one) => one.new === said.old)) return state
  if (said.replacesAll) return said.new === null ? [] : [said]
  const others = state.filter((one) => one.new !== said.old && one.new !== said.new)
  return said.new === null ? others : [...others, said]
}

const several: Fold = { after: put, held: (state) => state }

/** Statements of marketing count in the order of their days, on one day in that of the log. */
const byDay: Fold = {
  after: (state, said) => {
    const behind = state.findLastIndex(({ day }) => day <= said.day) + 1
    return state.toSpliced(behind, 0, said)
  },
  held: (state) => state.reduce<State>(put, []),
}

/** The fields that have several values at a time. */
const manyFields: ReadonlySet<string> = new Set([
  ...['customerGroup', 'specialGroup', 'responsible', 'participant', 'company', 'portalUser', 'absorbed'],
  ...['property', 'customerProperty', 'contactProperty', 'category', 'contactGroup', 'salesperson', 'linkedMailbox'],
  ...['invoiceType', 'legalEntity', 'account', 'product', 'invoice', 'salesOrder', 'document'],
])

/** Whether a field has one value at a time, the last that was said. */
export const isSingle = (field: string): boolean => foldOf(field) === lastOnly

/** How what is said of a field adds up. */
export const foldOf = (field: string): Fold => {
  if (field === 'ban' || field === 'consent') return byDay
  return manyFields.has(field) ? several : lastOnly
}

/** The values that count, as one text; `null` for none. */
export const shownIn = (held: State): string | null => {
  const texts = held.flatMap(({ shown }) => shown ?? [])
  return texts.length === 0 ? null : texts.join(', ')
}
