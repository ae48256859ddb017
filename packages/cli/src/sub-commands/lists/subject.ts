import type { HistoryKind } from '@clientele/projections'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { type Complaint, failed } from '../../cli-error.js'
import type { Reading } from '../../opening/opening.js'

/** What an id is looked for as, in this order, when nothing is said. */
export const subjectKinds: readonly HistoryKind[] = [
  'customer',
  'contact',
  'project',
  'employee',
  'customerGroup',
  'specialGroup',
  'role',
  'classifier',
  'customerNumber',
  'settings',
  'activity',
  'report',
  'listPreferences',
]

// What a viewer may not see is answered as what is not there.
const hasHistory = ({ views, asking: { viewer } }: Reading, kind: HistoryKind, id: string): boolean => {
  const found = views.subjectHistory({ subject: { kind, id }, viewer, limit: 1 })
  return !isLeft(found) && found.right.length > 0
}

/** What an id is of: what was asked for, or else the first kind that has a history. */
export const kindOfSubject = (register: Reading, id: string, asked: HistoryKind | undefined): HistoryKind | undefined =>
  (asked === undefined ? subjectKinds : [asked]).find((kind) => hasHistory(register, kind, id))

/** The complaint about an id without a history. */
export const nothingKnown = (id: string): Either<Complaint, never> =>
  failed(`Nothing is known of "${id}": look its id up with "clientele customers".`)
