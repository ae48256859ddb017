import { events, idOfStream, type KnownEvent, whoseField } from '@clientele/domain'
import { type Locale, locales } from '@clientele/projections'
import { permissionCommands } from './command-types.js'
import { invariant, projected } from './invariant.js'

const erasedPersons = (log: readonly KnownEvent[]): ReadonlySet<string> => {
  const scopes = new Map(
    log.flatMap(({ type, stream, data }) =>
      type === 'PersonErased' ? [[idOfStream(stream), data.scope] as const] : [],
    ),
  )
  return new Set([...scopes].flatMap(([personId, scope]) => (scope === 'full' ? [personId] : [])))
}

/** Collects the texts in a value, except the names of fields in a list of changes. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([field, one]) => (field === 'field' ? [] : textsIn(one)))
}

/** Whether a personal field is about these persons only. */
const isAbout = ({ stream, data }: KnownEvent, whose: string, persons: ReadonlySet<string>): boolean => {
  if (whose === 'stream') return stream.startsWith('person-') && persons.has(idOfStream(stream))
  const named: unknown = Reflect.get(data, whose)
  const ids = Array.isArray(named) ? named : [named]
  return ids.length > 0 && ids.every((id) => persons.has(id))
}

/** Splits the texts of an event into those about these persons and all others. */
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

const minTextLength = 4

/** Lists the texts that occur in the log only about these persons. A text that occurs elsewhere too may still be shown. */
const identifyingTexts = (log: readonly KnownEvent[], persons: ReadonlySet<string>): readonly string[] => {
  const all = log.map((event) => textsOf(event, persons))
  const others = all.flatMap((one) => one.others)
  const personal = new Set(all.flatMap((one) => one.personal).filter(({ length }) => length >= minTextLength))
  return [...personal].filter((text) => !others.some((other) => other.includes(text)))
}

// Matches whole words only: a longer word may be the name of another person.
const wholeWords = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u')

const subjectsIn = (log: readonly KnownEvent[], category: string): readonly string[] => [
  ...new Set(log.flatMap(({ stream }) => (stream.startsWith(`${category}-`) ? [idOfStream(stream)] : []))),
]

/** Returns what views, histories and tables show of a log on the day of its last event. */
export const shownOf = (log: readonly KnownEvent[], locale: Locale): readonly unknown[] => {
  const { register, history, views } = projected(log)
  const params = { locale, asOf: register.today() }
  return [
    register.dump(),
    history.contents().since.subjects.map(({ kind, id }) => views.subjectHistory({ subject: { kind, id }, locale })),
    subjectsIn(log, 'customer').map((customerId) => [
      views.customerCard({ ...params, customerId }),
      views.marketingPermissions({ customerId }),
      views.documentContact({ ...params, customerId, purpose: 'emailInvoice' }),
      views.portalUsers({ ...params, customerId }),
    ]),
    subjectsIn(log, 'person').map((personId) => [
      views.contactCard({ ...params, personId }),
      views.marketingPermissions({ personId }),
    ]),
    views.contactSearch(params),
    views.responsibilityMatrix({ ...params, showProjects: true }),
    views.assigneeList({
      ...params,
      includeEnded: true,
      filter: { showArchived: true, showProjectParticipants: true },
    }),
    views.customerList({ ...params, filter: { showArchived: true } }),
    views.targetGroup({ ...params, channel: 'letter' }),
    views.duplicateCandidates(params),
  ]
}

const textsFoundIn = (texts: readonly string[], shown: readonly unknown[]): readonly string[] => {
  const all = textsIn(shown).join('\n')
  return texts.filter((text) => wholeWords(text).test(all))
}

const withoutTextsAbout = (log: readonly KnownEvent[], persons: ReadonlySet<string>): readonly KnownEvent[] =>
  log.filter((event) => textsOf(event, persons).personal.length === 0)

export const erasure = invariant({
  title: 'INV-21 after an erasure no view, history line or table contains a name or contact detail of the person',
  about: ['RegisterContact', 'RegisterPrivateCustomer', 'ChangeContactDetails', 'ErasePerson', ...permissionCommands],
  broken: ({ log }) => {
    const persons = erasedPersons(log)
    if (persons.size === 0) return []
    const texts = identifyingTexts(log, persons)
    return locales.flatMap((locale) => {
      const found = textsFoundIn(texts, shownOf(log, locale))
      if (found.length === 0) return []
      // A name may equal a label of the register: "No group" is shown even if nobody has that name.
      const labels = textsFoundIn(found, shownOf(withoutTextsAbout(log, persons), locale))
      const count = found.length - labels.length
      return count === 0 ? [] : [`${count} texts about erased persons are shown in ${locale}`]
    })
  },
})
