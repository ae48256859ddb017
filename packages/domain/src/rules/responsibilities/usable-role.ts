import { type Outcome, when } from '../../kernel/decision.js'
import { RoleKindMismatch, RolesNotEnabled, UnknownRole } from '../../model/roles/rejections.js'
import type { Roles } from '../../model/roles/state.js'
import type { Settings } from '../../model/settings/state.js'

/** Refuses unless roles are enabled and this one fits this kind of subject. */
export const unlessUsableRole = (
  { policies }: Settings,
  roles: Roles,
  roleId: string,
  kind: 'customer' | 'project',
): Outcome | null => {
  const role = roles.byId.get(roleId)
  return (
    when(!policies.rolesEnabled, RolesNotEnabled({})) ??
    (role === undefined || role.retired
      ? UnknownRole({ roleId })
      : when(role.kind !== kind, RoleKindMismatch({ roleId, kind: role.kind })))
  )
}
