import {
  accept,
  decision,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  when,
  whenFound,
  write,
} from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import { overlaps } from '../../kernel/values/interval.js'
import { segmentsOf } from '../../model/responsibilities/assignment.js'
import { subjectsWithRole } from '../../model/responsibilities/memberships.js'
import { DefineRole, RetireRole, type roleCommands } from '../../model/roles/commands.js'
import { RoleDefined, RoleRetired } from '../../model/roles/events.js'
import { RoleNameRequired, RoleNameTaken, UnknownRole } from '../../model/roles/rejections.js'
import { type Role, roleByName, rolesStream } from '../../model/roles/state.js'
import { PolicyConflictsWithState } from '../../model/settings/rejections.js'
import { customerOf, isMerged, type Subject, subjectOfStream } from '../responsibilities/subject.js'

const sameRole = (a: Role | undefined, b: Role): boolean =>
  a !== undefined &&
  !a.retired &&
  a.name === b.name &&
  a.kind === b.kind &&
  a.cardinality === b.cardinality &&
  a.required === b.required

const partsIn = ({ responsibilities }: Subject, roleId: string) =>
  responsibilities.assignments.flatMap((one) =>
    segmentsOf(one)
      .filter((part) => part.roleId === roleId)
      .map((part) => ({ ...part, employeeId: one.employeeId })),
  )

const isShared = (subject: Subject, roleId: string): boolean =>
  partsIn(subject, roleId).some((part, _index, all) =>
    all.some((other) => other.employeeId !== part.employeeId && overlaps(part, other)),
  )

/** A customer that was merged into another accepts no commands, so it could never be made to fit. */
const contradicts = (subject: Subject, roleId: string, { kind, cardinality }: Role): boolean =>
  !isMerged(subject) &&
  ((kind !== subject.kindOfSubject && partsIn(subject, roleId).length > 0) ||
    (cardinality === 'single' && isShared(subject, roleId)))

/** Refuses a change of a role that contradicts its holders. */
const whenContradicted = (subjects: ReadonlyMap<StreamName, Subject>, roleId: string, wanted: Role): Outcome | null => {
  const concerned = [...subjects].filter(([, subject]) => contradicts(subject, roleId, wanted)).map(customerOf)
  const customerIds = [...new Set(concerned)].sort()
  return when(customerIds.length > 0, PolicyConflictsWithState({ key: roleId, customerIds, groupIds: [] }))
}

const definingReads = reading(({ roleId }: DataOf<typeof DefineRole>) => ({
  roles: rolesStream,
  held: { index: subjectsWithRole, keys: [roleId] },
})).also((_data, _meta, { held }) => ({ subjects: held.map(subjectOfStream) }))

const defineRole = steppedDecision({
  command: DefineRole,
  appends: [RoleDefined],
  rejects: [RoleNameRequired, RoleNameTaken, PolicyConflictsWithState],
  reads: definingReads,
  decide: ({ roles, subjects }, { roleId, name, kind, cardinality = 'many', required = false }) => {
    const wanted = { name: name.trim(), kind, cardinality, required, retired: false }
    const holder = roleByName(roles, name, roleId)
    return (
      when(wanted.name === '', RoleNameRequired({})) ??
      whenFound(holder, (held) => RoleNameTaken({ roleId: held, name: wanted.name })) ??
      when(sameRole(roles.byId.get(roleId), wanted), nothing) ??
      whenContradicted(subjects, roleId, wanted) ??
      accept(write(rolesStream, RoleDefined({ roleId, name: wanted.name, kind, cardinality, required })))
    )
  },
})

const retireRole = decision({
  command: RetireRole,
  appends: [RoleRetired],
  rejects: [UnknownRole],
  reads: () => ({ roles: rolesStream }),
  decide: ({ roles }, { roleId }) => {
    const role = roles.byId.get(roleId)
    if (role === undefined) return UnknownRole({ roleId })
    return role.retired ? nothing : accept(write(rolesStream, RoleRetired({ roleId })))
  },
})

export const roleDecisions = { DefineRole: defineRole, RetireRole: retireRole } satisfies Decisions<typeof roleCommands>
