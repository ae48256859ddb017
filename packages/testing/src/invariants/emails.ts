import { idOfStream, type KnownEvent } from '@clientele/domain'
import type { ContactEmails, Projections } from '@clientele/projections'
import { activeEmployees, invariant, isPolicy, projected } from './invariant.js'

const personsIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'ContactRegistered').map(({ stream }) => idOfStream(stream))

type EmailsOf = (personId: string, viewer: string | undefined) => ContactEmails

const emailsOf =
  ({ views }: Projections): EmailsOf =>
  (personId, viewer) =>
    views.contactEmails({ personId, viewer })

const isRestriction = ({ type }: KnownEvent): boolean =>
  type === 'ContactEmailAccessRestricted' || type === 'ContactEmailAccessGranted'

const restrictedPersons = (log: readonly KnownEvent[]): ReadonlySet<string> => {
  const last = new Map(log.filter(isRestriction).map(({ stream, type }) => [idOfStream(stream), type]))
  return new Set([...last].filter(([, type]) => type === 'ContactEmailAccessRestricted').map(([id]) => id))
}

const administratorsOf = (log: readonly KnownEvent[]): ReadonlySet<string> =>
  new Set(
    log.flatMap(({ type, stream, data }) =>
      type === 'EmployeeRegistered' && data.admin === true ? [idOfStream(stream)] : [],
    ),
  )

export const restrictedEmails = invariant({
  title:
    'INV-20 while e-mail access to a person is restricted only administrators see its e-mails; afterwards everybody sees all',
  about: ['RegisterEmail', 'RestrictContactEmailAccess', 'GrantContactEmailAccess', 'ChangeContactDetails'],
  without: isPolicy('emailRestrictionSpread'),
  broken: ({ log }) => {
    const restricted = restrictedPersons(log)
    const administrators = administratorsOf(log)
    const now = projected(log)
    const [withRestrictions, withoutRestrictions] = [
      emailsOf(now),
      emailsOf(projected(log.filter((event) => !isRestriction(event)))),
    ]
    return personsIn(log).flatMap((personId) =>
      [undefined, ...activeEmployees(now)].flatMap((viewer) => {
        const isHidden = restricted.has(personId) && viewer !== undefined && !administrators.has(viewer)
        const expected = isHidden ? [] : withoutRestrictions(personId, viewer).rows
        const { rows } = withRestrictions(personId, viewer)
        const isAsExpected = JSON.stringify(rows) === JSON.stringify(expected)
        return isAsExpected ? [] : [`${personId} by ${viewer}: ${rows.length} e-mails, ${expected.length} expected`]
      }),
    )
  },
})
