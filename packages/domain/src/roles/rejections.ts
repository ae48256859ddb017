import { type Outcome, when } from '../kernel/decision.js'
import { rejection } from '../kernel/rejection.js'
import type { Settings } from '../settings/state.js'
import type { Roles } from './state.js'

export const RoleNameTaken = rejection('RoleNameTaken', { roleId: 'text', name: 'text' })
export const RoleNameRequired = rejection('RoleNameRequired', {})
export const UnknownRole = rejection('UnknownRole', { roleId: 'text' })
export const RoleKindMismatch = rejection('RoleKindMismatch', { roleId: 'text', kind: 'text' })
export const RolesNotEnabled = rejection('RolesNotEnabled', {})

export const roleRejections = { RoleNameTaken, RoleNameRequired, UnknownRole, RoleKindMismatch, RolesNotEnabled }

/** Refused unless roles are in use and this one may be given on this kind of subject (K15, K16). */
export const unlessUsableRole = (
  { policies }: Settings,
  roles: Roles,
  roleId: string,
  kind: 'customer' | 'project',
): Outcome | null => {
  const role = roles.byId.get(roleId)
  return (
    when(!policies.rolesEnabled, RolesNotEnabled({})) ??
    when(role === undefined || role.retired, UnknownRole({ roleId })) ??
    when(role?.kind !== kind, RoleKindMismatch({ roleId, kind: role?.kind ?? '' }))
  )
}
