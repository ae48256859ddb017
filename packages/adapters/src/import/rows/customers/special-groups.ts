import { CreateSpecialGroup, DescribeSpecialGroup, givenIdOf, RenameSpecialGroup, text } from '@clientele/domain'
import { date, key, optional, type RowOf, requiredColumn } from '../../columns.js'
import { type FileKind, fileKind, isChanged, type Known, type Plan } from '../../kind.js'

const columns = {
  specialGroupId: key(givenIdOf('SpecialGroupId')),
  name: requiredColumn(text),
  legend: optional(text),
  since: optional(date),
}

type Row = RowOf<typeof columns>

const plan = ({ specialGroupId, name, legend }: Row, { tables }: Known): Plan => {
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

/** Special groups. */
export const specialGroups: FileKind = fileKind({
  file: 'special-groups.csv',
  columns,
  named: { name: ['specialGroup'], specialGroupId: ['groupId'] },
  notRead: ['totalCount'],
  since: ({ since }) => since,
  id: ({ specialGroupId }) => specialGroupId,
  subject: ({ name, specialGroupId }) => name ?? specialGroupId,
  plan,
})
