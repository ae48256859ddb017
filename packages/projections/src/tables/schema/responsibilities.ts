import type { Assignment } from '@clientele/domain'
import { defineTable } from '../define-table.js'
import { assignmentKey, participantKey } from '../keys.js'

export type SubjectKind = 'customer' | 'project'

/** A responsibility; `subject` is its stream, `roleIds` all roles it has ever had. */
export type AssignmentRow = Assignment & {
  readonly subject: string
  readonly kind: SubjectKind
  readonly subjectId: string
  readonly roleIds: readonly string[]
}

export type RoleRow = {
  readonly roleId: string
  readonly name: string
  readonly kind: 'customer' | 'project'
  readonly cardinality: 'many' | 'single'
  readonly required: boolean
  readonly retired: boolean
}

export type ProjectRow = {
  readonly projectId: string
  readonly customerId: string
  readonly name: string
  readonly closed: boolean
}

/** A participant of a project: an employee or a contact person. */
export type ParticipantRow = {
  readonly projectId: string
  readonly employeeId: string | null
  readonly personId: string | null
}

export const responsibilityTables = {
  assignments: defineTable((row: AssignmentRow) => assignmentKey(row.subject, row.assignmentId), {
    indexes: ['subject', 'employeeId', 'roleIds'],
    lists: ['roleIds'],
  }),
  roles: defineTable((row: RoleRow) => row.roleId),
  projects: defineTable((row: ProjectRow) => row.projectId, { indexes: ['customerId'] }),
  participants: defineTable((row: ParticipantRow) => participantKey(row), {
    indexes: ['projectId', 'employeeId', 'personId'],
  }),
}
