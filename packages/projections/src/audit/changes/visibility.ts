import { cacheLast, type LastResults } from '../../data-structures/cache-last.js'
import { areVisible } from '../../history/limits.js'
import { type EventIndex, listIn } from '../../history/log/event-index.js'
import { subjectOfKey } from '../../history/subject-keys.js'
import { memoizeUntilChange } from '../../query/memoize.js'
import type { Register } from '../../register/register.js'
import { historyViewer, mayRead } from '../../views/history/subject-history.js'
import { beginningOf, type Selection } from './selection.js'

/** What a viewer may read, by the numbers of subjects and of parties: 0 is not checked yet, 1 yes, 2 no. */
type VisibilityMarks = { readonly subjects: Uint8Array; readonly parties: Uint8Array }

const marksByViewer = memoizeUntilChange<LastResults<string, VisibilityMarks>>()

/** The number of cached viewers. Each takes a byte per subject and per party. */
const maxCachedViewers = 8

const marksOf = (register: Register, { counts }: EventIndex, viewer: string): VisibilityMarks => {
  const emptyMarks = (): VisibilityMarks => ({
    subjects: new Uint8Array(counts.subjects),
    parties: new Uint8Array(counts.parties),
  })
  return marksByViewer(register, register.rightsRegister.today(), () => cacheLast(maxCachedViewers, emptyMarks)).of(
    viewer,
  )
}

const noLimits = { from: '', end: null, types: null, actor: null } as const

const checkOnce = (marks: Uint8Array, at: number, check: () => boolean): boolean => {
  const mark = marks[at] ?? 0
  if (mark !== 0) return mark === 1
  const isSeen = check()
  marks[at] = isSeen ? 1 : 2
  return isSeen
}

/**
 * Keeps the events that a viewer may see: those whose subject's history it may read, and all of whose customers and
 * persons it may see.
 */
export const whereVisible = (
  register: Register,
  index: EventIndex,
  selection: Selection,
  viewer: string | undefined,
): Selection => {
  if (viewer === undefined) return selection
  const { subjects, parties } = marksOf(register, index, viewer)
  const reader = historyViewer(register, viewer)
  const { subjects: subjectOf, parties: partiesOf } = index.columns

  const seesSubject = (number: number): boolean =>
    checkOnce(subjects, number, () => mayRead(register, subjectOfKey(index.subjects.lookup(number)), reader))
  const seesParties = (number: number): boolean =>
    checkOnce(parties, number, () => areVisible(listIn(index.parties.lookup(number)), { ...reader, limits: noLimits }))

  const { numbers: from, count } = selection
  // `undefined` until an event is left out: most viewers see almost all, and administrators see all.
  let found: Uint32Array | undefined
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = from === null ? at : (from[at] ?? 0)
    const subject = subjectOf[event] ?? 0
    const party = partiesOf[event] ?? 0
    const isSeen = subjects[subject] === 1 && parties[party] === 1
    if (isSeen || (seesSubject(subject) && seesParties(party))) {
      if (found !== undefined) found[size] = event
      size += 1
    } else found ??= beginningOf(selection, at)
  }
  return found === undefined ? selection : { numbers: found, count: size }
}
