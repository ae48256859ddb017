import { dateOf, dayOf, type KnownEvent, type Statement, statementOf } from '@clientele/domain'
import { createProjections, type Projections, type Views } from '@clientele/projections'
import { executeHistory, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { poolOf, questionsFor, viewNames, written } from './questions.js'
import { runs } from './runs.js'

const zone = 'UTC'
const day = 24 * 3_600_000

/** The same event, with its day moved by some days. */
const moved = (event: KnownEvent, days: number): KnownEvent => {
  const at = new Date(Date.parse(event.occurrence.at) + days * day).toISOString()
  const metadata = { ...event.metadata, at }
  return { ...event, metadata, occurrence: metadata } as KnownEvent
}

const statementIn = ({ type, data, occurrence }: KnownEvent): Statement | null =>
  Object.hasOwn(statementOf, type) ? statementOf[type as 'MarketingBanSet'](data as never, occurrence.at) : null

/** The day of an event, computed independently from the rule. */
const dayOfEvent = (event: KnownEvent): string => {
  const statement = statementIn(event)
  return statement === null ? dateOf(event.occurrence.at, zone) : dayOf(statement, zone)
}

const projectedAt = (now: string, log: readonly KnownEvent[]): Projections => {
  const projections = createProjections(() => now)
  projections.applyAll(log)
  return projections
}

type Question = { readonly name: keyof Views; readonly params: object }

const questionsAt = (projections: Projections, asOf: string): readonly Question[] => {
  const pool = poolOf(projections.register)
  return viewNames
    .filter((name) => !isHistory(name) && name !== 'listPreferences')
    .flatMap((name) =>
      questionsFor(name, pool, { viewer: '', asOf }).map((params) => ({
        name,
        params: { ...params, viewer: undefined, asOf },
      })),
    )
}

// A history line is written when its event is recorded: it has the names of that time, and links to the subjects of
// that time, whatever is left out of the log.
const isHistory = (name: string): boolean => name.endsWith('History') || name === 'historyListing'

const withoutLines = (name: keyof Views, answer: unknown): unknown => {
  if (name === 'contactCard') return answer === null ? null : { ...(answer as object), history: [] }
  return name === 'contactCardSections'
    ? ((answer as readonly { readonly name: string }[] | null)?.filter((section) => section.name !== 'History') ?? null)
    : answer
}

const answersOf = ({ views }: Projections, questions: readonly Question[]): readonly string[] =>
  questions.map(({ name, params }) => {
    const answer = (views[name] as (question: unknown) => unknown)(params)
    return `${name} ${JSON.stringify(params)} ${written(withoutLines(name, answer))}`
  })

const offsets = fc.array(fc.integer({ min: -60, max: 40 }), { minLength: 60, maxLength: 60 })

const needsDay: readonly string[] = [
  'responsibilityMatrix',
  'matrixListing',
  'assigneeList',
  'assigneeListing',
  'assigneeListExport',
  'vacantRoles',
  'endingResponsibilities',
]

describe('a view with asOf', () => {
  test.prop(
    [steps(undefined, { maxLength: 60 }), offsets, fc.integer({ min: 0, max: 100 }), fc.integer({ min: -60, max: 60 })],
    runs(10),
  )(
    'equals that of a register with only the facts up to that day, before today or after it',
    (history, days, percent, later) => {
      const log = executeHistory(history).log.map((event, index) => moved(event, days[index % days.length] ?? 0))
      const all = log.map(dayOfEvent).sort()
      const asOf = all[Math.floor((percent / 100) * (all.length - 1))] ?? '2024-01-01'
      const now = new Date(Date.parse(log.at(-1)?.recordedAt ?? '2024-01-01T00:00:00Z') + later * day).toISOString()
      const whole = projectedAt(now, log)
      // Today is the day of the current register, whatever its events say.
      fc.pre(asOf !== whole.register.today())
      const past = projectedAt(
        now,
        log.filter((event) => event.type === 'PersonErased' || dayOfEvent(event) <= asOf),
      )
      const questions = questionsAt(whole, asOf)
      expect(answersOf(whole, questions)).toEqual(answersOf(past, questions))
    },
  )

  test.prop([steps(undefined, { maxLength: 60 })], runs(6))('of today equals the view without a day', (history) => {
    const { log } = executeHistory(history)
    const whole = projectedAt(log.at(-1)?.recordedAt ?? '2024-01-01T00:00:00Z', log)
    const asOf = whole.register.today()
    const asked = questionsAt(whole, asOf)
    const withoutDay = asked.map(({ name, params }) => ({ name, params: { ...params, asOf: undefined } }))
    const withoutErased = (answers: readonly string[]): readonly string[] =>
      answers.map((text) => text.replace(/"asOf":"[^"]*",?/, '').replace(/,}/, '}'))
    const optional = withoutDay.filter(({ name }) => !needsDay.includes(name))
    expect(withoutErased(answersOf(whole, optional))).toEqual(
      withoutErased(
        answersOf(
          whole,
          asked.filter(({ name }) => !needsDay.includes(name)),
        ),
      ),
    )
  })
})

const isErasure = ({ type }: KnownEvent): boolean => type === 'PersonErased'

/** All questions, with and without a day, including histories. */
const everyQuestionAt = (projections: Projections, asOf: string): readonly Question[] => {
  const pool = poolOf(projections.register)
  return viewNames
    .filter((name) => name !== 'listPreferences')
    .flatMap((name) =>
      questionsFor(name, pool, { viewer: '', asOf }).map((params) => ({
        name,
        params: { ...params, viewer: undefined },
      })),
    )
}

describe('a view with knownAt', () => {
  test.prop([steps(undefined, { maxLength: 60 }), offsets, fc.nat(), fc.integer({ min: 0, max: 100 })], runs(8))(
    'equals that of a register that has seen no later events, except that persons erased since are erased',
    (history, days, where, percent) => {
      const log = executeHistory(history).log.map((event, index) => moved(event, days[index % days.length] ?? 0))
      const count = 1 + (where % log.length)
      const now = log.at(-1)?.recordedAt ?? '2024-01-01T00:00:00Z'
      const known = projectedAt(now, log).knownAfter(count)
      const past = projectedAt(now, [...log.slice(0, count), ...log.slice(count).filter(isErasure)])
      const all = log.slice(0, count).map(dayOfEvent).sort()
      const asOf = all[Math.floor((percent / 100) * (all.length - 1))] ?? '2024-01-01'
      for (const _ of known.takeIn());
      const questions = everyQuestionAt(past, asOf).filter(({ name }) => !isHistory(name))
      expect(answersOf({ ...past, views: known.views }, questions)).toEqual(answersOf(past, questions))
    },
  )

  test.prop([steps(undefined, { maxLength: 60 }), fc.nat()], runs(6))(
    'has the history rows written by then',
    (history, where) => {
      const { log } = executeHistory(history)
      const count = 1 + (where % log.length)
      const now = log.at(-1)?.recordedAt ?? '2024-01-01T00:00:00Z'
      const known = projectedAt(now, log).knownAfter(count)
      const past = projectedAt(now, log.slice(0, count))
      fc.pre(!log.slice(count).some(isErasure))
      const questions = everyQuestionAt(past, '2024-01-01').filter(({ name }) => isHistory(name))
      expect(answersOf({ ...past, views: known.views }, questions)).toEqual(answersOf(past, questions))
    },
  )
})
