import type { HeldPropertyRow, ParticipantRow } from './rows.js'

/** Joins the parts of a key; ids contain no tabs. */
export const keyOf = (...parts: readonly (string | number | null)[]): string => parts.join('\t')

/** The key of a project's participant. */
export const participantKey = ({ projectId, employeeId, personId }: ParticipantRow): string =>
  keyOf(projectId, employeeId ?? '', personId ?? '')

/** The key of a contact property a person has. */
export const heldPropertyKey = ({ personId, property, customerId }: Omit<HeldPropertyRow, 'since'>): string =>
  keyOf(personId, property, customerId ?? '')

/** The key of a responsibility: assignment ids are unique within their subject. */
export const assignmentKey = (subject: string, assignmentId: string): string => keyOf(subject, assignmentId)
