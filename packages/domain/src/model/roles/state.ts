import { aggregate, catalogueOf, type Evolve } from '../../kernel/aggregate.js'
import { sameName } from '../../kernel/input/codec.js'
import type { RoleEvent } from './events.js'

export type Role = {
  readonly name: string
  readonly kind: 'customer' | 'project'
  readonly cardinality: 'many' | 'single'
  readonly required: boolean
  readonly retired: boolean
}

/** Roles by id. */
export type Roles = { readonly byId: ReadonlyMap<string, Role> }

const evolve: Evolve<RoleEvent, Roles> = {
  RoleDefined:
    ({ roleId, name, kind, cardinality, required }) =>
    (roles) => {
      roles.byId.set(roleId, {
        name,
        kind,
        cardinality: cardinality ?? 'many',
        required: required ?? false,
        retired: false,
      })
    },
  RoleRetired:
    ({ roleId }) =>
    (roles) => {
      const role = roles.byId.get(roleId)
      if (role !== undefined) role.retired = true
    },
}

export const rolesAggregate = aggregate<RoleEvent, Roles>('roles', { byId: new Map() }, evolve)

export const rolesStream = catalogueOf(rolesAggregate)

/** Returns the id of another role with a name, if there is one. */
export const roleByName = ({ byId }: Roles, name: string, except: string): string | undefined =>
  [...byId].find(([roleId, role]) => roleId !== except && !role.retired && sameName(role.name, name))?.[0]
