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
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { date, optional, type RowOf, requiredColumn, wholeNumberCodec } from '../../columns.js'
import { type FileKind, fileKind, isChanged, type Known, type Plan, type Refusal } from '../../kind.js'
import { atMostOne, idIn, isKnown, knownIdsIn, nameKey } from '../naming.js'
import { lastName, type Namings } from '../namings.js'

const GroupId = givenIdOf('GroupId')

const columns = {
  groupId: optional(GroupId),
  name: requiredColumn(text),
  parentId: optional(text),
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

/** Resolves the parent of a row, which is an id, a name or a path of names; an unknown one is returned as it is. */
const parentIn = ({ groupId, parentId }: Cells, known: Known, namings: Namings): Either<Refusal, Cells['parentId']> => {
  const current = known.tables.groups.get(groupId ?? '')?.parentId ?? null
  return parentId == null
    ? right(parentId)
    : idIn(parentId, namings.groups(known), 'parentId', current === null ? [] : [current])
}

/**
 * The group that a row is about; `null` if it is a new one. Without an id it is the only one with the name; if several
 * may have it, it is the one under the parent.
 */
const existingGroup = (
  { groupId, name, parentId }: Cells,
  known: Known,
  namings: Namings,
): Either<Refusal, string | null> => {
  if (groupId != null) return right(groupId)
  const key = nameKey(name ?? '')
  const isNamed = (id: string): boolean => nameKey(groupOf(known, id)?.name ?? '') === key
  const named = namings.groups(known).find(key).filter(isNamed)
  const isUnique = known.settings.policies.groupNameUniqueness === 'global'
  const isMeant = (id: string): boolean =>
    isUnique || parentId === undefined || groupOf(known, id)?.parentId === parentId
  return atMostOne('groupId', named.filter(isMeant))
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
  (row: Cells, known: Known, newId: () => string): Plan => {
    if (row.groupId == null && isNoGroup(row)) return {}
    if (row.groupId == null && nameKey(row.name ?? '') === '')
      return { refused: { error: 'MalformedRow', column: 'groupId', expected: GroupId.name } }
    const parentId = parentIn(row, known, namings)
    if (isLeft(parentId)) return { refused: parentId.left }
    const found = existingGroup({ ...row, parentId: parentId.right }, known, namings)
    if (isLeft(found)) return { refused: found.left }
    const groupId = found.right ?? newId()
    const salespersonIds = salespersonsIn({ ...row, groupId }, known, namings)
    if (isLeft(salespersonIds)) return { refused: salespersonIds.left }
    namings.noteGroup(row.name ?? '', groupId)
    return planRow({ ...row, groupId, parentId: parentId.right, salespersonIds: salespersonIds.right }, known)
  }

/** Identifies the rows of a file: by id, else by name and parent. */
const rowIdOf = ({ groupId, name, parentId }: Cells): string =>
  groupId ?? `name ${JSON.stringify([nameKey(name ?? ''), nameKey(parentId ?? '')])}`

/** The rows of a file by the name of their group, to wait for a parent that comes later. */
const createRowIds = () => {
  const byName = new Map<string, string>()
  return {
    note: (row: Cells): void => {
      const name = nameKey(row.name ?? '')
      if (name !== '' && !byName.has(name)) byName.set(name, rowIdOf(row))
    },
    /** The row of the group that a cell names, by id or by name. */
    of: (cell: string): string => byName.get(nameKey(cell)) ?? byName.get(lastName(nameKey(cell))) ?? cell,
  }
}

/**
 * The group tree. A group waits for its parent if that comes later in the file. A row without an id is about the group
 * with its name, under its parent if several have it; if there is none, it creates a new one. Parents are ids, names or
 * paths of names.
 */
export const customerGroups = (namings: Namings): FileKind => {
  const rowIds = createRowIds()
  return fileKind({
    file: 'customer-groups.csv',
    columns,
    knownBy: ['groupId', 'parentId'],
    named: { name: ['group'], parentId: ['parent', 'parentGroup'], salespersonIds: ['salespersons'] },
    notRead: ['ownCount', 'totalCount', 'archived'],
    since: ({ since }) => since,
    id: rowIdOf,
    isIdGiven: ({ groupId }) => groupId != null,
    subject: ({ name, groupId }) => name ?? groupId ?? '',
    prescan: rowIds.note,
    waitsFor: ({ parentId }, known) =>
      parentId == null || isKnown(parentId, namings.groups(known)) ? null : rowIds.of(parentId),
    plan: planFor(namings),
  })
}
