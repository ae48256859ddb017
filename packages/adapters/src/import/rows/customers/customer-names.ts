import { covers, roleOn } from '@clientele/domain'
import type { CustomerRow } from '@clientele/projections'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { isMultiple, type Known, type Refusal } from '../../kind.js'
import { idIn, idsIn, nameKey, unlessNobody } from '../naming.js'
import type { Namings } from '../namings.js'
import { type CustomerCells, type CustomerLine, type ManagerRole, managerRoles } from './customer-columns.js'

type Of = { readonly customer: CustomerRow | undefined; readonly known: Known; readonly namings: Namings }

type Cell = string | null | undefined

/** A cell of one name; without one nothing is looked up. */
const one = (cell: Cell, read: (cell: string) => Either<Refusal, string>): Either<Refusal, Cell> =>
  cell == null ? right(cell) : read(cell)

/** The groups of a customer that are there, as exports write them. */
const groupsAsWritten = ({ groupIds }: CustomerRow, { tables }: Known): string =>
  groupIds
    .flatMap((id) => tables.groups.get(id) ?? [])
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ name }) => name)
    .join(', ')

type Groups = Pick<CustomerLine, 'groupId' | 'furtherGroupIds'>

const notSaid: Either<never, Groups> = right({ groupId: undefined, furtherGroupIds: [] })

const groups = (cell: Cell, { customer, known, namings }: Of): Either<Refusal, Groups> => {
  if (cell === undefined) return notSaid
  if (customer !== undefined && nameKey(cell ?? '') === nameKey(groupsAsWritten(customer, known))) return notSaid
  const naming = namings.groups(known)
  const current = customer?.groupIds ?? []
  if (cell === null || !isMultiple(known))
    return map((groupId: Cell) => ({ groupId, furtherGroupIds: [] }))(
      one(cell, (name) => idIn(name, naming, 'groupId', current)),
    )
  return map(([groupId, ...furtherGroupIds]: readonly string[]) => ({ groupId, furtherGroupIds }))(
    idsIn(cell, naming, 'groupId', current),
  )
}

const specialGroups = (cell: Cell, { customer, known, namings }: Of): Either<Refusal, readonly string[]> =>
  cell == null
    ? right([])
    : idsIn(cell, namings.specialGroups(known), 'specialGroupIds', customer?.specialGroupIds ?? [])

const owner = (cell: Cell, { customer, known, namings }: Of): Either<Refusal, Cell> =>
  one(cell, (name) => {
    const id = idIn(name, namings.employees(known), 'ownerId', customer?.ownerId == null ? [] : [customer.ownerId])
    const nobody = isLeft(id) ? null : unlessNobody('ownerId', [id.right])
    return nobody === null ? id : left(nobody)
  })

const axes = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

type Axes = Pick<CustomerLine, (typeof axes)[number]>

const chosen = (cells: CustomerCells, { customer, known, namings }: Of): Either<Refusal, Axes> => {
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

/** Who has a role of a customer today. */
const holders = (role: ManagerRole, { customer, known }: Of): readonly string[] => {
  if (customer === undefined) return []
  const today = known.today()
  return [...known.tables.assignments.rowsWhere('subject', `customer-${customer.customerId}`)]
    .filter((assignment) => covers(assignment, today) && roleOn(assignment, today) === role)
    .map(({ employeeId }) => employeeId)
}

const nobodyNew: CustomerLine['managers'] = { responsibleManager: [], serviceManager: [] }

const managers = (cells: CustomerCells, of: Of): Either<Refusal, CustomerLine['managers']> => {
  if (managerRoles.every((role) => cells[role] == null)) return right(nobodyNew)
  const found: Record<ManagerRole, readonly string[]> = { responsibleManager: [], serviceManager: [] }
  for (const role of managerRoles) {
    const cell = cells[role]
    if (cell == null) continue
    const current = holders(role, of)
    const ids = idsIn(cell, of.namings.employees(of.known), role, current)
    if (isLeft(ids)) return ids
    const nobody = unlessNobody(role, ids.right)
    if (nobody !== null) return left(nobody)
    found[role] = ids.right.filter((id) => !current.includes(id))
  }
  return right(found)
}

/** What a row says, by ids: of names several have it is not known whom they mean. */
export const withIds = (
  cells: CustomerCells,
  customerId: string,
  known: Known,
  namings: Namings,
): Either<Refusal, CustomerLine> => {
  const of = { customer: known.tables.customers.get(customerId), known, namings }
  const [inGroups, inSpecial] = [groups(cells.groupId, of), specialGroups(cells.specialGroupIds, of)]
  const [ownerId, axesChosen, managed] = [owner(cells.ownerId, of), chosen(cells, of), managers(cells, of)]
  if (isLeft(inGroups)) return inGroups
  if (isLeft(inSpecial)) return inSpecial
  if (isLeft(ownerId)) return ownerId
  if (isLeft(axesChosen)) return axesChosen
  if (isLeft(managed)) return managed
  const { segment, status, attractionChannel, customerKind } = axesChosen.right
  // One literal: this is done for every row.
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
