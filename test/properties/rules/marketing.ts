import {
  bansAlwaysWin,
  bansInForce,
  type ContactFacts,
  lastDayOfAll,
  othersStayAsTheyWere,
  type Person,
} from '@clientele/domain'
import type { Chapter, Story } from '../story.js'
import { brokenAt } from '../walk.js'
import { contacting } from './about.js'
import { chaptersOf, isPolicy, projected, type Rule, written } from './rule.js'

const factsOf = ({ statements, privateCustomerId }: Person): ContactFacts => ({
  own: [{ of: { kind: 'person', id: 'somebody' }, statements }],
  company: null,
  properties: [],
  naturalPerson: privateCustomerId !== null,
  erased: false,
})

/** Days before, between and after those histories are made of. */
const days: readonly string[] = ['2024-02-15', '2024-03-05', '2024-04-01', lastDayOfAll]

const placesOf = ({ companies, privateCustomerId }: Person): readonly (string | null)[] => [
  null,
  ...companies,
  ...(privateCustomerId === null ? [] : [privateCustomerId]),
]

const bannedButShown = ({ log }: Story): readonly string[] => {
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

export const bansWin: Rule = {
  title: 'INV-14 where a ban is in force nobody may be contacted, for any company and whatever was agreed to',
  about: contacting,
  broken: (story) => [
    ...brokenAt(story.log, 'person', ({ after, settings }) =>
      placesOf(after).every((customerId) =>
        days.every((day) => bansAlwaysWin(settings.policies, factsOf(after), { customerId, day })),
      ),
    ),
    ...bannedButShown(story),
  ],
}

export const bansApart: Rule = {
  title: 'INV-15 a ban on one channel changes nothing on the others',
  about: contacting,
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
}

type Merged = { readonly survivorId: string }

const allowedIn = (story: Story, upTo: number, { command, meta }: Chapter): readonly string[] => {
  const { survivorId } = command.data as Merged
  const { views } = projected(story.log.slice(0, upTo))
  const whose = command.type === 'MergeContacts' ? { personId: survivorId } : { customerId: survivorId }
  return [meta.today, lastDayOfAll].flatMap((asOf) =>
    views
      .marketingPermissions({ ...whose, asOf })
      .filter(({ allowed }) => allowed)
      .map(({ channel }) => `${channel} on ${asOf}`),
  )
}

const widenedBy = (story: Story, chapter: Chapter): readonly string[] => {
  const before = allowedIn(story, chapter.before, chapter)
  const widened = allowedIn(story, chapter.after, chapter).filter((channel) => !before.includes(channel))
  return widened.length === 0 ? [] : [written(chapter, widened)]
}

export const mergesNarrow: Rule = {
  title: 'INV-16 a merge makes nobody contactable who was not before',
  about: [...contacting, 'MergeCustomers', 'MergeContacts'],
  without: isPolicy('mergePermissions'),
  broken: (story) =>
    chaptersOf(story, ['MergeCustomers', 'MergeContacts'])
      .filter(({ answer }) => answer.events.length > 0)
      .flatMap((chapter) => widenedBy(story, chapter)),
}
