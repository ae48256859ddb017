import { bansAlwaysWin, othersStayAsTheyWere, type Person } from '@clientele/domain'
import type { Chapter, Story } from '../story.js'
import { brokenAt } from '../walk.js'
import { contacting } from './about.js'
import { chaptersOf, isPolicy, projected, type Rule, written } from './rule.js'

const factsOf = ({ bans, consents, privateCustomerId }: Person) => ({
  bans,
  consents,
  naturalPerson: privateCustomerId !== null,
  erased: false,
})

const placesOf = ({ companies, privateCustomerId }: Person): readonly (string | null)[] => [
  null,
  ...companies,
  ...(privateCustomerId === null ? [] : [privateCustomerId]),
]

const bannedButShown = ({ log }: Story): readonly string[] => {
  const { register, views } = projected(log)
  const { banScope } = register.settings.policies
  return [...register.tables.persons.rows()].flatMap(({ personId, bans, companyIds, customerId }) =>
    [null, customerId, ...companyIds].flatMap((place) =>
      views
        .marketingPermissions({ personId, customerId: place })
        .filter(({ channel, allowed }) =>
          bans.some(
            (ban) =>
              allowed &&
              ban.channel === channel &&
              (banScope === 'person' || ban.customerId === null || ban.customerId === place),
          ),
        )
        .map(({ channel }) => `${personId} at ${place} by ${channel}`),
    ),
  )
}

export const bansWin: Rule = {
  title: 'INV-14 where a ban is in force nobody may be contacted, for any company and whatever was agreed to',
  about: contacting,
  broken: (story) => [
    ...brokenAt(story.log, 'person', ({ after, settings }) =>
      placesOf(after).every((place) => bansAlwaysWin(settings.policies, factsOf(after), place)),
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
        othersStayAsTheyWere(settings.policies, factsOf(before), factsOf(after), { channel, customerId }),
      )
    }),
}

type Merged = { readonly survivorId: string }

const allowedIn = (story: Story, upTo: number, { command }: Chapter): readonly string[] => {
  const { survivorId } = command.data as Merged
  const { views } = projected(story.log.slice(0, upTo))
  const permissions =
    command.type === 'MergeContacts'
      ? views.marketingPermissions({ personId: survivorId })
      : views.marketingPermissions({ customerId: survivorId })
  return permissions.filter(({ allowed }) => allowed).map(({ channel }) => channel)
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
