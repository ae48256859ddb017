/** Joins the parts of a key; ids contain no tabs. */
export const keyOf = (...parts: readonly (string | number | null)[]): string => parts.join('\t')

type Participant = {
  readonly projectId: string
  readonly employeeId: string | null
  readonly personId: string | null
}

/** The key of a project's participant. */
export const participantKey = ({ projectId, employeeId, personId }: Participant): string =>
  keyOf(projectId, employeeId ?? '', personId ?? '')

type HeldProperty = { readonly personId: string; readonly property: string; readonly customerId: string | null }

/** The key of a contact property a person has. */
export const heldPropertyKey = ({ personId, property, customerId }: HeldProperty): string =>
  keyOf(personId, property, customerId ?? '')

/** The key of a responsibility: assignment ids are unique within their subject. */
export const assignmentKey = (subject: string, assignmentId: string): string => keyOf(subject, assignmentId)
