import type { Asked } from '../../environment.js'
import { queryOf } from '../acting/form.js'

/** The value that stands for the customers without a group; an empty one is none chosen. */
export const withoutGroup = '(none)'

/** The groups that a filter names; `null` is "No group". */
export const groupIdsIn = (asked: Asked): readonly (string | null)[] =>
  queryOf(asked)
    .texts('groupIds')
    .map((groupId) => (groupId === withoutGroup ? null : groupId))

/** The address of a page as the query of the API: without what is empty or said by the page alone. */
export const apiQuery = (asked: Asked, ...ofPage: readonly string[]): URLSearchParams => {
  const query = new URLSearchParams()
  for (const [name, value] of new URL(asked.req.url).searchParams)
    if (value !== '' && !ofPage.includes(name)) query.append(name, value === withoutGroup ? '' : value)
  return query
}
