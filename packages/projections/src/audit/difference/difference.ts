import { subjectKey } from '../../history/subject-keys.js'
import { fieldLabel, messagesFor } from '../../messages/messages.js'
import { paginate } from '../../query/paging/paginate.js'
import type { AuditSource } from '../audit-source.js'
import { type AuditContext, standardLimit } from '../changes/changes.js'
import type { NamedSubject } from '../changes/rows.js'
import { createNames } from '../changes/rows.js'
import { candidates } from './candidates.js'
import { type ComparedSubject, type FieldChanges, fieldChangesOf, valuesAt } from './field-changes.js'
import { type Moment, type Moments, scopeOf } from './moments.js'
import { createResponsibles } from './responsibles.js'

/**
 * The fields and moments to compare; `to` is now if omitted. Without `subject` the whole register is compared. `fields`
 * are named as in history lines.
 */
export type DifferenceQuestion = AuditContext & {
  readonly subject?: ComparedSubject | undefined
  readonly fields?: readonly string[] | undefined
  readonly from: Moment
  readonly to?: Moment | undefined
}

/**
 * A field whose values differ between the two moments. Values are names; several values at a time are one text,
 * separated by commas. `null` means no value, also where the subject did not exist yet.
 */
export type DifferenceRow = {
  readonly subject: NamedSubject
  readonly field: string
  readonly label: string
  readonly old: string | null
  readonly new: string | null
}

/** A page of differences; `more` tells whether further rows follow. */
export type Differences = { readonly rows: readonly DifferenceRow[]; readonly more: boolean }

type Compared = { readonly key: string; readonly subject: ComparedSubject; readonly changes: FieldChanges }

const [firstBatch, largestBatch] = [64, 16_384]

/** Splits into batches of growing size: the first page is ready early, and the journal is read only a few times. */
function* batches<A>(all: Iterable<A>): Iterable<readonly A[]> {
  let [batch, size]: [A[], number] = [[], firstBatch]
  for (const one of all) {
    batch.push(one)
    if (batch.length < size) continue
    yield batch
    batch = []
    size = Math.min(2 * size, largestBatch)
  }
  if (batch.length > 0) yield batch
}

type Comparison = {
  readonly source: AuditSource
  readonly question: DifferenceQuestion
  readonly moments: Moments
}

const isWanted = (field: string, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.includes(field)

const fieldsOf = ({ fields }: FieldChanges, wanted: readonly string[] | undefined): readonly string[] =>
  ['responsible', ...fields.keys()].filter((field) => isWanted(field, wanted))

function* differences({ source, question, moments }: Comparison, batch: readonly Compared[]): Iterable<DifferenceRow> {
  const messages = messagesFor(question.locale)
  const nameOf = createNames(source.register, messages)
  const wantsResponsibles = isWanted('responsible', question.fields)
  const responsibles = createResponsibles(source, wantsResponsibles ? batch : [], moments)
  for (const { key, subject, changes } of batch)
    for (const field of fieldsOf(changes, question.fields)) {
      const [before, after] =
        field === 'responsible' ? [responsibles(key, 0), responsibles(key, 1)] : valuesAt(changes, field)
      if (before !== after)
        yield { subject: nameOf(subject), field, label: fieldLabel(messages, field), old: before, new: after }
    }
}

/** Yields every difference, subject by subject. */
export function* differenceRows(source: AuditSource, question: DifferenceQuestion): Iterable<DifferenceRow> {
  const { subject, from, to = {}, viewer, locale } = question
  const moments: Moments = [scopeOf(source, from), scopeOf(source, to)]
  const subjects = subject === undefined ? candidates(source, moments) : [{ key: subjectKey(subject), subject }]
  const reader = { viewer, messages: messagesFor(locale) }
  const compared = function* (): Iterable<Compared> {
    for (const one of subjects) yield { ...one, changes: fieldChangesOf(source, one.subject, reader, moments) }
  }
  for (const batch of batches(compared())) yield* differences({ source, question, moments }, batch)
}

/**
 * The fields whose values differ between two moments, of one subject or of all, in the order of their first recording.
 * Fields that the viewer may not see today are left out. Returns at most a hundred rows unless the question sets a
 * limit.
 */
export const difference = (source: AuditSource, question: DifferenceQuestion): Differences => {
  const { offset = 0, limit = standardLimit } = question
  const rows = [...paginate(differenceRows(source, question), { offset, limit: limit + 1 })]
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}
