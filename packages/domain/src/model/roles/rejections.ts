import { rejection } from '../../kernel/rejection.js'

export const RoleNameTaken = rejection('RoleNameTaken', { roleId: 'text', name: 'text' })
export const RoleNameRequired = rejection('RoleNameRequired', {}, 'invalid')
export const UnknownRole = rejection('UnknownRole', { roleId: 'text' }, 'notFound')
export const RoleKindMismatch = rejection('RoleKindMismatch', { roleId: 'text', kind: 'text' }, 'invalid')
export const RolesNotEnabled = rejection('RolesNotEnabled', {})

export const roleRejections = { RoleNameTaken, RoleNameRequired, UnknownRole, RoleKindMismatch, RolesNotEnabled }

/** The rejections of `unlessUsableRole`. */
export const noUsableRole = [RolesNotEnabled, UnknownRole, RoleKindMismatch] as const
