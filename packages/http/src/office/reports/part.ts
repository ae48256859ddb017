import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import { parametersOf, selectedQuery } from '../listings/read-listing.js'
import { type Moment, momentInstant } from '../moment/moment.js'
import type { FormState } from '../pages.js'

/** The props of a part of the page. */
export type PartProps = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly formState: FormState
}

/** A part of the page: a report with its form and its rows. */
export type Part = (props: PartProps) => Promise<Child>

/** The query of a listing from the URL, with the moment of the page. */
export const listingQuery = ({ service, context, moment }: PartProps, listing: string): URLSearchParams => {
  const query = selectedQuery(context, parametersOf(listing))
  query.set('asOf', moment.asOf)
  for (const [name, value] of Object.entries(momentInstant(service, moment))) query.set(name, value)
  return query
}
