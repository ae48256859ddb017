import type { AuditSource } from '../audit-source.js'
import { explainPermission, type PermissionExplanation, type PermissionQuestion } from './permission.js'
import { explainResponsibility, type ResponsibilityExplanation, type ResponsibilityQuestion } from './responsibility.js'

/** Asks why an employee is responsible (`employeeId`), or why a person or customer may be contacted (`channel`). */
export type ExplainQuestion = ResponsibilityQuestion | PermissionQuestion

/** A reason, and the events behind it. */
export type Explanation = ResponsibilityExplanation | PermissionExplanation

/** Explains a responsibility or a permission. */
export type Explain = {
  /**
   * Explains, with the events, why an employee is, or is not, responsible for a customer or project on a day. Returns
   * `null` if the viewer may not see the subject.
   */
  (question: ResponsibilityQuestion): ResponsibilityExplanation | null
  /**
   * Explains, with the events, why a person or customer may, or may not, be contacted by a channel. Returns `null` if
   * the viewer may not see the subject.
   */
  (question: PermissionQuestion): PermissionExplanation | null
}

export const isResponsibility = (question: ExplainQuestion): question is ResponsibilityQuestion =>
  'employeeId' in question

/** Answers either question; `null` if the viewer may not see the subject. */
export const explanation = (source: AuditSource, question: ExplainQuestion): Explanation | null =>
  isResponsibility(question) ? explainResponsibility(source, question) : explainPermission(source, question)

/** Adds the overloads of `Explain` to a function that answers either question. */
export const createExplain = (ask: (question: ExplainQuestion) => Explanation | null): Explain => {
  function explain(question: ResponsibilityQuestion): ResponsibilityExplanation | null
  function explain(question: PermissionQuestion): PermissionExplanation | null
  function explain(question: ExplainQuestion): Explanation | null {
    return ask(question)
  }
  return explain
}
