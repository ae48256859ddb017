import { type ContactSearchParams, searchTypes, selections } from '@clientele/projections'
import type { RequestContext } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { offsetIn } from '../layout/pager.js'
import type { Moment } from '../moment/moment.js'

/** The number of contacts per page. */
export const pageSize = 50

/** The search parameters in the URL, named as in the API. */
export const searchParams = (context: RequestContext, { asOf }: Moment) => {
  const query = queryOf(context)
  const categories = query.texts('category')
  return {
    asOf,
    viewer: context.var.by,
    locale: context.var.locale,
    text: query.text('text'),
    searchType: searchTypes.find((type) => type === query.text('searchType')),
    selection: selections.find((one) => one === query.text('selection')),
    category: categories.length === 0 ? undefined : categories,
    offset: offsetIn(query.text('offset')),
  } satisfies ContactSearchParams
}

/** The query of the listing of the same contacts. */
export const listingQuery = (context: RequestContext, { knownAt }: Moment): URLSearchParams => {
  const query = new URLSearchParams()
  for (const [name, value] of new URL(context.req.url).searchParams)
    if (value !== '' && name !== 'offset') query.append(name, value)
  if (knownAt !== null) query.set('knownAt', knownAt)
  return query
}
