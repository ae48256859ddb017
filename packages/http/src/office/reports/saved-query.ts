import type { SavedReport } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext } from '../../environment.js'
import { questionOf } from '../../requests/query.js'
import { viewQuestions } from '../../requests/questions.js'
import type { Form } from '../actions/form.js'
import { isOwnColumn } from '../forms/customer-columns.js'
import { withoutGroup } from '../forms/group-filter.js'
import { parametersOf, selectedQuery } from '../listings/read-listing.js'

const unsavedParameters: ReadonlySet<string> = new Set(['reportId', 'asOf', 'locale'])

/** The part of a query that a saved report stores: its filters and columns, but not the day. */
export const savedQuery = (context: RequestContext): URLSearchParams =>
  selectedQuery(
    context,
    parametersOf('report').filter((name) => !unsavedParameters.has(name)),
  )

/** The register's own columns among the given ones; `undefined` if there are none. */
const ownColumns = (columns: unknown): readonly string[] | undefined => {
  const own = Array.isArray(columns) ? columns.map(String).filter(isOwnColumn) : []
  return own.length === 0 ? undefined : own
}

/** The command that saves a report from the query that runs it, without the host's columns. */
export const saveCommand = (form: Form): object => {
  const question = questionOf(
    new URLSearchParams(form.text('query') ?? ''),
    viewQuestions().get('report')?.fields ?? new Map(),
  )
  const { filters = {}, ...chosen } = isLeft(question) ? {} : question.right
  const columns = ownColumns(chosen.columns)
  return {
    type: 'SaveReport',
    data: {
      ...(form.text('reportId') === undefined ? {} : { reportId: form.text('reportId') }),
      ...(columns === undefined ? {} : { columns }),
      name: form.text('name') ?? '',
      scope: form.text('scope') ?? 'own',
      filters,
    },
  }
}

const put = (query: URLSearchParams, name: string, value: unknown): void => {
  if (Array.isArray(value)) for (const one of value) put(query, name, one)
  else if (value === null) query.append(name, withoutGroup)
  else if (typeof value === 'object') query.append(name, Object.values(Object(value)).map(String).join(':'))
  else if (value !== undefined) query.append(name, String(value))
}

/** The query that runs a saved report, with all its filters and columns, so that the form shows them. */
export const queryOfSaved = ({ reportId, filters, columns }: SavedReport): URLSearchParams => {
  const query = new URLSearchParams({ show: 'customers', reportId })
  const { period = {}, ...others } = filters
  for (const [name, value] of Object.entries({ ...others, ...period, columns: columns ?? [] })) put(query, name, value)
  return query
}
