import { subjectKey } from '../../history/subject-keys.js'
import { fieldLabel, messagesFor } from '../../messages/messages.js'
import { paginate } from '../../query/paging/paginate.js'
import type { AuditSource } from '../audit-source.js'
import { type AuditContext, standardLimit } from '../changes/changes.js'
import type { NamedSubject } from '../changes/rows.js'
import { createNames } from '../changes/rows.js'
import { candidates } from './candidates.js'
import { knownAt, type Moment, type Moments } from './moments.js'
import { createResponsibles } from './responsibles.js'
import { type ComparedSubject, type Statements, statementsOf, valuesAt } from './statements.js'

/**
 * Which fields are compared between which moments; `to` is now without it. Without `subject` the whole register is
 * compared; `fields` are named as in history lines.
 */
export type DifferenceQuestion = AuditContext & {
  readonly subject?: ComparedSubject | undefined
  readonly fields?: readonly string[] | undefined
  readonly from: Moment
  readonly to?: Moment | undefined
}

/**
 * A field that had one value at the first moment and has another at the second, by name; several values at a time are one
 * text, separated by commas; `null` stands for no value, also where the subject was not there.
 */
export type DifferenceRow = {
  readonly subject: NamedSubject
  readonly field: string
  readonly label: string
  readonly old: string | null
  readonly new: string | null
}

/** A page of differences; `more` says whether there are rows behind it. */
export type Differences = { readonly rows: readonly DifferenceRow[]; readonly more: boolean }

type Compared = { readonly key: string; readonly subject: ComparedSubject; readonly statements: Statements }

const [firstBatch, largestBatch] = [64, 16_384]

/** Batches of growing size: the first page is read soon, and the journal is gone through only a few times. */
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

const isAsked = (field: string, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.includes(field)

const fieldsOf = ({ fields }: Statements, wanted: readonly string[] | undefined): readonly string[] =>
  ['responsible', ...fields.keys()].filter((field) => isAsked(field, wanted))

function* differences({ source, question, moments }: Comparison, batch: readonly Compared[]): Iterable<DifferenceRow> {
  const messages = messagesFor(question.locale)
  const nameOf = createNames(source.register, messages)
  const asksResponsibles = isAsked('responsible', question.fields)
  const responsibles = createResponsibles(source, asksResponsibles ? batch : [], moments)
  for (const { key, subject, statements } of batch)
    for (const field of fieldsOf(statements, question.fields)) {
      const [before, after] =
        field === 'responsible' ? [responsibles(key, 0), responsibles(key, 1)] : valuesAt(statements, field)
      if (before !== after)
        yield { subject: nameOf(subject), field, label: fieldLabel(messages, field), old: before, new: after }
    }
}

/** Every difference, subject by subject, read one after the other. */
export function* differenceRows(source: AuditSource, question: DifferenceQuestion): Iterable<DifferenceRow> {
  const { subject, from, to = {}, viewer, locale } = question
  const moments: Moments = [knownAt(source, from), knownAt(source, to)]
  const asked = subject === undefined ? candidates(source, moments) : [{ key: subjectKey(subject), subject }]
  const reader = { viewer, messages: messagesFor(locale) }
  const compared = function* (): Iterable<Compared> {
    for (const one of asked) yield { ...one, statements: statementsOf(source, one.subject, reader, moments) }
  }
  for (const batch of batches(compared())) yield* differences({ source, question, moments }, batch)
}

/**
 * Which fields had another value at one moment than at another: of one subject, or of all of them, those recorded first
 * come first. What a viewer may not see today is not compared. Without a limit a hundred rows.
 */
export const difference = (source: AuditSource, question: DifferenceQuestion): Differences => {
  const { offset = 0, limit = standardLimit } = question
  const rows = [...paginate(differenceRows(source, question), { offset, limit: limit + 1 })]
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}
