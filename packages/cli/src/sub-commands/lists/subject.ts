import type { HistoryKind } from '@clientele/projections'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { type CliError, failed } from '../../cli-error.js'
import type { Reading } from '../../opening/opening.js'

/** The kinds an id is looked up as, in this order, without `--kind`. */
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

// An invisible subject is treated as missing.
const hasHistory = ({ views, asking: { viewer } }: Reading, kind: HistoryKind, id: string): boolean => {
  const found = views.subjectHistory({ subject: { kind, id }, viewer, limit: 1 })
  return !isLeft(found) && found.right.length > 0
}

/** The kind of an id: the requested one, or else the first kind with a history. */
export const kindOfSubject = (register: Reading, id: string, asked: HistoryKind | undefined): HistoryKind | undefined =>
  (asked === undefined ? subjectKinds : [asked]).find((kind) => hasHistory(register, kind, id))

/** The error for an id without a history. */
export const nothingKnown = (id: string): Either<CliError, never> =>
  failed(`Nothing is known of "${id}": look its id up with "clientele customers".`)
