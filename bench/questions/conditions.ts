import type { CustomerListFilter, MatrixFilter } from '@clientele/projections'
import type { Sql } from '../tables/index.js'

export type Filter = CustomerListFilter &
  Pick<MatrixFilter, 'roleId'> & {
    readonly viewer?: string | undefined
    /** The past day of the group memberships, if any. */
    readonly membersOn?: string | undefined
  }

type Values = readonly string[]

const one = (sql: string, value: string | undefined): readonly Sql[] => (value === undefined ? [] : [[sql, value]])

const oneOf = (column: string, values: Values | undefined): readonly Sql[] =>
  values === undefined ? [] : [[`c.${column} in (${values.map(() => '?').join(',')})`, ...values]]

const wereIn = `c.rank in (select customer from membership where first <= ? and until > ?
  and grp in (select below from closure where above = ?))`

const inGroup = ({ groupIds, includeSubgroups = true, membersOn }: Filter): readonly Sql[] => {
  const [groupId] = groupIds ?? []
  if (groupId === undefined) return []
  if (groupId === null) return [['c.grp is null']]
  if (membersOn !== undefined) return [[wereIn, membersOn, membersOn, groupId]]
  return [[includeSubgroups ? 'c.grp in (select below from closure where above = ?)' : 'c.grp = ?', groupId]]
}

const withRole = (roleId: string | undefined, asOf: string): readonly Sql[] =>
  roleId === undefined
    ? []
    : [
        [
          `exists (select 1 from assignment r where r.role = ? and r.customer = c.rank and r.first <= ? and r.until > ?)`,
          ...[roleId, asOf, asOf],
        ],
      ]

/**
 * What a salesperson without administrator rights may see: customers of its groups and its own, without private ones.
 */
const seenBy = (viewer: string | undefined, asOf: string): readonly Sql[] =>
  viewer === undefined
    ? []
    : [
        [
          `(c.grp is null or not exists (select 1 from sight s where s.grp = c.grp)
            or exists (select 1 from sight s where s.grp = c.grp and s.employee = ?)
            or c.rank in (select customer from assignment where employee = ? and first <= ? and until > ?))`,
          ...[viewer, viewer, asOf, asOf],
        ],
        ['(c.private = 0 or c.owner = ?)', viewer],
      ]

/** The SQL conditions of a filter of customers. */
export const conditionsOf = (filter: Filter, asOf: string): readonly Sql[] => [
  ...(filter.showArchived === true ? [] : [['c.archived = 0'] as const]),
  ...inGroup(filter),
  ...one('c.rank in (select customer from special where grp = ?)', filter.specialGroupIds?.[0]),
  ...one('c.grp in (select grp from sight where employee = ?)', filter.salespersonId),
  ...withRole(filter.roleId, asOf),
  ...(filter.text === undefined
    ? []
    : [['c.rank in (select rowid from names where names match ?)', `"${filter.text}"`] as const]),
  ...oneOf('segment', filter.segments),
  ...oneOf('status', filter.statuses),
  ...oneOf('channel', filter.attractionChannels),
  ...oneOf('sort', filter.customerKinds),
  ...seenBy(filter.viewer, asOf),
]

/** Combines conditions with their values. */
export const whereOf = (conditions: readonly Sql[]): Sql => {
  const texts = conditions.map(([text]) => text)
  return [texts.length === 0 ? '' : `where ${texts.join(' and ')}`, ...conditions.flatMap(([, ...values]) => values)]
}
