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
import { type Explain, type ExplainQuestion, type Explanation, explaining, explanation } from './explain/explain.js'
import { explanationListing } from './explain/explain-listing.js'
import { type FieldHistoryQuestion, type FieldHistoryRow, fieldHistory } from './field-history/field-history.js'
import { fieldHistoryListing } from './field-history/field-history-listing.js'
import { auditCodecs } from './fields.js'
import { auditQuestion } from './question.js'

const unlessInOrder = (
  name: string,
  first: CalendarDate | undefined,
  last: CalendarDate | undefined,
): readonly Problem[] =>
  first === undefined || last === undefined || first <= last
    ? []
    : [{ path: name, expected: 'a day that is not before the first one', actual: 'an earlier day' }]

const reversedDays = ({ from, to, recordedFrom, recordedTo }: ChangesQuestion): readonly Problem[] => [
  ...unlessInOrder('to', from, to),
  ...unlessInOrder('recordedTo', recordedFrom, recordedTo),
]

const unknownMoments = ({ from, to }: DifferenceQuestion, source: AuditSource): readonly Problem[] => [
  ...momentProblems(source, 'from', from),
  ...momentProblems(source, 'to', to),
]

/** Every audit question by its name. */
const auditQuestions = {
  changes: auditQuestion({ codec: auditCodecs.changes, problems: reversedDays, answer: changes }),
  changesListing: auditQuestion({ codec: auditCodecs.changesListing, problems: reversedDays, answer: changesListing }),
  fieldHistory: auditQuestion({ codec: auditCodecs.fieldHistory, answer: fieldHistory }),
  fieldHistoryListing: auditQuestion({ codec: auditCodecs.fieldHistoryListing, answer: fieldHistoryListing }),
  durations: auditQuestion({ codec: auditCodecs.durations, answer: durations }),
  durationsListing: auditQuestion({ codec: auditCodecs.durationsListing, answer: durationsListing }),
  difference: auditQuestion({ codec: auditCodecs.difference, problems: unknownMoments, answer: difference }),
  differenceListing: auditQuestion({
    codec: auditCodecs.differenceListing,
    problems: unknownMoments,
    answer: differenceListing,
  }),
  explain: auditQuestion({ codec: auditCodecs.explain, answer: explanation }),
  explainListing: auditQuestion({ codec: auditCodecs.explainListing, answer: explanationListing }),
} as const

/**
 * Questions about what happened, answered from the history: `crm.audit`. With `viewer` an answer shows what that employee
 * may see today, nothing that became private since. A viewer that is no active employee, and a question that does not
 * decode, is refused by throwing `QuestionRefused`. The names that end in `Listing` give the same rows, all of them unless
 * there is a limit, as a table for CSV or Excel.
 */
export type Audit = {
  /** What changed in the whole register, newest first, a page of it, and how many changes there are. */
  changes(question?: ChangesQuestion): Changes
  /** What changed in the whole register, as a table. */
  changesListing(question?: ChangesQuestion): Listing
  /** The values that a field had, on which days, and when each was known. */
  fieldHistory(question: FieldHistoryQuestion): readonly FieldHistoryRow[]
  /** The values that a field had, as a table. */
  fieldHistoryListing(question: FieldHistoryQuestion): Listing
  /** How long a customer was in each group, segment or status, or had each owner. */
  durations(question: DurationsQuestion): readonly DurationRow[]
  /** How long a customer was in each group, segment or status, or had each owner, as a table. */
  durationsListing(question: DurationsQuestion): Listing
  /** Which fields had another value at one moment than at another, a page of them, and whether there are more. */
  difference(question: DifferenceQuestion): Differences
  /** Which fields had another value at one moment than at another, as a table. */
  differenceListing(question: DifferenceQuestion): Listing
  /**
   * Why an employee is responsible for a customer or project on a day, or why not; or why one may contact a person or
   * customer by a channel, or may not. `null` for what the viewer may not see.
   */
  readonly explain: Explain
  /** The events that explain it, as a table. */
  explainListing(question: ExplainQuestion): Listing
}

/** What every audit question answers with. */
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
    explain: explaining(auditQuestions.explain(source)),
    explainListing: auditQuestions.explainListing(source),
  })
