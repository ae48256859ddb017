import { covers, roleOn } from '@clientele/domain'
import type { CustomerRow } from '@clientele/projections'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { isMultiple, type Known, type Refusal } from '../../kind.js'
import { classifierNaming, employeeNaming, groupNaming, idIn, idsIn, nameKey, specialGroupNaming } from '../naming.js'
import { type CustomerCells, type CustomerLine, type ManagerRole, managerRoles } from './customer-columns.js'

type Of = { readonly customer: CustomerRow | undefined; readonly known: Known }

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

const groups = (cell: Cell, { customer, known }: Of): Either<Refusal, Groups> => {
  const isNoNews = customer !== undefined && nameKey(cell ?? '') === nameKey(groupsAsWritten(customer, known))
  if (cell === undefined || isNoNews) return right({ groupId: undefined, furtherGroupIds: [] })
  const naming = groupNaming(known)
  const current = customer?.groupIds ?? []
  if (cell === null || !isMultiple(known))
    return map((groupId: Cell) => ({ groupId, furtherGroupIds: [] }))(
      one(cell, (name) => idIn(name, naming, 'groupId', current)),
    )
  return map(([groupId, ...furtherGroupIds]: readonly string[]) => ({ groupId, furtherGroupIds }))(
    idsIn(cell, naming, 'groupId', current),
  )
}

const specialGroups = (cell: Cell, { customer, known }: Of): Either<Refusal, readonly string[]> =>
  idsIn(cell ?? '', specialGroupNaming(known), 'specialGroupIds', customer?.specialGroupIds ?? [])

/** A name of people that nobody has is not repeated in the refusal, as an id is. */
const unlessNobody = (column: string, ids: readonly string[]): Refusal | null =>
  ids.some((id) => /\s/.test(id)) ? { error: 'NobodyCalledSo', column } : null

const owner = (cell: Cell, { customer, known }: Of): Either<Refusal, Cell> =>
  one(cell, (name) => {
    const id = idIn(name, employeeNaming(known), 'ownerId', customer?.ownerId == null ? [] : [customer.ownerId])
    const nobody = isLeft(id) ? null : unlessNobody('ownerId', [id.right])
    return nobody === null ? id : left(nobody)
  })

const axes = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

type Axes = Pick<CustomerLine, (typeof axes)[number]>

const chosen = (cells: CustomerCells, { customer, known }: Of): Either<Refusal, Axes> => {
  const values: Record<string, Cell> = {}
  for (const axis of axes) {
    const current = customer?.[axis] ?? null
    const value = one(cells[axis], (name) =>
      idIn(name, classifierNaming(known, axis), axis, current === null ? [] : [current]),
    )
    if (isLeft(value)) return value
    values[axis] = value.right
  }
  return right({
    segment: values.segment,
    status: values.status,
    attractionChannel: values.attractionChannel,
    customerKind: values.customerKind,
  })
}

/** Who has a role of a customer today. */
const holders = (role: ManagerRole, { customer, known }: Of): readonly string[] => {
  if (customer === undefined) return []
  const today = known.today()
  return [...known.tables.assignments.rowsWhere('subject', `customer-${customer.customerId}`)]
    .filter((assignment) => covers(assignment, today) && roleOn(assignment, today) === role)
    .map(({ employeeId }) => employeeId)
}

const managers = (cells: CustomerCells, of: Of): Either<Refusal, CustomerLine['managers']> => {
  const found: Record<ManagerRole, readonly string[]> = { responsibleManager: [], serviceManager: [] }
  for (const role of managerRoles) {
    const current = holders(role, of)
    const ids = idsIn(cells[role] ?? '', employeeNaming(of.known), role, current)
    if (isLeft(ids)) return ids
    const nobody = unlessNobody(role, ids.right)
    if (nobody !== null) return left(nobody)
    found[role] = ids.right.filter((id) => !current.includes(id))
  }
  return right(found)
}

/** What a row says, by ids: of names several have it is not known whom they mean. */
export const withIds = (cells: CustomerCells, customerId: string, known: Known): Either<Refusal, CustomerLine> => {
  const of = { customer: known.tables.customers.get(customerId), known }
  const [inGroups, inSpecial] = [groups(cells.groupId, of), specialGroups(cells.specialGroupIds, of)]
  const [ownerId, axesChosen, managed] = [owner(cells.ownerId, of), chosen(cells, of), managers(cells, of)]
  if (isLeft(inGroups)) return inGroups
  if (isLeft(inSpecial)) return inSpecial
  if (isLeft(ownerId)) return ownerId
  if (isLeft(axesChosen)) return axesChosen
  if (isLeft(managed)) return managed
  const { responsibleManager: _, serviceManager: __, ...rest } = cells
  return right({
    ...rest,
    ...inGroups.right,
    ...axesChosen.right,
    customerId,
    specialGroupIds: inSpecial.right,
    ownerId: ownerId.right,
    managers: managed.right,
  })
}
