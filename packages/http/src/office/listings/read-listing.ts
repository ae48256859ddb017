import type { Listing } from '@clientele/projections'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { answerTo, type Refusal, viewsOf } from '../../requests/answer.js'
import { viewQuestions } from '../../requests/questions.js'
import { isListing } from '../../responses/listing.js'
import { withoutGroup } from '../forms/group-filter.js'

/** A page of a listing, and whether there are further rows. */
export type ListingPage = Pick<Listing, 'columns'> & {
  readonly rows: readonly (readonly (string | number)[])[]
  readonly more: boolean
}

/** The number of rows per page of a listing. */
export const listingPageSize = 50

/** The values of some parameters in the URL, without blank ones; `(none)` stands for an empty one. */
export const selectedQuery = (context: RequestContext, names: readonly string[]): URLSearchParams => {
  const query = new URLSearchParams()
  for (const [name, value] of new URL(context.req.url).searchParams)
    if (names.includes(name) && value.trim() !== '') query.append(name, value === withoutGroup ? '' : value)
  return query
}

/** The names of the parameters of a listing, without those for paging. */
export const parametersOf = (listing: string): readonly string[] =>
  [...(viewQuestions().get(listing)?.fields.keys() ?? [])].filter((name) => !['offset', 'limit'].includes(name))

/** Reads a page of a listing, as the actor. */
export const readListing = async (
  service: Service,
  context: RequestContext,
  { listing, query, offset }: { readonly listing: string; readonly query: URLSearchParams; readonly offset: number },
): Promise<Either<Refusal, ListingPage>> => {
  const question = viewQuestions().get(listing)
  if (question === undefined) throw new Error(`There is no listing ${listing}.`)
  const isPaged = question.fields.has('limit')
  const paged = new URLSearchParams(query)
  if (isPaged) {
    paged.set('offset', String(offset))
    paged.set('limit', String(listingPageSize + 1))
  }
  const found = await answerTo(service, context, { question, source: viewsOf, query: paged })
  if (isLeft(found)) return found
  if (!isListing(found.right)) return left({ error: 'AddressNotFound' })
  const all = [...found.right.rows]
  const rows = isPaged ? all : all.slice(offset)
  const more = rows.length > listingPageSize
  return right({ columns: found.right.columns, rows: rows.slice(0, listingPageSize), more })
}
