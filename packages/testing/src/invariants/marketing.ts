import {
  bansAlwaysWin,
  bansInForce,
  type ContactFacts,
  lastDayOfAll,
  othersStayAsTheyWere,
  type Person,
} from '@clientele/domain'
import type { ExecutedCommand, History } from '../histories/index.js'
import { permissionCommands } from './command-types.js'
import { commandsOf, describeCommand, invariant, isPolicy, projected } from './invariant.js'
import { brokenAt } from './moments.js'

const factsOf = ({ statements, privateCustomerId }: Person): ContactFacts => ({
  own: [{ of: { kind: 'person', id: 'somebody' }, statements }],
  company: null,
  properties: [],
  naturalPerson: privateCustomerId !== null,
  erased: false,
})

/** Days before, during and after the generated histories. */
const days: readonly string[] = ['2024-02-15', '2024-03-05', '2024-04-01', lastDayOfAll]

const placesOf = ({ companies, privateCustomerId }: Person): readonly (string | null)[] => [
  null,
  ...companies,
  ...(privateCustomerId === null ? [] : [privateCustomerId]),
]

const allowedDespiteBan = ({ log }: History): readonly string[] => {
  const { register, views } = projected(log)
  const { banScope, timeZone } = register.settings.policies
  return [...register.tables.persons.rows()].flatMap(({ personId, statements, companyIds, customerId }) =>
    [null, customerId, ...companyIds].flatMap((place) =>
      days.flatMap((day) =>
        views
          .marketingPermissions({ personId, customerId: place, asOf: day })
          .filter(({ channel, allowed }) =>
            bansInForce(statements, channel, { day, timeZone }).some(
              (ban) => allowed && (banScope === 'person' || ban.customerId === null || ban.customerId === place),
            ),
          )
          .map(({ channel }) => `${personId} at ${place} by ${channel} on ${day}`),
      ),
    ),
  )
}

export const bansWin = invariant({
  title: 'INV-14 while a ban applies nobody may be contacted, for any company and despite any consent',
  about: permissionCommands,
  broken: (history) => [
    ...brokenAt(history.log, 'person', ({ after, settings }) =>
      placesOf(after).every((customerId) =>
        days.every((day) => bansAlwaysWin(settings.policies, factsOf(after), { customerId, day })),
      ),
    ),
    ...allowedDespiteBan(history),
  ],
})

export const bansPerChannel = invariant({
  title: 'INV-15 a ban on one channel does not change the others',
  about: permissionCommands,
  broken: ({ log }) =>
    brokenAt(log, 'person', ({ event, before, after, settings }) => {
      if (event.type !== 'MarketingBanSet' && event.type !== 'MarketingBanLifted') return true
      const { channel } = event.data
      return placesOf(after).every((customerId) =>
        days.every((day) =>
          othersStayAsTheyWere(settings.policies, factsOf(before), factsOf(after), { channel, customerId, day }),
        ),
      )
    }),
})

type MergeData = { readonly survivorId: string }

const allowedIn = (history: History, upTo: number, { command, meta }: ExecutedCommand): readonly string[] => {
  const { survivorId } = command.data as MergeData
  const { views } = projected(history.log.slice(0, upTo))
  const whose = command.type === 'MergeContacts' ? { personId: survivorId } : { customerId: survivorId }
  return [meta.today, lastDayOfAll].flatMap((asOf) =>
    views
      .marketingPermissions({ ...whose, asOf })
      .filter(({ allowed }) => allowed)
      .map(({ channel }) => `${channel} on ${asOf}`),
  )
}

const newlyAllowedBy = (history: History, executed: ExecutedCommand): readonly string[] => {
  const before = allowedIn(history, executed.before, executed)
  const newlyAllowed = allowedIn(history, executed.after, executed).filter((channel) => !before.includes(channel))
  return newlyAllowed.length === 0 ? [] : [describeCommand(executed, newlyAllowed)]
}

export const mergePermissions = invariant({
  title: 'INV-16 a merge makes nobody contactable who was not contactable before',
  about: [...permissionCommands, 'MergeCustomers', 'MergeContacts'],
  without: isPolicy('mergePermissions'),
  broken: (history) =>
    commandsOf(history, ['MergeCustomers', 'MergeContacts'])
      .filter(({ answer }) => answer.events.length > 0)
      .flatMap((executed) => newlyAllowedBy(history, executed)),
})
