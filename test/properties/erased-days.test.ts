import { dateOf, type KnownEvent } from '@clientele/domain'
import { createProjections, type Projections } from '@clientele/projections'
import { executeHistory, smallPools, steps, type ValueOptions } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { poolOf, questionsFor, viewNames, written } from './questions.js'
import { runs } from './runs.js'

const secret = 'SECRET-7f3a'

/** All personal texts contain the secret. */
const secretly: ValueOptions = { pools: smallPools.pools, personalText: fc.constantFrom(secret, `x ${secret}`) }

const told = [
  ...(['RegisterContact', 'ChangeContactDetails', 'RegisterPrivateCustomer', 'MergeContacts'] as const),
  ...(['ConvertContactToPrivateCustomer', 'LinkContactToCompany', 'SetMarketingBan'] as const),
]

const day = 24 * 3_600_000

const moved = (event: KnownEvent, days: number): KnownEvent => {
  const at = new Date(Date.parse(event.occurrence.at) + days * day).toISOString()
  const metadata = { ...event.metadata, at }
  return { ...event, metadata, occurrence: metadata } as KnownEvent
}

/** Executes a history, erases every person, and moves each event before the erasures by some days. */
const erased = (history: Parameters<typeof executeHistory>[0], days: readonly number[]): readonly KnownEvent[] => {
  const executed = executeHistory(history)
  const told = [...executed.log]
  const merged = new Set(told.flatMap(({ type, stream }) => (type === 'ContactMergedInto' ? [stream] : [])))
  const persons = new Set(told.flatMap(({ type, stream }) => (type === 'ContactRegistered' ? [stream] : [])))
  for (const person of [...persons].filter((stream) => !merged.has(stream))) {
    const meta = { by: 'host', host: true as const, at: '2150-01-01T09:00:00.000Z', today: '2150-01-01' }
    const command = { type: 'ErasePerson', data: { personId: person.slice('person-'.length) } }
    expect(executed.execute(command, { ...meta, commandId: `erase ${person}` }).refusals).toEqual([])
  }
  return [
    ...told.map((event, index) => moved(event, days[index % days.length] ?? 0)),
    ...executed.log.slice(told.length),
  ]
}

const answersOn = (projections: Projections, views: Projections['views'], asOf: string): string => {
  const pool = poolOf(projections.register)
  return viewNames
    .filter((name) => name !== 'listPreferences')
    .flatMap((name) =>
      questionsFor(name, pool, { viewer: '', asOf }).map((params) =>
        written((views[name] as (question: unknown) => unknown)({ ...params, viewer: undefined, asOf })),
      ),
    )
    .join('\n')
}

const offsets = fc.array(fc.integer({ min: -60, max: 40 }), { minLength: 60, maxLength: 60 })

describe('after the erasure of a person whose events are backdated in any way', () => {
  test.prop([steps(told, { minLength: 5, maxLength: 25 }, secretly), offsets, fc.nat(), fc.nat()], runs(15))(
    'no view has a text about it, as of any day, now or as known before',
    (history, days, where, count) => {
      const log = erased(history, days)
      const projections = createProjections(() => '2150-02-01T00:00:00.000Z')
      projections.applyAll(log)
      const all = [...new Set(log.map(({ occurrence }) => dateOf(occurrence.at, 'Europe/Helsinki')))].sort()
      const asOf = all[where % all.length] ?? ''
      expect(answersOn(projections, projections.views, asOf)).not.toContain(secret)
      const known = projections.knownAfter(1 + (count % log.length))
      for (const _ of known.takeIn());
      expect(answersOn(projections, known.views, asOf)).not.toContain(secret)
    },
  )
})
