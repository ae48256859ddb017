import { idOfStream, type KnownEvent } from '@clientele/domain'
import type { ContactEmails, Projections } from '@clientele/projections'
import { activeEmployees, invariant, isPolicy, projected } from './invariant.js'

const idsOf = (log: readonly KnownEvent[], registered: string): readonly string[] =>
  log.filter(({ type }) => type === registered).map(({ stream }) => idOfStream(stream))

type EmailsSeen = (personId: string, viewer: string | undefined) => ContactEmails

const emailsIn =
  ({ views }: Projections): EmailsSeen =>
  (personId, viewer) =>
    views.contactEmails({ personId, viewer })

const isRestriction = ({ type }: KnownEvent): boolean =>
  type === 'ContactEmailAccessRestricted' || type === 'ContactEmailAccessGranted'

const restrictedIn = (log: readonly KnownEvent[]): ReadonlySet<string> => {
  const last = new Map(log.filter(isRestriction).map(({ stream, type }) => [idOfStream(stream), type]))
  return new Set([...last].filter(([, type]) => type === 'ContactEmailAccessRestricted').map(([id]) => id))
}

const administratorsIn = (log: readonly KnownEvent[]): ReadonlySet<string> =>
  new Set(
    log.flatMap(({ type, stream, data }) =>
      type === 'EmployeeRegistered' && data.admin === true ? [idOfStream(stream)] : [],
    ),
  )

export const restrictedEmails = invariant({
  title:
    'INV-20 while restricted nobody but administrators sees e-mails of a person, and afterwards everybody all of them',
  about: ['RegisterEmail', 'RestrictContactEmailAccess', 'GrantContactEmailAccess', 'ChangeContactDetails'],
  without: isPolicy('emailRestrictionSpread'),
  broken: ({ log }) => {
    const restricted = restrictedIn(log)
    const administrators = administratorsIn(log)
    const now = projected(log)
    const [seen, neverRestricted] = [emailsIn(now), emailsIn(projected(log.filter((event) => !isRestriction(event))))]
    return idsOf(log, 'ContactRegistered').flatMap((personId) =>
      [undefined, ...activeEmployees(now)].flatMap((viewer) => {
        const isClosed = restricted.has(personId) && viewer !== undefined && !administrators.has(viewer)
        const expected = isClosed ? [] : neverRestricted(personId, viewer).rows
        const { rows } = seen(personId, viewer)
        const isAsExpected = JSON.stringify(rows) === JSON.stringify(expected)
        return isAsExpected ? [] : [`${personId} by ${viewer}: ${rows.length} e-mails, ${expected.length} expected`]
      }),
    )
  },
})
