import { covers, roleOn } from '@clientele/domain'
import type { CustomerRow } from '@clientele/projections'
import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js'
import { isMultiple, type Known, type Refusal } from '../../kind.js'
import { idIn, idsIn, knownIdIn, knownIdsIn, nameKey } from '../naming.js'
import type { Namings } from '../namings.js'
import { type CustomerCells, type CustomerLine, type ManagerRole, managerRoles } from './customer-columns.js'

type ResolveContext = { readonly customer: CustomerRow | undefined; readonly known: Known; readonly namings: Namings }

type Cell = string | null | undefined

/** Looks up a cell with one name; empty cells are passed through. */
const resolveOne = (cell: Cell, read: (cell: string) => Either<Refusal, string>): Either<Refusal, Cell> =>
  cell == null ? right(cell) : read(cell)

/** The names of a customer's existing groups, as exports write them. */
const groupsAsWritten = ({ groupIds }: CustomerRow, { tables }: Known): string =>
  groupIds
    .flatMap((id) => tables.groups.get(id) ?? [])
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ name }) => name)
    .join(', ')

type Groups = Pick<CustomerLine, 'groupId' | 'furtherGroupIds'>

const noGroupChange: Either<never, Groups> = right({ groupId: undefined, furtherGroupIds: [] })

const resolveGroups = (cell: Cell, { customer, known, namings }: ResolveContext): Either<Refusal, Groups> => {
  if (cell === undefined) return noGroupChange
  if (customer !== undefined && nameKey(cell ?? '') === nameKey(groupsAsWritten(customer, known))) return noGroupChange
  const naming = namings.groups(known)
  const current = customer?.groupIds ?? []
  if (cell === null || !isMultiple(known))
    return map((groupId: Cell) => ({ groupId, furtherGroupIds: [] }))(
      resolveOne(cell, (name) => idIn(name, naming, 'groupId', current)),
    )
  return map(([groupId, ...furtherGroupIds]: readonly string[]) => ({ groupId, furtherGroupIds }))(
    idsIn(cell, naming, 'groupId', current),
  )
}

const resolveSpecialGroups = (
  cell: Cell,
  { customer, known, namings }: ResolveContext,
): Either<Refusal, readonly string[]> =>
  cell == null
    ? right([])
    : idsIn(cell, namings.specialGroups(known), 'specialGroupIds', customer?.specialGroupIds ?? [])

const resolveOwner = (cell: Cell, { customer, known, namings }: ResolveContext): Either<Refusal, Cell> =>
  resolveOne(cell, (name) =>
    knownIdIn(name, namings.employees(known), 'ownerId', customer?.ownerId == null ? [] : [customer.ownerId]),
  )

const axes = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

type Axes = Pick<CustomerLine, (typeof axes)[number]>

const resolveAxes = (cells: CustomerCells, { customer, known, namings }: ResolveContext): Either<Refusal, Axes> => {
  const { segment, status, attractionChannel, customerKind } = cells
  const values: Record<(typeof axes)[number], Cell> = { segment, status, attractionChannel, customerKind }
  for (const axis of axes) {
    const cell = values[axis]
    if (cell == null) continue
    const current = customer?.[axis] ?? null
    const value = idIn(cell, namings.values(known, axis), axis, current === null ? [] : [current])
    if (isLeft(value)) return value
    values[axis] = value.right
  }
  return right(values)
}

/** The employees who have a role for a customer today. */
const currentHolders = (role: ManagerRole, { customer, known }: ResolveContext): readonly string[] => {
  if (customer === undefined) return []
  const today = known.today()
  return [...known.tables.assignments.rowsWhere('subject', `customer-${customer.customerId}`)]
    .filter((assignment) => covers(assignment, today) && roleOn(assignment, today) === role)
    .map(({ employeeId }) => employeeId)
}

const noManagers: CustomerLine['managers'] = { responsibleManager: [], serviceManager: [] }

const resolveManagers = (cells: CustomerCells, of: ResolveContext): Either<Refusal, CustomerLine['managers']> => {
  if (managerRoles.every((role) => cells[role] == null)) return right(noManagers)
  const found: Record<ManagerRole, readonly string[]> = { responsibleManager: [], serviceManager: [] }
  for (const role of managerRoles) {
    const cell = cells[role]
    if (cell == null) continue
    const current = currentHolders(role, of)
    const ids = knownIdsIn(cell, of.namings.employees(of.known), role, current)
    if (isLeft(ids)) return ids
    found[role] = ids.right.filter((id) => !current.includes(id))
  }
  return right(found)
}

/** Replaces the names in a row by ids; refuses ambiguous names. */
export const resolveNames = (
  cells: CustomerCells,
  customerId: string,
  known: Known,
  namings: Namings,
): Either<Refusal, CustomerLine> => {
  const of = { customer: known.tables.customers.get(customerId), known, namings }
  const [inGroups, inSpecial] = [resolveGroups(cells.groupId, of), resolveSpecialGroups(cells.specialGroupIds, of)]
  const [ownerId, axesChosen, managed] = [
    resolveOwner(cells.ownerId, of),
    resolveAxes(cells, of),
    resolveManagers(cells, of),
  ]
  if (isLeft(inGroups)) return inGroups
  if (isLeft(inSpecial)) return inSpecial
  if (isLeft(ownerId)) return ownerId
  if (isLeft(axesChosen)) return axesChosen
  if (isLeft(managed)) return managed
  const { segment, status, attractionChannel, customerKind } = axesChosen.right
  // One object literal, since this runs for every row.
  return right({
    ...cells,
    customerId,
    groupId: inGroups.right.groupId,
    furtherGroupIds: inGroups.right.furtherGroupIds,
    specialGroupIds: inSpecial.right,
    ownerId: ownerId.right,
    segment,
    status,
    attractionChannel,
    customerKind,
    managers: managed.right,
  })
}
