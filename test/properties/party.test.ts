import type { Channel, CommandType, KnownEvent } from '@clientele/domain'
import type { DocumentPurpose, Projections, Register } from '@clientele/projections'
import { type ExecutedCommand, executeHistory, type History, type Step, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { isChosen } from './party/documents.js'
import { type Now, type Side, sideOf } from './party/side.js'
import { isRefused, statementsOf } from './party/statements.js'
import { reordered } from './reordered.js'
import { runs } from './runs.js'

/** The commands that link customers, persons and things. */
const around: readonly CommandType[] = [
  'LinkContactToCompany',
  'UnlinkContactFromCompany',
  'ChangeContactDetails',
  'SetMarketingBan',
  'LiftMarketingBan',
  'AssignContactProperty',
  'RemoveContactProperty',
  'AssignContactCategory',
  'RestrictContactEmailAccess',
  'RegisterProject',
  'AddProjectParticipant',
  'RemoveProjectParticipant',
  'RecordInvoice',
  'RecordSalesOrder',
  'VoidDocument',
  'AddInvoiceType',
  'AddLegalEntity',
  'RemoveLegalEntity',
  'OpenPersonalAccount',
  'ConfigureAccountProduct',
  'GrantPortalAccess',
  'RevokePortalAccess',
  'AssignCustomerProperty',
  'SetTrackingItem',
  'AddCustomerToSpecialGroup',
  'AssignResponsible',
  'WriteNote',
  'RegisterMeeting',
  'RegisterTask',
  'LinkFile',
  'RegisterEmail',
  'MoveCustomerToGroup',
  'GrantGroupVisibility',
  'ChangeCustomerOwner',
  'MarkCustomerPrivate',
  'MarkContactPrivate',
  'PlanAbsence',
]

const step = (type: CommandType, data: object, daysLater = 0): Step => ({
  command: { type, data },
  by: 'host',
  daysLater,
})

const setUp: readonly Step[] = [
  step('AddContactProperty', { number: 2, name: 'Invoices' }),
  step('AddContactProperty', { number: 3, name: 'Orders' }),
  step('ChangeSetting', { key: 'CONTACT_NUMBER', value: 2 }),
  step('ChangeSetting', { key: 'CONTACT_SALES', value: 3 }),
  step('ChangeSetting', { key: 'CONTACT_PURCHASE', value: 3 }),
  step('RegisterPrivateCustomer', { personId: 'p4', customerId: 'c5', lastName: 'Berg', email: 'berg@beta.fi' }),
  step('RegisterCustomer', { customerId: 'c6', name: 'Delta Oy' }),
  step('LinkContactToCompany', { personId: 'p2', customerId: 'c2' }),
  step('RegisterContact', { personId: 'p5', lastName: 'Ek', mobile: '050' }),
  step('LinkContactToCompany', { personId: 'p5', customerId: 'c6' }),
  step('RegisterProject', { projectId: 'j2', customerId: 'c2', name: 'Shop' }),
  step('WriteNote', { activityId: 'note4', links: { customerId: 'c2' }, text: 'Called' }),
]

const twoOf = (...ids: readonly string[]) => fc.shuffledSubarray([...ids], { minLength: 2, maxLength: 2 })

const merge = fc.oneof(
  twoOf('c1', 'c2', 'c3', 'c6').map((ids) => ['MergeCustomers', ids] as const),
  twoOf('c4', 'c5').map((ids) => ['MergeCustomers', ids] as const),
  twoOf('p1', 'p2', 'p3', 'p4', 'p5').map((ids) => ['MergeContacts', ids] as const),
)

const merges = fc.array(
  merge.map(([type, [survivorId, duplicateId]]) => step(type, { survivorId, duplicateId }, 1)),
  { minLength: 1, maxLength: 5 },
)

const scopes = fc
  .constantFrom('person', 'personAtCompany')
  .map((value) => step('ChangePolicy', { key: 'banScope', value }))

/** Histories with merges, including chains. */
const merging = fc
  .tuple(scopes, fc.array(fc.tuple(steps(around, { maxLength: 25 }), merges), { minLength: 1, maxLength: 3 }))
  .map(([scope, parts]) => [...setUp, scope, ...parts.flatMap(([history, merged]) => [...history, ...merged])])

const mergesIn = ({ commands }: History): readonly ExecutedCommand[] =>
  commands.filter(({ command, answer }) => command.type.startsWith('Merge') && answer.events.length > 0)

type Merged = { readonly survivorId: string; readonly duplicateId: string }

/** The survivors after one merge, which may merge two persons along with their customers. */
const nowAfter = (events: readonly KnownEvent[]): Now => {
  const into = new Map<string, string>(
    events.flatMap(({ type, stream, data }): readonly (readonly [string, string])[] =>
      type === 'CustomerMergedInto'
        ? [[stream, data.survivorId]]
        : type === 'ContactMergedInto'
          ? [[stream, data.survivorId]]
          : [],
    ),
  )
  return {
    customer: (id) => into.get(`customer-${id}`) ?? id,
    person: (id) => into.get(`person-${id}`) ?? id,
    isBefore: true,
  }
}

const itself: Now = { customer: (id) => id, person: (id) => id, isBefore: false }

/**
 * Whether a person is excluded now because of a statement on the other record: a refusal, not the merge, excludes it.
 */
const isExcluded = (after: Side, statement: string): boolean => {
  const [view, channel, personId, customerId] = JSON.parse(statement) as readonly string[]
  return view === 'targetGroup' && isRefused(after, channel as Channel, personId ?? '', customerId ?? '')
}

/** One of two persons may be a chosen recipient where the first contact was the recipient for lack of any other. */
const isChosenInstead = (after: Side, statement: string): boolean => {
  const [view, customerId = '', purpose] = JSON.parse(statement) as readonly string[]
  if (view !== 'documentContact') return false
  const { rows } = after.views.documentContact({ customerId, purpose: purpose as DocumentPurpose })
  return rows.every(({ personId }) => isChosen(after, purpose as DocumentPurpose, personId, customerId))
}

const lost = (executed: History, { before, after, meta, answer }: ExecutedCommand): readonly string[] => {
  const [earlier, later] = [before, after].map((count) => sideOf(executed.log.slice(0, count), meta.today))
  if (earlier === undefined || later === undefined) return []
  const laterStatements = new Set(statementsOf(later, itself))
  const mergesPersons = answer.events.some(({ type }) => type === 'ContactMergedInto')
  return statementsOf(earlier, nowAfter(answer.events)).filter(
    (one) => !laterStatements.has(one) && !isExcluded(later, one) && !(mergesPersons && isChosenInstead(later, one)),
  )
}

const viewersIn = ({ tables }: Register): readonly string[] =>
  [...tables.employees.rows()].map(({ employeeId }) => employeeId)

const sees = ({ views }: Projections, viewer: string) => ({
  customer: (customerId: string): boolean => views.customerCard({ customerId, viewer }) !== null,
  person: (personId: string): boolean => views.contactCard({ personId, viewer }) !== null,
})

/** The records of a pair that a viewer did not see before the merge but finds through the survivor. */
const uncoveredRecords = (
  before: Side,
  after: Side,
  { survivorId, duplicateId }: Merged,
  viewer: string,
  kind: 'customer' | 'person',
) =>
  sees(after, viewer)[kind](survivorId)
    ? [survivorId, duplicateId]
        .filter((id) => !sees(before, viewer)[kind](id))
        .map((id) => `${kind} ${id} to ${viewer}`)
    : []

const activitiesShown = ({ views, register }: Side, viewer: string): readonly string[] =>
  [...register.tables.persons.rows()].flatMap(({ personId }) => {
    const asked = { personId, viewer }
    return [
      ...views.contactNotes(asked),
      ...views.contactMeetings(asked),
      ...views.contactTasks(asked),
      ...views.contactFiles(asked),
    ].map(({ activityId }) => activityId)
  })

const isReadable = (side: Side, viewer: string, activityId: string): boolean => {
  const { tables } = side.register
  const row = [tables.notes, tables.meetings, tables.tasks, tables.files].flatMap(
    (table) => table.get(activityId) ?? [],
  )[0]
  if (row === undefined) return false
  const behind = [
    ...row.customerIds,
    ...row.projectIds.flatMap((id) => tables.projects.get(id)?.customerId ?? []),
    ...row.personIds.flatMap((id) => tables.persons.get(id)?.customerId ?? []),
  ]
  return behind.every(sees(side, viewer).customer)
}

const emailsShown = ({ views, register }: Side, viewer: string): ReadonlySet<string> =>
  new Set(
    [...register.tables.persons.rows()].flatMap(({ personId }) =>
      views.contactEmails({ personId, viewer }).rows.map(({ activityId }) => activityId),
    ),
  )

const uncovered = (executed: History, executedMerge: ExecutedCommand): readonly string[] => {
  const { before, after, meta, command } = executedMerge
  const [earlier, later] = [before, after].map((count) => sideOf(executed.log.slice(0, count), meta.today))
  if (earlier === undefined || later === undefined) return []
  const kind = command.type === 'MergeCustomers' ? 'customer' : 'person'
  return viewersIn(later.register).flatMap((viewer) => {
    const emails = emailsShown(earlier, viewer)
    return [
      ...uncoveredRecords(earlier, later, command.data as Merged, viewer, kind),
      ...activitiesShown(later, viewer).filter((id) => !isReadable(earlier, viewer, id)),
      ...[...emailsShown(later, viewer)].filter((id) => !emails.has(id)),
    ].map((found) => `${found} for ${viewer}`)
  })
}

const permissionsWidened = (executed: History, { before, after, meta, answer }: ExecutedCommand): readonly string[] => {
  const [earlier, later] = [before, after].map((count) => sideOf(executed.log.slice(0, count), meta.today))
  if (earlier === undefined || later === undefined) return []
  const now = nowAfter(answer.events)
  const persons = [...earlier.register.tables.persons.rows()]
  return persons.flatMap(({ personId, companyIds }) =>
    [null, ...companyIds].flatMap((place) =>
      earlier.views
        .marketingPermissions({ personId, customerId: place })
        .filter(({ allowed }) => !allowed)
        .filter(({ channel }) =>
          later.views
            .marketingPermissions({
              personId: now.person(personId),
              customerId: place === null ? null : now.customer(place),
            })
            .some((permission) => permission.channel === channel && permission.allowed),
        )
        .map(({ channel }) => `${personId} at ${place} by ${channel}`),
    ),
  )
}

describe('the survivor of merges is one party', () => {
  test.prop([merging], runs(60))('every view shows of it what it showed of either record before', (history) => {
    const executed = executeHistory(history)
    expect(mergesIn(executed).flatMap((executedMerge) => lost(executed, executedMerge))).toEqual([])
  })

  test.prop([merging], runs(40))('channels refused before stay refused', (history) => {
    const executed = executeHistory(history)
    expect(mergesIn(executed).flatMap((executedMerge) => permissionsWidened(executed, executedMerge))).toEqual([])
  })

  test.prop([merging], runs(40))('nobody sees what was hidden from them before', (history) => {
    const executed = executeHistory(history)
    expect(mergesIn(executed).flatMap((executedMerge) => uncovered(executed, executedMerge))).toEqual([])
  })

  test.prop([merging, fc.array(fc.nat(2_000), { minLength: 200, maxLength: 600 })], runs(40))(
    'INV-23 the order of events on independent streams does not matter',
    (history, places) => {
      const { log } = executeHistory(history)
      const [one, other] = [log, reordered(log, places)].map((events) => sideOf(events, '2024-03-15').register.dump())
      expect(other).toEqual(one)
    },
  )

  test('it holds over many steps', () => {
    const stories = fc.sample(merging, { numRuns: 60, seed: 1 }).map((history) => executeHistory(history))
    const chains = stories.filter((executed) => mergesIn(executed).length > 2)
    expect(chains.length).toBeGreaterThan(20)
  })
})
