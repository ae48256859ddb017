import { dateOf, endOfDay, isCalendarDate } from '@clientele/domain'
import type { Audit, ReadableRegister, Views } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'

/** The day of a page, and when it was known: its views answer as of both. Only today, as known now, can be changed. */
export type Moment = {
  readonly asOf: string
  readonly knownAt: string | null
  readonly isNow: boolean
  readonly views: Views
  readonly audit: Audit
  readonly register: ReadableRegister
}

const millisecond = 1

/** The last instant of a day in the register's time zone; an instant is returned unchanged. */
export const instantOf = (service: Service, known: string): string =>
  isCalendarDate(known)
    ? new Date(Date.parse(endOfDay(known, service.crm.register.settings.policies.timeZone)) - millisecond).toISOString()
    : known

/** The moment in the URL: `asOf` a day, `knownAt` a day or an instant. Throws `QuestionRefused` if it is malformed. */
export const momentOf = async (service: Service, context: RequestContext): Promise<Moment> => {
  const { crm } = service
  const query = queryOf(context)
  const today = crm.today()
  const [asOf, knownAt] = [query.text('asOf') ?? today, query.text('knownAt') ?? null]
  const known = knownAt === null ? crm : await crm.knownAt(instantOf(service, knownAt))
  const { views, audit, register } = known
  return { asOf, knownAt, isNow: knownAt === null && asOf === today, views, audit, register }
}

/** The day of an instant in the register's time zone. */
export const dayOf = ({ crm }: Service, instant: string): string =>
  dateOf(instant, crm.register.settings.policies.timeZone)

/** A moment as query parameters, for listings of the same moment. */
export const momentQuery = ({ asOf, knownAt }: Moment): Record<string, string> => ({
  asOf,
  ...(knownAt === null ? {} : { knownAt }),
})

/** `knownAt` as an instant, as a parameter for listings. */
export const momentInstant = (service: Service, { knownAt }: Moment): Record<string, string> =>
  knownAt === null ? {} : { knownAt: instantOf(service, knownAt) }

/** The query, with its question mark, for links to other pages of the same moment; empty for the present. */
export const momentSuffix = (moment: Moment): string =>
  moment.isNow ? '' : `?${new URLSearchParams(momentQuery(moment)).toString()}`
