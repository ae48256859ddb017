import type { MatrixParams } from '@clientele/projections'
import type { RequestContext } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { apiQuery, groupIdsIn } from '../forms/group-filter.js'
import { offsetIn } from '../layout/pager.js'
import type { Moment } from '../moment/moment.js'

/** The number of rows per page. */
export const pageSize = 50

/** The number of columns per page. */
export const maxColumns = 25

/** The offset of the columns in the URL. */
export const columnsFrom = (context: RequestContext): number => offsetIn(queryOf(context).text('column'))

type Filter = NonNullable<MatrixParams['filter']>

const filterOf = (context: RequestContext): Filter => {
  const query = queryOf(context)
  const groups = groupIdsIn(context)
  const [specialGroups, employees] = [query.texts('specialGroupIds'), query.texts('employeeIds')]
  return {
    ...(groups.length === 0 ? {} : { groupIds: groups }),
    ...(specialGroups.length === 0 ? {} : { specialGroupIds: specialGroups }),
    ...(employees.length === 0 ? {} : { employeeIds: employees }),
    includeSubgroups: query.text('includeSubgroups') === 'true' ? true : undefined,
    salespersonId: query.text('salespersonId'),
    text: query.text('text'),
    teamId: query.text('teamId'),
    roleId: query.text('roleId'),
  }
}

/** The parameters of the matrix in the URL, named as in the API. */
export const matrixParams = (context: RequestContext, { asOf }: Moment) => {
  const query = queryOf(context)
  return {
    asOf,
    viewer: context.var.by,
    locale: context.var.locale,
    mode: query.text('mode') === 'byRole' ? ('byRole' as const) : ('plain' as const),
    showProjects: query.text('showProjects') === 'true',
    filter: filterOf(context),
    offset: offsetIn(query.text('offset')),
    limit: pageSize,
  } satisfies MatrixParams
}

/** The query of the listing of the same rows, with the roles in its cells as on the page. */
export const listingQuery = (context: RequestContext, { asOf, knownAt }: Moment): URLSearchParams => {
  const query = apiQuery(context, 'offset', 'column')
  query.set('asOf', asOf)
  query.set('mode', 'byRole')
  if (knownAt !== null) query.set('knownAt', knownAt)
  return query
}
