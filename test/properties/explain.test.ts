import { channels, dateOf, dayOf, type KnownEvent, responsibilityEvents, statementOf } from '@clientele/domain'
import { createProjections, type ExplainingEvent, type Projections } from '@clientele/projections'
import { executeHistory, type Step, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const day = 24 * 3_600_000

const projectedAt = (now: string, log: readonly KnownEvent[]): Projections => {
  const projections = createProjections(() => now)
  projections.applyAll(log)
  return projections
}

const daysOf = (log: readonly KnownEvent[]): readonly string[] => [
  ...new Set(log.map(({ occurrence }) => dateOf(occurrence.at, 'UTC'))),
]

const nowAfter = (log: readonly KnownEvent[]): string =>
  new Date(Date.parse(log.at(-1)?.recordedAt ?? '2024-01-01T00:00:00Z') + 400 * day).toISOString()

const customersIn = ({ register }: Projections) => [...register.tables.customers.rows()]
const employeesIn = ({ register }: Projections) => [...register.tables.employees.rows()]

/** The positions of the events that an explanation names. */
const positionsOf = (events: readonly { readonly position: string }[]): ReadonlySet<string> =>
  new Set(events.map(({ position }) => position))

/** A log with only some of the events that assign or end responsibilities. */
const withOnly = (
  log: readonly KnownEvent[],
  isInQuestion: (event: KnownEvent) => boolean,
  positions: ReadonlySet<string>,
): readonly KnownEvent[] => log.filter((event) => !isInQuestion(event) || positions.has(event.position))

const isOfResponsibility = ({ type }: KnownEvent): boolean =>
  Object.hasOwn(responsibilityEvents, type) || type === 'AbsencePlanned'

const cellIn = ({ views }: Projections, customerId: string, employeeId: string, asOf: string) =>
  views.responsibilityMatrix({ asOf }).rows.find(({ subject }) => subject.id === customerId)?.cells[employeeId] ?? null

const step = (type: Step['command']['type'], data: object, daysLater = 0): Step => ({
  command: { type, data },
  by: 'host',
  daysLater,
})

/** Added to the start of every history: responsibilities to explain. */
const more: readonly Step[] = [
  step('AssignResponsible', { customerId: 'c1', employeeId: 'e1' }),
  step('AssignResponsible', { customerId: 'c2', employeeId: 'e2', until: 'day+20' }),
  step('ToggleResponsible', { customerId: 'c1', employeeId: 'e2' }, 2),
  step('PlanAbsence', { employeeId: 'e2', substituteId: 'e3', from: 'day+1', until: 'day+9' }, 1),
  step('RemoveResponsible', { customerId: 'c1', employeeId: 'e1' }, 3),
]

const merging = ['MergeCustomers', 'MergeContacts', 'DeleteCustomer', 'AssignResponsible', 'EndResponsibility'] as const
const marketing = ['SetMarketingBan', 'LiftMarketingBan', 'GiveMarketingConsent', 'WithdrawMarketingConsent'] as const
const offsets = fc.array(fc.integer({ min: -60 * 24, max: 40 * 24 }), { minLength: 40, maxLength: 40 })

/** The same event, some hours earlier or later. */
const moved = (event: KnownEvent, hours: number): KnownEvent => {
  const at = new Date(Date.parse(event.occurrence.at) + hours * 3_600_000).toISOString()
  const metadata = { ...event.metadata, at }
  return { ...event, metadata, occurrence: metadata } as KnownEvent
}

const zone = 'Europe/Helsinki'

const dayOfEvent = ({ type, data, occurrence }: KnownEvent): string => {
  const toStatement = Object.hasOwn(statementOf, type) ? statementOf[type as 'MarketingBanSet'] : null
  return toStatement === null ? dateOf(occurrence.at, zone) : dayOf(toStatement(data as never, occurrence.at), zone)
}

describe('an explanation as of a day', () => {
  const types = [...merging, ...marketing, 'RegisterCustomer', 'RegisterContact', 'PlanAbsence'] as const
  test.prop([steps(types, { maxLength: 50 }), offsets, fc.nat()], runs(15))(
    'equals that of a register with only the facts up to that day',
    (history, hours, where) => {
      const log = executeHistory([...more, ...history]).log.map((event, index) =>
        moved(event, hours[index % hours.length] ?? 0),
      )
      const now = nowAfter(log)
      const whole = projectedAt(now, log)
      const days = [...new Set(log.map(dayOfEvent))].sort()
      const asOf = days[where % days.length] ?? ''
      const past = projectedAt(
        now,
        log.filter((event) => dayOfEvent(event) <= asOf),
      )
      const known = customersIn(past).map(({ customerId }) => ({ customerId }))
      const persons = [...past.register.tables.persons.rows()].map(({ personId }) => ({ personId }))
      const cells = known.flatMap((one) => employeesIn(whole).map(({ employeeId }) => ({ ...one, employeeId, asOf })))
      const parties = [...known, ...persons].map((one) => ({ ...one, channel: 'email' as const, asOf }))
      const told = <A extends { readonly events: readonly ExplainingEvent[] }>(why: A | null) =>
        why === null ? null : { ...why, events: why.events.map(({ position, cause }) => [position, cause?.position]) }
      const answers = ({ audit }: Projections) => [
        cells.map((question) => [question, told(audit.explain(question))]),
        parties.map((question) => [question, told(audit.explain(question))]),
      ]
      expect(answers(whole)).toEqual(answers(past))
    },
  )
})

describe('the explanation of a responsibility', () => {
  test.prop([steps(undefined, { maxLength: 50 }), fc.nat()], runs(6))(
    'agrees with the matrix cell, and its events alone produce the responsibility',
    (history, where) => {
      const { log } = executeHistory([...more, ...history])
      const now = nowAfter(log)
      const projections = projectedAt(now, log)
      const days = daysOf(log)
      const asOf = days[where % days.length] ?? ''
      for (const { customerId, archived } of customersIn(projections))
        for (const { employeeId } of employeesIn(projections)) {
          const why = projections.audit.explain({ customerId, employeeId, asOf })
          const { events = [], because, ...cell } = why ?? {}
          const shown = cellIn(projections, customerId, employeeId, asOf)
          if (shown !== null) expect(cell).toEqual(shown)
          else if (!archived) expect(cell).toEqual({ responsible: false, roles: [], until: null })
          const alone = projectedAt(now, withOnly(log, isOfResponsibility, positionsOf(events)))
          expect(
            cellIn(alone, customerId, employeeId, asOf),
            JSON.stringify([customerId, employeeId, because]),
          ).toEqual(shown)
        }
    },
  )
})

const isStatement = ({ type }: KnownEvent): boolean =>
  Object.hasOwn(statementOf, type) || type === 'ContactPropertyAssigned' || type === 'ContactPropertyRemoved'

describe('the explanation of a permission', () => {
  test.prop([steps(undefined, { maxLength: 60 }), fc.nat()], runs(8))(
    'agrees with the permission, and the deciding facts alone produce it',
    (history, where) => {
      const { log } = executeHistory(history)
      const now = nowAfter(log)
      const projections = projectedAt(now, log)
      const days = daysOf(log)
      const asOf = days[where % days.length] ?? ''
      const persons = [...projections.register.tables.persons.rows()].map(({ personId }) => ({ personId }))
      const customers = customersIn(projections).map(({ customerId }) => ({ customerId }))
      const both = persons.flatMap((one) => customers.slice(0, 2).map((other) => ({ ...one, ...other })))
      for (const party of [...persons, ...customers, ...both])
        for (const channel of channels) {
          const why = projections.audit.explain({ ...party, channel, asOf })
          const [shown = null] = projections.views
            .marketingPermissions({ ...party, asOf })
            .filter((one) => one.channel === channel)
          if (why === null) {
            expect(shown).toBeNull()
            continue
          }
          const { events, consentModel, ...permission } = why
          expect(permission).toEqual(shown)
          expect(['optIn', 'optOut', 'optInForNaturalPersons']).toContain(consentModel)
          const deciding = positionsOf(events.filter(({ decides }) => decides))
          const alone = projectedAt(now, withOnly(log, isStatement, deciding))
          const [then] = alone.views.marketingPermissions({ ...party, asOf }).filter((one) => one.channel === channel)
          expect([then?.allowed, then?.because], JSON.stringify([party, channel])).toEqual([
            permission.allowed,
            permission.because,
          ])
          if (permission.statement !== null) expect(deciding.size).toBeGreaterThan(0)
        }
    },
  )
})
