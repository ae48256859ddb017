import type { CalendarDate, Instant } from '@clientele/domain'

/** The parts of a contact's name that an event sets. */
export type NameParts = { readonly firstName?: string | null; readonly lastName?: string | null }

/** A change of a field: replaces the value `old` by `new`. `null` means no value. */
export type FieldChange = {
  readonly day: CalendarDate
  readonly recordedAt: Instant
  readonly old: string | null
  readonly new: string | null
  /** The new value as the reader sees it. */
  readonly shown: string | null
  /** Whether it also removes all other values. */
  readonly replacesAll: boolean
  /** Whether it is ignored unless the field has the old value. */
  readonly needsOld: boolean
  readonly nameParts?: NameParts
}

/** The changes that still count, in the order in which they are applied. */
export type FieldState = readonly FieldChange[]

/** How the changes of a field are folded. */
export type Fold = {
  /** Adds the next change of the log to a state. */
  after(state: FieldState, change: FieldChange): FieldState
  /** The changes of a state that still count. */
  current(state: FieldState): FieldState
}

const singleValueFold: Fold = { after: (_, change) => [change], current: (state) => state }

const applyChange = (state: FieldState, change: FieldChange): FieldState => {
  if (change.needsOld && !state.some((one) => one.new === change.old)) return state
  if (change.replacesAll) return change.new === null ? [] : [change]
  const others = state.filter((one) => one.new !== change.old && one.new !== change.new)
  return change.new === null ? others : [...others, change]
}

const multiValueFold: Fold = { after: applyChange, current: (state) => state }

const changedValue = (change: FieldChange): string | null => change.new ?? change.old

/** Leaves out the changes that a later one replaces: those of the same value, and all before a deletion. */
const withoutReplaced = (state: FieldState): FieldState =>
  state.filter((one, at) =>
    state.slice(at + 1).every((later) => changedValue(later) !== null && changedValue(later) !== changedValue(one)),
  )

/** Marketing statements apply in the order of their days, those of one day in the order of the log. */
const marketingFold: Fold = {
  after: (state, change) => {
    const index = state.findLastIndex(({ day }) => day <= change.day) + 1
    return withoutReplaced(state.toSpliced(index, 0, change))
  },
  current: (state) => state.reduce<FieldState>(applyChange, []),
}

/** Fields with several values at a time. */
const multiValueFields: ReadonlySet<string> = new Set([
  ...['customerGroup', 'specialGroup', 'responsible', 'participant', 'company', 'portalUser', 'absorbed'],
  ...['property', 'customerProperty', 'contactProperty', 'category', 'contactGroup', 'salesperson', 'linkedMailbox'],
  ...['invoiceType', 'legalEntity', 'account', 'product', 'invoice', 'salesOrder', 'document'],
])

/** Whether a field has one value at a time: the last one recorded. */
export const isSingle = (field: string): boolean => foldOf(field) === singleValueFold

/** The way to fold a field. */
export const foldOf = (field: string): Fold => {
  if (field === 'ban' || field === 'consent') return marketingFold
  return multiValueFields.has(field) ? multiValueFold : singleValueFold
}

/** The current values as one text; `null` for none. */
export const shownIn = (current: FieldState): string | null => {
  const texts = current.flatMap(({ shown }) => shown ?? [])
  return texts.length === 0 ? null : texts.join(', ')
}
