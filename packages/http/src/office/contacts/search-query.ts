import { type ContactSearchParams, searchTypes, selections } from '@clientele/projections'
import type { Asked } from '../../environment.js'
import { queryOf } from '../acting/form.js'
import { offsetIn } from '../layout/pager.js'
import type { Moment } from '../moment/moment.js'

/** The number of contacts per page. */
export const pageSize = 50

/** The search parameters in the URL, named as in the API. */
export const searchParams = (asked: Asked, { asOf }: Moment) => {
  const query = queryOf(asked)
  const categories = query.texts('category')
  return {
    asOf,
    viewer: asked.var.by,
    locale: asked.var.locale,
    text: query.text('text'),
    searchType: searchTypes.find((type) => type === query.text('searchType')),
    selection: selections.find((one) => one === query.text('selection')),
    category: categories.length === 0 ? undefined : categories,
    offset: offsetIn(query.text('offset')),
  } satisfies ContactSearchParams
}

/** The query of the listing of the same contacts. */
export const listingQuery = (asked: Asked, { knownAt }: Moment): URLSearchParams => {
  const query = new URLSearchParams()
  for (const [name, value] of new URL(asked.req.url).searchParams)
    if (value !== '' && name !== 'offset') query.append(name, value)
  if (knownAt !== null) query.set('knownAt', knownAt)
  return query
}
