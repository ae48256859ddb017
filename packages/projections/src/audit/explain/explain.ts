import type { AuditSource } from '../audit-source.js'
import { explainPermission, type PermissionExplanation, type PermissionQuestion } from './permission.js'
import { explainResponsibility, type ResponsibilityExplanation, type ResponsibilityQuestion } from './responsibility.js'

/** Why somebody is responsible (`employeeId`), or may be contacted (`channel`). */
export type ExplainQuestion = ResponsibilityQuestion | PermissionQuestion

/** Why something is so, and the events that made it so. */
export type Explanation = ResponsibilityExplanation | PermissionExplanation

/** Explains a responsibility or a permission, as it is asked for. */
export type Explain = {
  /**
   * Why an employee is responsible for a customer or project on a day, or why not, and the events that made it so. `null`
   * for what the viewer may not see.
   */
  (question: ResponsibilityQuestion): ResponsibilityExplanation | null
  /**
   * Why one may contact a person or customer by a channel, or may not, and the events that made it so. `null` for what the
   * viewer may not see.
   */
  (question: PermissionQuestion): PermissionExplanation | null
}

/** Whether a question is about a responsibility. */
export const isResponsibility = (question: ExplainQuestion): question is ResponsibilityQuestion =>
  'employeeId' in question

/** Why something is so; `null` for what the viewer may not see. */
export const explanation = (source: AuditSource, question: ExplainQuestion): Explanation | null =>
  isResponsibility(question) ? explainResponsibility(source, question) : explainPermission(source, question)

/** The function that hosts ask, from one that answers either question. */
export const explaining = (ask: (question: ExplainQuestion) => Explanation | null): Explain => {
  function explain(question: ResponsibilityQuestion): ResponsibilityExplanation | null
  function explain(question: PermissionQuestion): PermissionExplanation | null
  function explain(question: ExplainQuestion): Explanation | null {
    return ask(question)
  }
  return explain
}
