import { CreateSpecialGroup, DescribeSpecialGroup, givenIdOf, RenameSpecialGroup, text } from '@clientele/domain'
import type { SpecialGroupRow } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { date, optional, type RowOf, requiredColumn } from '../../columns.js'
import { type FileKind, fileKind, isChanged, type Known, type Plan } from '../../kind.js'
import { createIdentifier, type Identifier } from '../identify.js'
import { nameKey } from '../naming.js'

const SpecialGroupId = givenIdOf('SpecialGroupId')

const columns = {
  specialGroupId: optional(SpecialGroupId),
  name: requiredColumn(text),
  legend: optional(text),
  since: optional(date),
}

type Cells = RowOf<typeof columns>

type Row = Cells & { readonly specialGroupId: string }

const planRow = ({ specialGroupId, name, legend }: Row, { tables }: Known): Plan => {
  const known = tables.specialGroups.get(specialGroupId)
  if (known === undefined || known.deletedAt !== null)
    return { create: [CreateSpecialGroup({ specialGroupId, name: name ?? '', legend: legend ?? null })] }
  return {
    update: [
      ...(isChanged(name, known.name) ? [RenameSpecialGroup({ specialGroupId, name: name ?? '' })] : []),
      ...(isChanged(legend, known.legend) ? [DescribeSpecialGroup({ specialGroupId, legend: legend ?? null })] : []),
    ],
  }
}

const createGroupIdentifier = (): Identifier<Cells> =>
  createIdentifier<Cells, SpecialGroupRow>({
    column: 'specialGroupId',
    expected: SpecialGroupId.name,
    idIn: ({ specialGroupId }) => specialGroupId,
    nameIn: ({ name }) => name,
    table: ({ tables }) => tables.specialGroups,
    idOf: ({ specialGroupId }) => specialGroupId,
    nameOf: ({ name }) => name,
    matches: (_, { deletedAt }) => deletedAt === null,
  })

/** Special groups. A row without an id is about the one with its name; if there is none, it creates a new one. */
export const specialGroups = (): FileKind => {
  const identifier = createGroupIdentifier()
  return fileKind({
    file: 'special-groups.csv',
    columns,
    knownBy: ['specialGroupId', 'legend'],
    named: { name: ['specialGroup'], specialGroupId: ['groupId'] },
    notRead: ['totalCount'],
    since: ({ since }) => since,
    id: ({ specialGroupId, name }) => specialGroupId ?? `name ${nameKey(name ?? '')}`,
    isIdGiven: ({ specialGroupId }) => specialGroupId != null,
    subject: ({ name, specialGroupId }) => name ?? specialGroupId ?? '',
    keys: identifier.keysOf,
    plan: (row, known, newId) => {
      const id = identifier.idFor(row, known, newId)
      return isLeft(id) ? { refused: id.left } : planRow({ ...row, specialGroupId: id.right }, known)
    },
  })
}
