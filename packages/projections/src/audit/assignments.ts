import { type Assignment, assignmentChanges, rowFor } from '@clientele/domain'
import type { RegisterEvent } from '../register/handlers/handler.js'

type AssignmentsChange = (before: readonly Assignment[]) => readonly Assignment[]

/** Whether events of this type change responsibilities. */
export const isResponsibilityEvent = (type: string): boolean => Object.hasOwn(assignmentChanges, type)

/** The responsibilities after an event. */
export const assignmentsAfter = (
  before: readonly Assignment[],
  type: string,
  data: RegisterEvent['data'] | undefined,
): readonly Assignment[] => rowFor<AssignmentsChange>(assignmentChanges, type)?.(data)(before) ?? before
