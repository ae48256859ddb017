import { RoleId } from '../../ids.js'
import { boolean, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { Cardinality, RoleKind } from './events.js'

export const DefineRole = command(
  'DefineRole',
  {
    roleId: RoleId,
    name: text,
    kind: RoleKind,
    cardinality: optional(Cardinality),
    required: optional(boolean),
  },
  'Defines a role that employees can have at customers or projects, or changes it.',
)

export const RetireRole = command('RetireRole', { roleId: RoleId }, 'Retires a role: nobody is given it any more.')

export const roleCommands = { DefineRole, RetireRole }
