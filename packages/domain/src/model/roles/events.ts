// Stored forever: a released name or field is never changed, only superseded.
import { RoleId } from '../../ids.js'
import { boolean, oneOf, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

/** Customer roles are for customers, project roles for projects. */
export const RoleKind = oneOf('RoleKind', ['customer', 'project'])

/** How many employees may hold a role on one subject at a time. */
export const Cardinality = oneOf('Cardinality', ['many', 'single'])

export const RoleDefined = event('RoleDefined', {
  roleId: RoleId,
  name: text,
  kind: RoleKind,
  cardinality: optional(Cardinality),
  required: optional(boolean),
})

export const RoleRetired = event('RoleRetired', { roleId: RoleId })

export const roleEvents = { RoleDefined, RoleRetired }

export type RoleEvent = MessageOf<typeof roleEvents>
