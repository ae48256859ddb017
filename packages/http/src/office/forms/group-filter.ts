import type { RequestContext } from '../../environment.js'
import { queryOf } from '../actions/form.js'

/** The value for customers without a group; an empty value means no filter. */
export const withoutGroup = '(none)'

/** The groups of a filter; `null` is "No group". */
export const groupIdsIn = (context: RequestContext): readonly (string | null)[] =>
  queryOf(context)
    .texts('groupIds')
    .map((groupId) => (groupId === withoutGroup ? null : groupId))

/** The query of a page as an API query: without empty parameters and those of the page itself. */
export const apiQuery = (context: RequestContext, ...ofPage: readonly string[]): URLSearchParams => {
  const query = new URLSearchParams()
  for (const [name, value] of new URL(context.req.url).searchParams)
    if (value !== '' && !ofPage.includes(name)) query.append(name, value === withoutGroup ? '' : value)
  return query
}
