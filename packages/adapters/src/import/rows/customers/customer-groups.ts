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
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { date, optional, type RowOf, requiredColumn, wholeNumberCodec } from '../../columns.js'
import { type FileKind, fileKind, isChanged, type Known, type Plan, type Refusal } from '../../kind.js'
import { knownIdsIn } from '../naming.js'
import type { Namings } from '../namings.js'

const GroupId = givenIdOf('GroupId')

const columns = {
  groupId: optional(GroupId),
  name: requiredColumn(text),
  parentId: optional(GroupId),
  numberingStart: optional(wholeNumberCodec),
  ledgerAccount: optional(text),
  salespersonIds: optional(text),
  since: optional(date),
}

type Cells = RowOf<typeof columns>

type Row = Omit<Cells, 'salespersonIds'> & { readonly groupId: string; readonly salespersonIds: readonly string[] }

const groupOf = ({ tables }: Known, groupId: string): GroupRow | null => {
  const group = tables.groups.get(groupId)
  return group === undefined || group.deletedAt !== null ? null : group
}

const nameAndParentCommands = ({ groupId, name, parentId }: Row, known: GroupRow): readonly Message[] => [
  ...(isChanged(name, known.name) ? [RenameCustomerGroup({ groupId, name: name ?? '' })] : []),
  ...(parentId === undefined || parentId === known.parentId
    ? []
    : [MoveCustomerGroup({ groupId, newParentId: parentId })]),
]

const numberingCommands = ({ groupId, numberingStart: start }: Row, known: GroupRow | null): readonly Message[] =>
  start === undefined || start === (known?.numberingStart ?? null) ? [] : [SetGroupNumberingStart({ groupId, start })]

const ledgerCommands = ({ groupId, ledgerAccount: account }: Row, known: GroupRow | null): readonly Message[] =>
  account === undefined || account === (known?.ledgerAccount ?? null)
    ? []
    : [SetGroupLedgerAccount({ groupId, account })]

const visibilityCommands = ({ groupId, salespersonIds }: Row, known: GroupRow | null): readonly Message[] =>
  salespersonIds
    .filter((employeeId) => known?.salespersonIds.includes(employeeId) !== true)
    .map((employeeId) => GrantGroupVisibility({ groupId, employeeId }))

const noGroups = locales.map((locale) => messagesFor(locale).noGroup)

/** Whether a row is the export's line for customers without a group. */
const isNoGroup = ({ name }: Cells): boolean => noGroups.includes(name ?? '')

const planRow = (row: Row, known: Known): Plan => {
  const group = groupOf(known, row.groupId)
  const { groupId, name, parentId = null } = row
  return {
    create: group === null ? [CreateCustomerGroup({ groupId, name: name ?? '', parentId })] : [],
    update: [
      ...(group === null ? [] : nameAndParentCommands(row, group)),
      ...numberingCommands(row, group),
      ...ledgerCommands(row, group),
    ],
    add: visibilityCommands(row, group),
  }
}

/** Resolves the salespersons of a row, which are ids or names of employees. */
const salespersonsIn = (
  { salespersonIds, groupId }: Cells,
  known: Known,
  namings: Namings,
): Either<Refusal, readonly string[]> => {
  const current = known.tables.groups.get(groupId ?? '')?.salespersonIds ?? []
  return knownIdsIn(salespersonIds ?? '', namings.employees(known), 'salespersonIds', current)
}

const planFor =
  (namings: Namings) =>
  (row: Cells, known: Known): Plan => {
    const { groupId } = row
    if (groupId == null)
      return isNoGroup(row) ? {} : { refused: { error: 'MalformedRow', column: 'groupId', expected: GroupId.name } }
    const salespersonIds = salespersonsIn(row, known, namings)
    return isLeft(salespersonIds)
      ? { refused: salespersonIds.left }
      : planRow({ ...row, groupId, salespersonIds: salespersonIds.right }, known)
  }

/** The group tree. A group waits for its parent if that comes later in the file. */
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
    waitsFor: ({ parentId }, known) => (parentId == null || groupOf(known, parentId) !== null ? null : parentId),
    plan: planFor(namings),
  })
