import type { Instant } from '@clientele/domain'
import type { Clientele } from '../clientele.js'
import type { Logger } from '../logger.js'
import { drainOf } from '../runtime/running-calls.js'
import { atMost } from '../timing/at-most.js'
import { deliverTo } from './delivery.js'
import { questionOfListing, viewOfListing } from './listings.js'
import type { PersonRead, ReadLog } from './read-log.js'
import { type ShownPersons, shownPersonsIn } from './shown-persons.js'

type Ask = (...params: readonly unknown[]) => unknown

type Asked = { readonly name: string; readonly params: readonly unknown[]; readonly answer: unknown }

type Noting = (asked: Asked, shown: ShownPersons) => void

/** How many persons a read names; those beyond are counted. */
export const mostNamed = 1_000

const viewerIn = (question: unknown): string | null => {
  const viewer: unknown = Reflect.get(Object(question), 'viewer')
  return typeof viewer === 'string' ? viewer : null
}

const subjects = { personId: 'contact', customerId: 'customer', projectId: 'project' } as const

const subjectIn = (question: unknown): PersonRead['subject'] => {
  const given: unknown = Reflect.get(Object(question), 'subject')
  const [kind, id]: readonly unknown[] = [Reflect.get(Object(given), 'kind'), Reflect.get(Object(given), 'id')]
  if (typeof kind === 'string' && typeof id === 'string') return { kind, id }
  for (const [field, named] of Object.entries(subjects)) {
    const one: unknown = Reflect.get(Object(question), field)
    if (typeof one === 'string') return { kind: named, id: one }
  }
  return null
}

/** Whether the lines of a view name persons in texts alone. */
const namesInTexts = (view: string): boolean => /istory|audit\./.test(view)

const isLeftAnswer = (answer: unknown): boolean => Reflect.get(Object(answer), '_tag') === 'Left'

/** Whether nobody was shown anything: there is no such thing, or the viewer may not see it. */
const isNothing = (answer: unknown): boolean => answer === null || answer === undefined || isLeftAnswer(answer)

/** Questions, each of which is noted once it is answered; a listing is asked for by the question that has its ids. */
const noted = <Questions extends object>(
  questions: Questions,
  prefix: string,
  listings: { readonly [name: string]: string | null },
  note: (asked: Asked) => void,
): Questions => {
  const table: { readonly [name: string]: Ask } = Object.fromEntries(Object.entries(questions))
  const withIds = (name: string, params: readonly unknown[], answer: unknown): unknown => {
    if (!Object.hasOwn(listings, name) || isNothing(answer)) return answer
    const other = listings[name] ?? null
    try {
      return other === null ? null : table[other]?.(...params)
    } catch {
      // What only a listing takes: whom the question names is noted.
      return {}
    }
  }
  const wrapped = Object.entries(table).map(([name, ask]): readonly [string, Ask] => [
    name,
    (...params) => {
      const answer = ask(...params)
      try {
        note({ name: `${prefix}${name}`, params, answer: withIds(name, params, answer) })
      } catch {
        // Whoever asks gets the answer in any case.
      }
      return answer
    },
  ])
  return Object.freeze(Object.fromEntries(wrapped)) as Questions
}

const notingTo =
  (add: ReturnType<typeof deliverTo>['add'], clock: () => Instant): Noting =>
  ({ name, params, answer }, shown) => {
    if (isNothing(answer)) return
    const persons = [...shown(answer, ...params)]
    if (persons.length === 0 && !namesInTexts(name)) return
    const personIds = persons.slice(0, mostNamed)
    const more = persons.length - personIds.length
    const [question] = params
    add({ at: clock(), viewer: viewerIn(question), view: name, subject: subjectIn(question), personIds, more })
  }

type Seen = Pick<Clientele, 'views' | 'audit' | 'register'>

const notedQuestions = <S extends Seen>(seen: S, prefix: string, note: Noting): Pick<S, 'views' | 'audit'> => {
  const shown = shownPersonsIn(seen.register)
  const noteShown = (asked: Asked): void => note(asked, shown)
  return {
    views: noted(seen.views, prefix, viewOfListing, noteShown),
    audit: noted(seen.audit, `${prefix}audit.`, questionOfListing, noteShown),
  }
}

/** What a register is read through. */
type Reading = Pick<Clientele, 'views' | 'audit' | 'register' | 'knownAt' | 'personDataExport' | 'retention' | 'close'>

/**
 * A register whose views, audit questions, past moments and exports tell a host who looked at whose data. Tables, events
 * and projections of the host are not noted: only code of the host reads those.
 */
export const withReadLog = <Crm extends Reading>(
  crm: Crm,
  log: ReadLog,
  { clock, logger }: { readonly clock: () => Instant; readonly logger: Logger },
): Crm => {
  const delivery = deliverTo(log, logger)
  const note = notingTo(delivery.add, clock)
  const shown = shownPersonsIn(crm.register)
  return Object.freeze({
    ...crm,
    ...notedQuestions(crm, '', note),
    knownAt: async (moment) => {
      const known = await crm.knownAt(moment)
      return Object.freeze({ ...known, ...notedQuestions(known, 'knownAt.', note) })
    },
    personDataExport: async (personId) => {
      const exported = await crm.personDataExport(personId)
      note({ name: 'personDataExport', params: [{ personId }], answer: exported }, shown)
      return exported
    },
    retention: Object.freeze({
      ...crm.retention,
      due: async (question) => {
        const page = await crm.retention.due(question)
        note({ name: 'retention.due', params: [{ viewer: question.viewer }], answer: page }, shown)
        return page
      },
    }),
    close: async (given) => {
      await crm.close(given)
      // A host that never answers is not waited for longer than anything else.
      await atMost(drainOf(given), delivery.close())
    },
  } satisfies Reading & Crm)
}
