import { cacheLast, type LastResults } from '../../data-structures/cache-last.js'
import { areVisible } from '../../history/limits.js'
import { type EventIndex, listIn } from '../../history/log/event-index.js'
import { subjectOfKey } from '../../history/subject-keys.js'
import { memoizeUntilChange } from '../../query/memoize.js'
import type { Register } from '../../register/register.js'
import { historyViewer, mayRead } from '../../views/history/subject-history.js'
import type { Selection } from './selection.js'

/** What a viewer may read of the log: 0 is not known yet, 1 yes, 2 no; by the numbers of subjects and of parties. */
type Sight = { readonly subjects: Uint8Array; readonly parties: Uint8Array }

const sights = memoizeUntilChange<LastResults<string, Sight>>()

/** Viewers whose sight is kept: two bytes for each subject. */
const mostKept = 8

const sightOf = (register: Register, { counts }: EventIndex, viewer: string): Sight => {
  const emptySight = (): Sight => ({
    subjects: new Uint8Array(counts.subjects),
    parties: new Uint8Array(counts.parties),
  })
  return sights(register, register.rightsRegister.today(), () => cacheLast(mostKept, emptySight)).of(viewer)
}

const noLimits = { from: '', end: null, types: null, actor: null } as const

const known = (marks: Uint8Array, at: number, answer: () => boolean): boolean => {
  const mark = marks[at] ?? 0
  if (mark !== 0) return mark === 1
  const isSeen = answer()
  marks[at] = isSeen ? 1 : 2
  return isSeen
}

/** Those that a viewer may see: it may read the history of the subject, and sees everybody that the line mentions. */
export const whereVisible = (
  register: Register,
  index: EventIndex,
  selection: Selection,
  viewer: string | undefined,
): Selection => {
  if (viewer === undefined) return selection
  const { subjects, parties } = sightOf(register, index, viewer)
  const looking = historyViewer(register, viewer)
  const { subjects: subjectOf, parties: partiesOf } = index.columns

  const seesSubject = (number: number): boolean =>
    known(subjects, number, () => mayRead(register, subjectOfKey(index.subjects.lookup(number)), looking))
  const seesParties = (number: number): boolean =>
    known(parties, number, () => areVisible(listIn(index.parties.lookup(number)), { ...looking, limits: noLimits }))

  const { numbers: from, count } = selection
  const found = from ?? new Uint32Array(count)
  let size = 0
  for (let at = 0; at < count; at += 1) {
    const event = from === null ? at : (from[at] ?? 0)
    const subject = subjectOf[event] ?? 0
    const party = partiesOf[event] ?? 0
    const isSeen = subjects[subject] === 1 && parties[party] === 1
    if (!isSeen && !(seesSubject(subject) && seesParties(party))) continue
    found[size] = event
    size += 1
  }
  return { numbers: found, count: size }
}
