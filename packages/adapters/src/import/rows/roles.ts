import { Cardinality, DefineRole, givenIdOf, RoleKind, text } from '@clientele/domain'
import { flag, key, optional, type RowOf, requiredColumn } from '../columns.js'
import { type FileKind, fileKind, type Known, type Plan } from '../kind.js'

const columns = {
  roleId: key(givenIdOf('RoleId')),
  name: requiredColumn(text),
  kind: key(RoleKind),
  cardinality: optional(Cardinality),
  required: optional(flag),
}

type Row = RowOf<typeof columns>

const plan = (row: Row, { tables }: Known): Plan => {
  const known = tables.roles.get(row.roleId)
  const { roleId, kind } = row
  const name = (row.name ?? '').trim()
  const cardinality = (row.cardinality === undefined ? known?.cardinality : row.cardinality) ?? 'many'
  const required = (row.required === undefined ? known?.required : row.required) ?? false
  const isSame =
    known !== undefined &&
    !known.retired &&
    known.name === name &&
    known.kind === kind &&
    known.cardinality === cardinality &&
    known.required === required
  const defined = [DefineRole({ roleId, name, kind, cardinality, required })]
  if (isSame) return {}
  return known === undefined || known.retired ? { create: defined } : { update: defined }
}

/** Roles: defined, or redefined if they differ. */
export const roles: FileKind = fileKind({
  file: 'roles.csv',
  columns,
  id: ({ roleId }) => roleId,
  subject: ({ name, roleId }) => name ?? roleId,
  plan,
})
