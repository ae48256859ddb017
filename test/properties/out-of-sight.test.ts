import { categoryOf, idOfStream, type KnownEvent, linkedTo } from '@clientele/domain'
import type { Projections, Views } from '@clientele/projections'
import {
  activeEmployees,
  executeHistory,
  isContactOfOthers,
  maySee,
  projected,
  type Step,
  steps,
} from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { poolOf, questionsFor, viewNames, written } from './questions.js'
import { runs } from './runs.js'

/** What a viewer may not see: customers, and what is reached only through them. */
type Hidden = {
  readonly customers: ReadonlySet<string>
  readonly persons: ReadonlySet<string>
  /** The persons who are private contacts of others, whatever the visibility of their companies. */
  readonly privates: ReadonlySet<string>
  readonly projects: ReadonlySet<string>
  readonly activities: ReadonlySet<string>
}

const hiddenFrom = ({ register }: Projections, log: readonly KnownEvent[], viewer: string): Hidden => {
  const { tables } = register
  const customers = new Set(
    [...tables.customers.rows()].map(({ customerId }) => customerId).filter((id) => !maySee(register, viewer, id)),
  )
  const privates = new Set(
    [...tables.privateContacts.rows()]
      .map(({ personId }) => personId)
      .filter((personId) => isContactOfOthers(register, viewer, personId)),
  )
  const persons = new Set(
    [...tables.persons.rows()]
      .filter(({ personId, customerId, companyIds }) => {
        const itself = tables.customers.keysWhere('personId', personId)
        const behind = [...(customerId === null ? [] : [customerId]), ...itself, ...companyIds]
        return privates.has(personId) || (behind.length > 0 && behind.every((id) => customers.has(id)))
      })
      .map(({ personId }) => personId),
  )
  // A merged person is hidden with its survivor.
  const isMergedInto = (hidden: ReadonlySet<string>, personId: string): boolean => {
    const mergedInto = tables.persons.get(personId)?.mergedInto ?? null
    return mergedInto !== null && (hidden.has(mergedInto) || isMergedInto(hidden, mergedInto))
  }
  for (const { personId } of tables.persons.rows()) {
    if (isMergedInto(privates, personId)) privates.add(personId)
    if (isMergedInto(persons, personId)) persons.add(personId)
  }
  const projects = new Set(
    [...tables.projects.rows()].filter(({ customerId }) => customers.has(customerId)).map(({ projectId }) => projectId),
  )
  const isOwn = (personId: string): boolean => customers.has(tables.persons.get(personId)?.customerId ?? '')
  // Deleted activities are known from events only.
  const activities = log
    .filter(({ stream }) => categoryOf(stream) === 'activity')
    .filter(({ data }) => {
      const { customerIds, personIds, projectIds } = linkedTo(data as Parameters<typeof linkedTo>[0])
      return (
        customerIds.some((id) => customers.has(id)) ||
        personIds.some((id) => persons.has(id) || isOwn(id)) ||
        projectIds.some((id) => projects.has(id))
      )
    })
    .map(({ stream }) => idOfStream(stream))
  return { customers, persons, privates, projects, activities: new Set(activities) }
}

const field = ({ data }: KnownEvent, name: string): string => String(Reflect.get(data, name) ?? '')

/** Whether an event is about something hidden: on its stream, or naming it from another. */
const mentions = (hidden: Hidden, event: KnownEvent): boolean => {
  const id = idOfStream(event.stream)
  const [category = ''] = event.stream.split('-')
  const own: { readonly [category: string]: ReadonlySet<string> } = {
    customer: hidden.customers,
    person: hidden.persons,
    project: hidden.projects,
    activity: hidden.activities,
  }
  return (
    own[category]?.has(id) === true ||
    hidden.customers.has(field(event, 'customerId')) ||
    hidden.persons.has(field(event, 'personId'))
  )
}

const linkingTypes: readonly string[] = ['ContactLinkedToCompany', 'PrivateCustomerCreated', 'CustomerRegistered']

/** Streams that once linked a person or project to something visible still mention it: such steps are skipped. */
const wasLinked = (hidden: Hidden, log: readonly KnownEvent[]): boolean =>
  log.some(
    (event) =>
      linkingTypes.includes(event.type) &&
      [idOfStream(event.stream), field(event, 'personId')].some(
        (id) => hidden.persons.has(id) && !hidden.privates.has(id),
      ) &&
      !hidden.customers.has(field(event, 'customerId')),
  )

// A number is taken whoever has it, and a count in an employee's stream stays as it was recorded.
const exempt: ReadonlySet<keyof Views> = new Set(['nextCustomerNumber', 'numberSeries'])

type View = (question: unknown) => unknown

const answersOf = (
  { views }: Projections,
  question: { readonly name: keyof Views; readonly params: unknown },
): string => written((views[question.name] as View)(question.params))

const asked = (pool: ReturnType<typeof poolOf>, viewer: string, asOf: string) =>
  viewNames
    .filter((name) => !exempt.has(name))
    .flatMap((name) => questionsFor(name, pool, { viewer, asOf }).map((params) => ({ name, params })))

const differences = (log: readonly KnownEvent[], viewer: string): readonly string[] => {
  const all = projected(log)
  const hidden = hiddenFrom(all, log, viewer)
  if (hidden.customers.size + hidden.persons.size === 0 || wasLinked(hidden, log)) return []
  const seen = log.filter((event, index) => index === log.length - 1 || !mentions(hidden, event))
  const without = projected(seen)
  return asked(poolOf(all.register), viewer, all.register.today())
    .filter((question) => answersOf(all, question) !== answersOf(without, question))
    .map(({ name, params }) => `${name} ${JSON.stringify(params)}`)
}

const host = (type: Step['command']['type'], data: object): Step => ({
  command: { type, data },
  by: 'host',
  daysLater: 0,
})

const isExcluded = ({ command: { type, data } }: Step): boolean =>
  ['ReassignResponsibilities', 'DeleteCustomer', 'InitialiseTenant'].includes(type) ||
  // A ban or property for one company is a statement about the person, whoever sees the company.
  (/Ban|ContactProperty$/.test(type) && Reflect.get(data as object, 'customerId') != null)

/** Adds hidden data, and a last event visible to all, which sets the day. */
const withSecrets = (history: readonly Step[]): readonly Step[] => [
  host('ChangeCustomerOwner', { customerId: 'c3', ownerId: 'e3' }),
  host('MarkCustomerPrivate', { customerId: 'c3' }),
  host('LinkContactToCompany', { personId: 'p2', customerId: 'c3' }),
  host('RegisterContact', { personId: 'shy', lastName: 'Xyzzy', email: 'shy@x.example', private: true, ownerId: 'e3' }),
  host('LinkContactToCompany', { personId: 'shy', customerId: 'c1' }),
  host('SetMarketingBan', { personId: 'shy', channel: 'email' }),
  host('GrantPortalAccess', { customerId: 'c1', personId: 'shy' }),
  host('AddProjectParticipant', { projectId: 'j1', personId: 'shy' }),
  host('RegisterTask', { activityId: 'hushed', links: { customerId: 'c1', personId: 'shy' }, title: 'Hushed' }),
  host('MarkContactPrivate', { personId: 'p3', ownerId: 'e3' }),
  host('RegisterProject', { projectId: 'secret', customerId: 'c3', name: 'Secret' }),
  host('AssignResponsible', { projectId: 'secret', employeeId: 'e4' }),
  host('GrantGroupVisibility', { groupId: 'g1', employeeId: 'e2' }),
  ...history.filter((step) => !isExcluded(step)),
  host('CreateSpecialGroup', { specialGroupId: 'last', name: 'Last' }),
]

describe('the answer to a viewer', () => {
  test.prop([steps(undefined, { maxLength: 60 })], runs(12))(
    'with hidden customers, persons and projects in the register is the same as without them, in every view',
    (history) => {
      const { log } = executeHistory(withSecrets(history))
      for (const viewer of activeEmployees(projected(log))) expect(differences(log, viewer), viewer).toEqual([])
    },
  )

  test.prop([steps(undefined, { maxLength: 20 })], runs(5))(
    'is a refusal without an actor, for an unknown one and for one who has left, in every view',
    (history) => {
      const leaving = [
        host('RegisterEmployee', { employeeId: 'leaver', name: 'Leaver' }),
        host('DeactivateEmployee', { employeeId: 'leaver' }),
      ]
      const { log } = executeHistory([...history, ...leaving])
      const projections = projected(log)
      const pool = poolOf(projections.register)
      for (const viewer of ['', 'nobody-such', 'E1', 'leaver', null, 5])
        for (const name of viewNames)
          for (const params of questionsFor(name, pool, { viewer: viewer as string, asOf: '2024-03-01' }))
            expect(
              refusal(() => (projections.views[name] as View)(params)),
              `${name} as ${viewer}`,
            ).toMatch(/^(UnknownViewer|ViewerHasLeft)$/)
    },
  )
})

const refusal = (ask: () => unknown): unknown => {
  try {
    const answer = ask() as { readonly _tag?: string; readonly left?: { readonly error: string } } | null
    return answer?._tag === 'Left' ? answer.left?.error : answer
  } catch (error) {
    return (error as { readonly refusal: { readonly error: string } }).refusal.error
  }
}

test.prop([fc.constant(0)], { numRuns: 1 })('is tested with steps that really hide something', () => {
  const { log } = executeHistory(withSecrets([]))
  const hidden = hiddenFrom(projected(log), log, 'e4')
  expect([...hidden.customers, ...hidden.persons, ...hidden.projects]).toEqual([
    'c4',
    'c3',
    'p2',
    'p3',
    'shy',
    'secret',
  ])
})
