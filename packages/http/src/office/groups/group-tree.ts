import type { GroupTreeRow } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { withoutGroup } from '../forms/group-filter.js'
import type { Choice } from '../layout/field.js'
import type { Moment } from '../moment/moment.js'

/** A group with its subgroups. */
export type GroupNode = { readonly row: GroupTreeRow; readonly below: readonly GroupNode[] }

/** The groups at a moment as rows, in tree order. */
export const groupRows = (context: RequestContext, { views, asOf }: Moment): readonly GroupTreeRow[] =>
  views.groupTree({ asOf, viewer: context.var.by, locale: context.var.locale })

type Open = { readonly row: GroupTreeRow; readonly below: Open[] }

const isShown = ({ row, below }: GroupNode): boolean => !row.archived || below.length > 0

const unarchived = (nodes: readonly GroupNode[]): readonly GroupNode[] =>
  nodes.map((node) => ({ ...node, below: unarchived(node.below) })).filter(isShown)

/** Builds the tree from rows; archived groups are left out unless a subgroup is shown. */
export const treeOf = (rows: readonly GroupTreeRow[], showArchived: boolean): readonly GroupNode[] => {
  const roots: Open[] = []
  const above: Open[] = []
  for (const row of rows) {
    const node: Open = { row, below: [] }
    above.length = row.depth
    const siblings = above.at(-1)?.below ?? roots
    siblings.push(node)
    above.push(node)
  }
  return showArchived ? roots : unarchived(roots)
}

/** The address of a group's page. */
export const groupAddress = (base: string, groupId: string | null): string =>
  `${base}/groups/${encodeURIComponent(groupId ?? withoutGroup)}`

/** The ids of a group and its descendants. */
export const subtreeOf = (rows: readonly GroupTreeRow[], groupId: string): ReadonlySet<string | null> => {
  const inside = new Set<string | null>([groupId])
  for (const row of rows) if (row.parentId !== null && inside.has(row.parentId)) inside.add(row.groupId)
  return inside
}

const indented = ({ depth, name }: GroupTreeRow): string => `${'\u2003'.repeat(depth)}${name}`

/** Choices of groups, indented as in the tree; without archived ones and "No group". */
export const choicesOf = (rows: readonly GroupTreeRow[]): readonly Choice[] =>
  rows.flatMap((row) => (row.groupId === null || row.archived ? [] : [{ value: row.groupId, label: indented(row) }]))

/** Whether groups can have subgroups in this register. */
export const isTree = ({ crm }: Service): boolean => crm.register.settings.policies.groupHierarchy === 'tree'
