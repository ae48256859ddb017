import {
  CreateCustomerGroup,
  GrantGroupVisibility,
  givenIdOf,
  type Message,
  MoveCustomerGroup,
  RenameCustomerGroup,
  SetGroupLedgerAccount,
  SetGroupNumberingStart,
  text,
} from '@clientele/domain'
import { type GroupRow, locales, messagesFor } from '@clientele/projections'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import { date, given, needed, type RowOf, whole } from '../../columns.js'
import { type FileKind, fileKind, isChanged, type Known, type Plan, type Refusal } from '../../kind.js'
import { idsIn, unlessNobody } from '../naming.js'
import type { Namings } from '../namings.js'

const GroupId = givenIdOf('GroupId')

const columns = {
  groupId: given(GroupId),
  name: needed(text),
  parentId: given(GroupId),
  numberingStart: given(whole),
  ledgerAccount: given(text),
  salespersonIds: given(text),
  since: given(date),
}

type Cells = RowOf<typeof columns>

type Row = Omit<Cells, 'salespersonIds'> & { readonly groupId: string; readonly salespersonIds: readonly string[] }

const groupOf = ({ tables }: Known, groupId: string): GroupRow | null => {
  const group = tables.groups.get(groupId)
  return group === undefined || group.deletedAt !== null ? null : group
}

const placed = ({ groupId, name, parentId }: Row, known: GroupRow): readonly Message[] => [
  ...(isChanged(name, known.name) ? [RenameCustomerGroup({ groupId, name: name ?? '' })] : []),
  ...(parentId === undefined || parentId === known.parentId
    ? []
    : [MoveCustomerGroup({ groupId, newParentId: parentId })]),
]

const numbered = ({ groupId, numberingStart: start }: Row, known: GroupRow | null): readonly Message[] =>
  start === undefined || start === (known?.numberingStart ?? null) ? [] : [SetGroupNumberingStart({ groupId, start })]

const booked = ({ groupId, ledgerAccount: account }: Row, known: GroupRow | null): readonly Message[] =>
  account === undefined || account === (known?.ledgerAccount ?? null)
    ? []
    : [SetGroupLedgerAccount({ groupId, account })]

const shown = ({ groupId, salespersonIds }: Row, known: GroupRow | null): readonly Message[] =>
  salespersonIds
    .filter((employeeId) => known?.salespersonIds.includes(employeeId) !== true)
    .map((employeeId) => GrantGroupVisibility({ groupId, employeeId }))

const noGroups = locales.map((locale) => messagesFor(locale).noGroup)

/** The row of an export about the customers in no group. */
const isNoGroup = ({ name }: Cells): boolean => noGroups.includes(name ?? '')

const planned = (row: Row, known: Known): Plan => {
  const group = groupOf(known, row.groupId)
  const { groupId, name, parentId = null } = row
  return {
    create: group === null ? [CreateCustomerGroup({ groupId, name: name ?? '', parentId })] : [],
    update: [...(group === null ? [] : placed(row, group)), ...numbered(row, group), ...booked(row, group)],
    add: shown(row, group),
  }
}

/** The salespersons of a row by ids; employees are named by ids or names. */
const salespersons = (
  { salespersonIds, groupId }: Cells,
  known: Known,
  namings: Namings,
): Either<Refusal, readonly string[]> => {
  const current = known.tables.groups.get(groupId ?? '')?.salespersonIds ?? []
  const ids = idsIn(salespersonIds ?? '', namings.employees(known), 'salespersonIds', current)
  const nobody = isLeft(ids) ? null : unlessNobody('salespersonIds', ids.right)
  return nobody === null ? ids : left(nobody)
}

const planFor =
  (namings: Namings) =>
  (row: Cells, known: Known): Plan => {
    const { groupId } = row
    if (groupId == null)
      return isNoGroup(row) ? {} : { refused: { error: 'MalformedRow', column: 'groupId', expected: GroupId.name } }
    const salespersonIds = salespersons(row, known, namings)
    return isLeft(salespersonIds)
      ? { refused: salespersonIds.left }
      : planned({ ...row, groupId, salespersonIds: salespersonIds.right }, known)
  }

/** The group tree. A group waits for its parent further down the file. */
export const customerGroups = (namings: Namings): FileKind =>
  fileKind({
    file: 'customer-groups.csv',
    columns,
    knownBy: ['groupId'],
    named: { name: ['group'], salespersonIds: ['salespersons'] },
    notRead: ['ownCount', 'totalCount', 'archived'],
    since: ({ since }) => since,
    id: ({ groupId }) => groupId ?? null,
    subject: ({ name, groupId }) => name ?? groupId ?? '',
    keys: () => ['customerGroups'],
    waitsFor: ({ parentId }, known) => (parentId == null || groupOf(known, parentId) !== null ? null : parentId),
    plan: planFor(namings),
  })
