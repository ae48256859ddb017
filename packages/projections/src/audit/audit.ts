import type { CalendarDate, Problem } from '@clientele/domain'
import type { Listing } from '../listing/listing.js'
import type { AuditSource } from './audit-source.js'
import { type Changes, type ChangesQuestion, changes } from './changes/changes.js'
import { changesListing } from './changes/changes-listing.js'
import { type DifferenceQuestion, type Differences, difference } from './difference/difference.js'
import { differenceListing } from './difference/difference-listing.js'
import { momentProblems } from './difference/moments.js'
import { type DurationRow, type DurationsQuestion, durations } from './durations/durations.js'
import { durationsListing } from './durations/durations-listing.js'
import { createExplain, type Explain, type ExplainQuestion, type Explanation, explanation } from './explain/explain.js'
import { explanationListing } from './explain/explain-listing.js'
import { type FieldHistoryQuestion, type FieldHistoryRow, fieldHistory } from './field-history/field-history.js'
import { fieldHistoryListing } from './field-history/field-history-listing.js'
import { auditCodecs } from './fields.js'
import { auditQuestion } from './question.js'

const orderProblems = (
  name: string,
  first: CalendarDate | undefined,
  last: CalendarDate | undefined,
): readonly Problem[] =>
  first === undefined || last === undefined || first <= last
    ? []
    : [{ path: name, expected: 'a day that is not before the first one', actual: 'an earlier day' }]

const periodProblems = ({ from, to, recordedFrom, recordedTo }: ChangesQuestion): readonly Problem[] => [
  ...orderProblems('to', from, to),
  ...orderProblems('recordedTo', recordedFrom, recordedTo),
]

const unknownMomentProblems = ({ from, to }: DifferenceQuestion, source: AuditSource): readonly Problem[] => [
  ...momentProblems(source, 'from', from),
  ...momentProblems(source, 'to', to),
]

/** Every audit question by its name. */
const auditQuestions = {
  changes: auditQuestion({ codec: auditCodecs.changes, problems: periodProblems, answer: changes }),
  changesListing: auditQuestion({
    codec: auditCodecs.changesListing,
    problems: periodProblems,
    answer: changesListing,
  }),
  fieldHistory: auditQuestion({ codec: auditCodecs.fieldHistory, answer: fieldHistory }),
  fieldHistoryListing: auditQuestion({ codec: auditCodecs.fieldHistoryListing, answer: fieldHistoryListing }),
  durations: auditQuestion({ codec: auditCodecs.durations, answer: durations }),
  durationsListing: auditQuestion({ codec: auditCodecs.durationsListing, answer: durationsListing }),
  difference: auditQuestion({ codec: auditCodecs.difference, problems: unknownMomentProblems, answer: difference }),
  differenceListing: auditQuestion({
    codec: auditCodecs.differenceListing,
    problems: unknownMomentProblems,
    answer: differenceListing,
  }),
  explain: auditQuestion({ codec: auditCodecs.explain, answer: explanation }),
  explainListing: auditQuestion({ codec: auditCodecs.explainListing, answer: explanationListing }),
} as const

/**
 * Questions about what happened, answered from the history: `crm.audit`. With `viewer`, an answer contains only what
 * that employee may see today; changes to data that has become private since are left out. Throws `QuestionRefused` if
 * the viewer is no active employee or the question does not decode. The names that end in `Listing` return the same
 * rows, without a limit all of them, as a table for CSV or Excel.
 */
export type Audit = {
  /** A page of the changes in the whole register, newest first, and their total number. */
  changes(question?: ChangesQuestion): Changes
  /** The changes in the whole register, as a table. */
  changesListing(question?: ChangesQuestion): Listing
  /** The values of a field: the days on which each applied, and when each was known. */
  fieldHistory(question: FieldHistoryQuestion): readonly FieldHistoryRow[]
  /** The values of a field, as a table. */
  fieldHistoryListing(question: FieldHistoryQuestion): Listing
  /** How long a customer was in each group, segment or status, or had each owner. */
  durations(question: DurationsQuestion): readonly DurationRow[]
  /** How long a customer was in each group, segment or status, or had each owner, as a table. */
  durationsListing(question: DurationsQuestion): Listing
  /** A page of the fields whose values differ between two moments, and whether there are more. */
  difference(question: DifferenceQuestion): Differences
  /** The fields whose values differ between two moments, as a table. */
  differenceListing(question: DifferenceQuestion): Listing
  /**
   * Explains why an employee is, or is not, responsible for a customer or project on a day; or why a person or customer
   * may, or may not, be contacted by a channel. Returns `null` if the viewer may not see the subject.
   */
  readonly explain: Explain
  /** The events of an explanation, as a table. */
  explainListing(question: ExplainQuestion): Listing
}

/** The result type of every audit question. */
export type AuditAnswers = { readonly [K in Exclude<keyof Audit, 'explain'>]: ReturnType<Audit[K]> } & {
  readonly explain: Explanation | null
}

/** Creates the audit questions over a register. */
export const createAudit = (source: AuditSource): Audit =>
  Object.freeze({
    changes: auditQuestions.changes(source),
    changesListing: auditQuestions.changesListing(source),
    fieldHistory: auditQuestions.fieldHistory(source),
    fieldHistoryListing: auditQuestions.fieldHistoryListing(source),
    durations: auditQuestions.durations(source),
    durationsListing: auditQuestions.durationsListing(source),
    difference: auditQuestions.difference(source),
    differenceListing: auditQuestions.differenceListing(source),
    explain: createExplain(auditQuestions.explain(source)),
    explainListing: auditQuestions.explainListing(source),
  })
