import { RoleId } from '../../ids.js'
import { boolean, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { Cardinality, RoleKind } from './events.js'

export const DefineRole = command('DefineRole', {
  roleId: RoleId,
  name: text,
  kind: RoleKind,
  cardinality: optional(Cardinality),
  required: optional(boolean),
})

export const RetireRole = command('RetireRole', { roleId: RoleId })

export const roleCommands = { DefineRole, RetireRole }
