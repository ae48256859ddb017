import type { AssigneeParams } from '@clientele/projections'
import type { RequestContext } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { offsetIn } from '../layout/pager.js'
import { type Moment, momentQuery } from '../moment/moment.js'

/** The number of rows per page. */
export const pageSize = 50

/** The parameters of the list in the URL, named as in the API; with one row more than the page shows. */
export const assigneeParams = (context: RequestContext, { asOf }: Moment) => {
  const query = queryOf(context)
  const isOn = (name: string): boolean => query.text(name) === 'true'
  return {
    asOf,
    viewer: context.var.by,
    locale: context.var.locale,
    includeEnded: isOn('includeEnded'),
    filter: {
      customerId: query.text('customerId'),
      employeeId: query.text('employeeId'),
      showArchived: isOn('showArchived'),
      showProjectParticipants: isOn('showProjectParticipants'),
    },
    offset: offsetIn(query.text('offset')),
    limit: pageSize + 1,
  } satisfies AssigneeParams
}

const listed = ['customerId', 'employeeId', 'includeEnded', 'showArchived', 'showProjectParticipants']

/** The query of the listing of the same rows. */
export const listingQuery = (context: RequestContext, moment: Moment): URLSearchParams => {
  const query = new URLSearchParams(momentQuery(moment))
  for (const name of listed) {
    const value = queryOf(context).text(name)
    if (value !== undefined) query.set(name, value)
  }
  return query
}
