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
import { permissionEventsListing, responsibilityListing } from './explain/explain-listing.js'
import { explainPermission, type PermissionExplanation, type PermissionQuestion } from './explain/permission.js'
import {
  explainResponsibility,
  type ResponsibilityExplanation,
  type ResponsibilityQuestion,
} from './explain/responsibility.js'
import { type FieldHistoryQuestion, type FieldHistoryRow, fieldHistory } from './field-history/field-history.js'
import { fieldHistoryListing } from './field-history/field-history-listing.js'
import {
  changesQuestion,
  differenceQuestion,
  durationsQuestion,
  fieldHistoryQuestion,
  permissionQuestion,
  responsibilityQuestion,
} from './fields.js'
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
  changes: auditQuestion({ codec: changesQuestion, problems: reversedDays, answer: changes }),
  changesListing: auditQuestion({ codec: changesQuestion, problems: reversedDays, answer: changesListing }),
  fieldHistory: auditQuestion({ codec: fieldHistoryQuestion, answer: fieldHistory }),
  fieldHistoryListing: auditQuestion({ codec: fieldHistoryQuestion, answer: fieldHistoryListing }),
  durations: auditQuestion({ codec: durationsQuestion, answer: durations }),
  durationsListing: auditQuestion({ codec: durationsQuestion, answer: durationsListing }),
  difference: auditQuestion({ codec: differenceQuestion, problems: unknownMoments, answer: difference }),
  differenceListing: auditQuestion({ codec: differenceQuestion, problems: unknownMoments, answer: differenceListing }),
  explainResponsibility: auditQuestion({ codec: responsibilityQuestion, answer: explainResponsibility }),
  explainResponsibilityListing: auditQuestion({ codec: responsibilityQuestion, answer: responsibilityListing }),
  explainPermission: auditQuestion({ codec: permissionQuestion, answer: explainPermission }),
  explainPermissionListing: auditQuestion({ codec: permissionQuestion, answer: permissionEventsListing }),
} as const

/**
 * Questions about what happened, answered from the history: `crm.audit`. With `viewer` an answer shows what that employee
 * may see today, nothing that became private since. A viewer that is no active employee, and a question that does not
 * decode, is refused by throwing `QuestionRefused`. The names that end in `Listing` give the same rows, all of them unless
 * there is a limit, as a table for CSV or Excel.
 */
export type Audit = {
  changes(question?: ChangesQuestion): Changes
  changesListing(question?: ChangesQuestion): Listing
  fieldHistory(question: FieldHistoryQuestion): readonly FieldHistoryRow[]
  fieldHistoryListing(question: FieldHistoryQuestion): Listing
  durations(question: DurationsQuestion): readonly DurationRow[]
  durationsListing(question: DurationsQuestion): Listing
  difference(question: DifferenceQuestion): Differences
  differenceListing(question: DifferenceQuestion): Listing
  explainResponsibility(question: ResponsibilityQuestion): ResponsibilityExplanation | null
  explainResponsibilityListing(question: ResponsibilityQuestion): Listing
  explainPermission(question: PermissionQuestion): PermissionExplanation | null
  explainPermissionListing(question: PermissionQuestion): Listing
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
    explainResponsibility: auditQuestions.explainResponsibility(source),
    explainResponsibilityListing: auditQuestions.explainResponsibilityListing(source),
    explainPermission: auditQuestions.explainPermission(source),
    explainPermissionListing: auditQuestions.explainPermissionListing(source),
  })
