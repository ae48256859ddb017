import type { Instant } from '@clientele/domain'
import type { Clientele } from '../clientele.js'
import type { Logger } from '../logger.js'
import { drainOf } from '../runtime/running-calls.js'
import { atMost } from '../timing/at-most.js'
import { createDelivery } from './delivery.js'
import { questionOfListing, viewOfListing } from './listings.js'
import type { PersonRead, ReadLog } from './read-log.js'
import { type ShownPersons, shownPersonsIn } from './shown-persons.js'

type Ask = (...params: readonly unknown[]) => unknown

type AnsweredQuestion = { readonly name: string; readonly params: readonly unknown[]; readonly answer: unknown }

type NoteRead = (asked: AnsweredQuestion, shown: ShownPersons) => void

/** The maximum number of persons listed in a read; further ones are counted. */
export const maxListed = 1_000

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

/** Whether the lines of a view name persons only in texts. */
const namesInTexts = (view: string): boolean => /istory|audit\./.test(view)

const isLeftAnswer = (answer: unknown): boolean => Reflect.get(Object(answer), '_tag') === 'Left'

/** Whether an answer shows nothing: the subject does not exist, or the viewer may not see it. */
const isNothing = (answer: unknown): boolean => answer === null || answer === undefined || isLeftAnswer(answer)

/**
 * Wraps questions so that each is noted after its answer; for a listing, asks the view that has the ids of its rows.
 */
const withNotes = <Questions extends object>(
  questions: Questions,
  prefix: string,
  listings: { readonly [name: string]: string | null },
  note: (asked: AnsweredQuestion) => void,
): Questions => {
  const table: { readonly [name: string]: Ask } = Object.fromEntries(Object.entries(questions))
  const withIds = (name: string, params: readonly unknown[], answer: unknown): unknown => {
    if (!Object.hasOwn(listings, name) || isNothing(answer)) return answer
    const other = listings[name] ?? null
    try {
      return other === null ? null : table[other]?.(...params)
    } catch {
      // The view does not accept an option of the listing: only the persons in the question are noted.
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
        // A failure to note must not affect the answer.
      }
      return answer
    },
  ])
  return Object.freeze(Object.fromEntries(wrapped)) as Questions
}

const createNoting =
  (add: ReturnType<typeof createDelivery>['add'], clock: () => Instant): NoteRead =>
  ({ name, params, answer }, shown) => {
    if (isNothing(answer)) return
    const persons = [...shown(answer, ...params)]
    if (persons.length === 0 && !namesInTexts(name)) return
    const personIds = persons.slice(0, maxListed)
    const more = persons.length - personIds.length
    const [question] = params
    add({ at: clock(), viewer: viewerIn(question), view: name, subject: subjectIn(question), personIds, more })
  }

type ReadableParts = Pick<Clientele, 'views' | 'audit' | 'register'>

const withNotedQuestions = <S extends ReadableParts>(
  seen: S,
  prefix: string,
  note: NoteRead,
): Pick<S, 'views' | 'audit'> => {
  const shown = shownPersonsIn(seen.register)
  const noteShown = (asked: AnsweredQuestion): void => note(asked, shown)
  return {
    views: withNotes(seen.views, prefix, viewOfListing, noteShown),
    audit: withNotes(seen.audit, `${prefix}audit.`, questionOfListing, noteShown),
  }
}

/** The parts of a register that read personal data. */
type Reading = Pick<Clientele, 'views' | 'audit' | 'register' | 'knownAt' | 'personDataExport' | 'retention' | 'close'>

/**
 * Wraps a register so that its views, audit questions, past moments and exports report who read whose data. Tables,
 * events and host projections are not noted: only the host's code reads those.
 */
export const withReadLog = <Crm extends Reading>(
  crm: Crm,
  log: ReadLog,
  { clock, logger }: { readonly clock: () => Instant; readonly logger: Logger },
): Crm => {
  const delivery = createDelivery(log, logger)
  const note = createNoting(delivery.add, clock)
  const shown = shownPersonsIn(crm.register)
  return Object.freeze({
    ...crm,
    ...withNotedQuestions(crm, '', note),
    knownAt: async (moment, options) => {
      const known = await crm.knownAt(moment, options)
      return Object.freeze({ ...known, ...withNotedQuestions(known, 'knownAt.', note) })
    },
    personDataExport: async (personId, options) => {
      const exported = await crm.personDataExport(personId, options)
      note({ name: 'personDataExport', params: [{ personId }], answer: exported }, shown)
      return exported
    },
    retention: Object.freeze({
      ...crm.retention,
      due: async (question, options) => {
        const page = await crm.retention.due(question, options)
        note({ name: 'retention.due', params: [{ viewer: question.viewer }], answer: page }, shown)
        return page
      },
    }),
    close: async (given) => {
      await crm.close(given)
      // Waits for a slow read log no longer than for the rest.
      await atMost(drainOf(given), delivery.close())
    },
  } satisfies Reading & Crm)
}
