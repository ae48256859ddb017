import { events, idOfStream, type KnownEvent, whoseField } from '@clientele/domain'
import { type Locale, locales } from '@clientele/projections'
import { contacting } from './about.js'
import { invariant, projected } from './invariant.js'

const erasedIn = (log: readonly KnownEvent[]): ReadonlySet<string> => {
  const scopes = new Map(
    log.flatMap(({ type, stream, data }) =>
      type === 'PersonErased' ? [[idOfStream(stream), data.scope] as const] : [],
    ),
  )
  return new Set([...scopes].flatMap(([personId, scope]) => (scope === 'full' ? [personId] : [])))
}

/** The texts in a value; of a list of changes not the names of the fields. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([field, one]) => (field === 'field' ? [] : textsIn(one)))
}

/** Whether a personal field is about one of these persons, and nobody else. */
const isAbout = ({ stream, data }: KnownEvent, whose: string, persons: ReadonlySet<string>): boolean => {
  if (whose === 'stream') return stream.startsWith('person-') && persons.has(idOfStream(stream))
  const named: unknown = Reflect.get(data, whose)
  const ids = Array.isArray(named) ? named : [named]
  return ids.length > 0 && ids.every((id) => persons.has(id))
}

/** What an event says about these persons, and what else it says. */
const textsOf = (event: KnownEvent, persons: ReadonlySet<string>) => {
  const [personal, others]: [string[], string[]] = [[], []]
  for (const [field, value] of Object.entries(event.data)) {
    const codec: object | undefined = Reflect.get(events[event.type].fields, field)
    const whose = codec === undefined ? null : whoseField(codec)
    const isTheirs = whose !== null && isAbout(event, whose, persons)
    if (isTheirs) personal.push(...textsIn(value))
    else others.push(...textsIn(value))
  }
  return { personal, others }
}

const shortest = 4

/** Texts that the log holds about these persons only: what else says the same may be shown. */
const tellingTexts = (log: readonly KnownEvent[], persons: ReadonlySet<string>): readonly string[] => {
  const all = log.map((event) => textsOf(event, persons))
  const others = all.flatMap((one) => one.others)
  const personal = new Set(all.flatMap((one) => one.personal).filter(({ length }) => length >= shortest))
  return [...personal].filter((text) => !others.some((other) => other.includes(text)))
}

// Not within a longer word, which may be somebody else's name.
const asWords = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u')

const subjectsIn = (log: readonly KnownEvent[], category: string): readonly string[] => [
  ...new Set(log.flatMap(({ stream }) => (stream.startsWith(`${category}-`) ? [idOfStream(stream)] : []))),
]

/** Returns everything that anybody can be shown of a log, on the day of its last event. */
export const shownOf = (log: readonly KnownEvent[], locale: Locale): readonly unknown[] => {
  const { register, history, views } = projected(log)
  const asked = { locale, asOf: register.today() }
  return [
    register.dump(),
    history.contents().since.subjects.map(({ kind, id }) => views.subjectHistory({ subject: { kind, id }, locale })),
    subjectsIn(log, 'customer').map((customerId) => [
      views.customerCard({ ...asked, customerId }),
      views.marketingPermissions({ customerId }),
      views.documentContact({ ...asked, customerId, purpose: 'emailInvoice' }),
      views.portalUsers({ ...asked, customerId }),
    ]),
    subjectsIn(log, 'person').map((personId) => [
      views.contactCard({ ...asked, personId }),
      views.marketingPermissions({ personId }),
    ]),
    views.contactSearch(asked),
    views.responsibilityMatrix({ ...asked, showProjects: true }),
    views.assigneeList({ ...asked, includeEnded: true, filter: { showArchived: true, showProjectParticipants: true } }),
    views.customerList({ ...asked, filter: { showArchived: true } }),
    views.targetGroup({ ...asked, channel: 'letter' }),
    views.duplicateCandidates(asked),
  ]
}

const foundIn = (texts: readonly string[], shown: readonly unknown[]): readonly string[] => {
  const all = textsIn(shown).join('\n')
  return texts.filter((text) => asWords(text).test(all))
}

const withoutTextsAbout = (log: readonly KnownEvent[], persons: ReadonlySet<string>): readonly KnownEvent[] =>
  log.filter((event) => textsOf(event, persons).personal.length === 0)

export const forgotten = invariant({
  title: 'INV-21 after erasure no view, history line or table holds a name or contact point of the person',
  about: ['RegisterContact', 'RegisterPrivateCustomer', 'ChangeContactDetails', 'ErasePerson', ...contacting],
  broken: ({ log }) => {
    const persons = erasedIn(log)
    if (persons.size === 0) return []
    const telling = tellingTexts(log, persons)
    return locales.flatMap((locale) => {
      const seen = foundIn(telling, shownOf(log, locale))
      if (seen.length === 0) return []
      // A name may be a word of ours: "No group" is shown without anybody of that name.
      const ours = foundIn(seen, shownOf(withoutTextsAbout(log, persons), locale))
      const count = seen.length - ours.length
      return count === 0 ? [] : [`${count} texts about erased persons are shown in ${locale}`]
    })
  },
})
