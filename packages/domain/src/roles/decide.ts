import { accept, type Decisions, decision, nothing, when, write } from '../kernel/decision.js'
import { DefineRole, RetireRole, type roleCommands } from './commands.js'
import { RoleDefined, RoleRetired } from './events.js'
import { RoleNameRequired, RoleNameTaken, UnknownRole } from './rejections.js'
import { type Role, roleNamed, rolesStream } from './state.js'

const sameRole = (a: Role | undefined, b: Role): boolean =>
  a !== undefined &&
  !a.retired &&
  a.name === b.name &&
  a.kind === b.kind &&
  a.cardinality === b.cardinality &&
  a.required === b.required

const defineRole = decision({
  command: DefineRole,
  reads: () => ({ roles: rolesStream }),
  decide: ({ roles }, { roleId, name, kind, cardinality = 'many', required = false }) => {
    const wanted = { name: name.trim(), kind, cardinality, required, retired: false }
    const holder = roleNamed(roles, name, roleId)
    return (
      when(wanted.name === '', RoleNameRequired({})) ??
      when(holder !== undefined, RoleNameTaken({ roleId: holder ?? '', name: wanted.name })) ??
      when(sameRole(roles.byId.get(roleId), wanted), nothing) ??
      accept(write(rolesStream, RoleDefined({ roleId, name: wanted.name, kind, cardinality, required })))
    )
  },
})

const retireRole = decision({
  command: RetireRole,
  reads: () => ({ roles: rolesStream }),
  decide: ({ roles }, { roleId }) => {
    const role = roles.byId.get(roleId)
    if (role === undefined) return UnknownRole({ roleId })
    return role.retired ? nothing : accept(write(rolesStream, RoleRetired({ roleId })))
  },
})

export const roleDecisions: Decisions<typeof roleCommands> = { DefineRole: defineRole, RetireRole: retireRole }
