import { channels } from '@clientele/domain'
import type { NamedSubject, Projections } from '@clientele/projections'
import { executeHistory, projected, type Step, steps } from '@clientele/testing'
import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const step = (type: Step['command']['type'], data: object): Step => ({
  command: { type, data },
  by: 'host',
  daysLater: 0,
})

/** Added to the start of every history: data that most viewers may not see. */
const more: readonly Step[] = [
  step('RegisterCustomer', { customerId: 'hush', name: 'Hush Oy', ownerId: 'e1', private: true }),
  step('AssignResponsible', { customerId: 'hush', employeeId: 'e2' }),
  step('RegisterContact', { personId: 'shy', lastName: 'Shy', email: 'shy@hush.example' }),
  step('LinkContactToCompany', { personId: 'shy', customerId: 'hush' }),
  step('GiveMarketingConsent', { customerId: 'hush', channel: 'email', evidence: { capturedAt: '2024-01-01' } }),
]

const viewersOf = ({ register }: Projections): readonly string[] =>
  [...register.tables.employees.rows()]
    .filter(({ inactiveFrom }) => inactiveFrom === null)
    .map(({ employeeId }) => employeeId)

/** Whether a view shows a viewer the subject of an answer. */
const isShown = ({ views }: Projections, { kind, id }: Pick<NamedSubject, 'kind' | 'id'>, viewer: string): boolean => {
  if (kind === 'customer') return views.customerCard({ customerId: id, viewer }) !== null
  if (kind === 'contact') return views.contactCard({ personId: id, viewer }) !== null
  return true
}

/** Whether a subject still exists: a deleted customer has a history but no card. */
const isThere = ({ register }: Projections, { kind, id }: Pick<NamedSubject, 'kind' | 'id'>): boolean => {
  if (kind === 'customer') return register.tables.customers.get(id) !== undefined
  return kind !== 'contact' || register.tables.persons.get(id) !== undefined
}

const shownSubjects = (projections: Projections, viewer: string): readonly NamedSubject[] => {
  const { audit, register } = projections
  const { rows } = audit.difference({ viewer, from: { asOf: '2000-01-01' }, limit: 10_000 })
  const customers = [...register.tables.customers.rows()].map(({ customerId }) => customerId)
  const persons = [...register.tables.persons.rows()].map(({ personId }) => personId)
  const responsibilities = customers.flatMap((customerId) =>
    ['e1', 'e2'].map((employeeId) => audit.explain({ customerId, employeeId, viewer })),
  )
  const permissions = channels.flatMap((channel) => [
    ...customers.map((customerId) => audit.explain({ customerId, channel, viewer })),
    ...persons.map((personId) => audit.explain({ personId, channel, viewer })),
  ])
  const events = [...responsibilities, ...permissions].flatMap((one) => one?.events ?? [])
  return [...rows, ...events.flatMap((one) => [one, ...(one.cause === null ? [] : [one.cause])])].map(
    ({ subject }) => subject,
  )
}

describe('audit questions', () => {
  test.prop([steps(undefined, { maxLength: 60 })], runs(8))(
    'never name a subject that the views hide from the viewer',
    (history) => {
      const projections = projected(executeHistory([...more, ...history]).log)
      for (const viewer of viewersOf(projections)) {
        const hidden = shownSubjects(projections, viewer).filter(
          (subject) => isThere(projections, subject) && !isShown(projections, subject, viewer),
        )
        expect(hidden).toEqual([])
        if (!isShown(projections, { kind: 'customer', id: 'hush' }, viewer)) {
          const about = { customerId: 'hush', viewer } as const
          expect(projections.audit.explain({ ...about, employeeId: 'e2' })).toBeNull()
          expect(projections.audit.explain({ ...about, channel: 'email' })).toBeNull()
          expect(projections.audit.explain({ ...about, personId: 'shy', channel: 'email' })).toBeNull()
        }
      }
    },
  )
})
