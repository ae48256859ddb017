import { type Clientele, type Outcome, openClientele, type Receipt } from '@clientele/adapters'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MakeStore, onEveryStore } from '../stores.js'

type Command = readonly [type: string, data: object, context?: { readonly by?: string; readonly reason?: string }]

/** The months of the register: the day of the actor, and the commands of that day. */
const january: readonly Command[] = [
  ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aalto', admin: true }],
  ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg' }],
  ['RegisterEmployee', { employeeId: 'carl', name: 'Carl Ceder' }],
  ['DefineRole', { roleId: 'manager', name: 'Manager', kind: 'customer', cardinality: 'many', required: false }],
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['CreateCustomerGroup', { groupId: 'south', name: 'South' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna' }],
  ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'north' }],
  ['RegisterContact', { personId: 'pia', firstName: 'Pia', lastName: 'Ek', email: 'pia@ek.fi' }],
  ['LinkContactToCompany', { personId: 'pia', customerId: 'acme' }],
  ['RegisterContact', { personId: 'olli', firstName: 'Olli', lastName: 'Oja', email: 'olli@oja.fi' }],
]
const february: readonly Command[] = [
  ['AssignResponsible', { customerId: 'acme', employeeId: 'bert', roleId: 'manager', from: '2026-02-01' }],
  ['RegisterCustomer', { customerId: 'acme-2', name: 'Acme Oy (again)', ownerId: 'bert' }],
]
const march: readonly Command[] = [
  ['SetMarketingBan', { personId: 'olli', channel: 'email', date: '2026-03-10' }, { reason: 'He asked.' }],
  ['ChangeContactDetails', { personId: 'pia', changes: { phone: '040 123' } }, { reason: 'She asked by phone.' }],
  ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'south' }],
]
// A correction recorded in April, valid since February: Carl, not Bert.
const correction: readonly Command[] = [
  ['RemoveResponsible', { customerId: 'acme', employeeId: 'bert', from: '2026-02-01' }, { reason: 'Wrong person.' }],
  ['AssignResponsible', { customerId: 'acme', employeeId: 'carl', roleId: 'manager', from: '2026-02-01' }],
]
const may: readonly Command[] = [['MergeCustomers', { survivorId: 'acme', duplicateId: 'acme-2' }]]
const june: readonly Command[] = [['ErasePerson', { personId: 'pia' }, { reason: 'GDPR 17' }]]

type Walk = {
  readonly crm: Clientele
  /** Executes commands on a day; returns the position of the last event. */
  readonly executeOn: (day: string, commands: readonly Command[], by?: string) => Promise<string>
}

const succeeded = (outcome: Outcome, type: string): Receipt => {
  if (isLeft(outcome)) throw new Error(`${type}: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

const walking = async (store: ReturnType<MakeStore>): Promise<Walk> => {
  const crm = await openClientele({ store })
  const executeOn: Walk['executeOn'] = async (day, commands, by = 'anna') => {
    let position = ''
    for (const [type, data, context] of commands) {
      const outcome = await crm.executeUnknown({ type, data }, { by, as: 'host', at: `${day}T09:00:00Z`, ...context })
      position = succeeded(outcome, type).position ?? position
    }
    return position
  }
  return { crm, executeOn }
}

const responsibleOn = ({ views }: Pick<Clientele, 'views'>, asOf: string): readonly string[] =>
  views
    .responsibilityMatrix({ asOf })
    .rows.filter(({ subject }) => subject.id === 'acme')
    .flatMap(({ cells }) => Object.entries(cells).flatMap(([id, { responsible }]) => (responsible ? [id] : [])))

onEveryStore(
  'twelve questions of an auditor about half a year',
  (make) => {
    let walk: Walk
    let inMarch = ''
    let inJune = ''

    beforeAll(async () => {
      walk = await walking(make())
      const { executeOn } = walk
      await executeOn('2026-01-05', january)
      await executeOn('2026-02-02', february)
      inMarch = await executeOn('2026-03-10', march, 'bert')
      await executeOn('2026-02-02', correction)
      await executeOn('2026-05-04', may)
      inJune = await executeOn('2026-06-15', june)
      return () => walk.crm.close()
    })

    const acme = { kind: 'customer', id: 'acme' } as const

    test('1. who was responsible on 1 March, as we knew it on 10 March? Bert', async () => {
      expect(responsibleOn(await walk.crm.knownAt(inMarch), '2026-03-01')).toEqual(['bert'])
    })

    test('2. and as we know it now? Carl', () => {
      expect(responsibleOn(walk.crm, '2026-03-01')).toEqual(['carl'])
    })

    test('3. who changed it, and why? Anna, for it was the wrong person', () => {
      const { rows } = walk.crm.audit.changes({ subjects: [acme], fields: ['responsible'], after: inMarch })
      expect(rows.map(({ type, by, reason }) => [type, by, reason])).toEqual([
        ['ResponsibleAssigned', 'anna', null],
        ['ResponsibilityVoided', 'anna', 'Wrong person.'],
      ])
    })

    test('4. what differs between the two for that customer? The responsible, by name', () => {
      const from = { asOf: '2026-03-01', knownAt: inMarch }
      const { rows } = walk.crm.audit.difference({ subject: acme, from, to: { asOf: '2026-03-01' } })
      expect(rows.map((row) => [row.field, row.old, row.new])).toEqual([
        ['responsible', 'Bert Berg (Manager)', 'Carl Ceder (Manager)'],
      ])
    })

    test('5. why is Carl responsible? He was assigned, as of February', () => {
      const why = walk.crm.audit.explain({ customerId: 'acme', employeeId: 'carl', asOf: '2026-03-01' })
      expect([why?.responsible, why?.because]).toEqual([true, 'assigned'])
      expect(why?.events.map(({ type, by, day }) => [type, by, day])).toEqual([
        ['ResponsibleAssigned', 'anna', '2026-02-02'],
      ])
    })

    test('6. in which groups was the customer, and how long? North for 64 days, then South', () => {
      const rows = walk.crm.audit.durations({ subject: acme, of: 'group', asOf: '2026-03-19' })
      expect(rows.map(({ name, days }) => [name, days])).toEqual([
        ['North', 64],
        ['South', 10],
      ])
    })

    test('7. since when do we know that it is in South? Since Bert recorded it', () => {
      const rows = walk.crm.audit.fieldHistory({ subject: acme, field: 'customerGroup' })
      const now = rows.filter(({ knownUntil, value }) => knownUntil === null && value !== null)
      expect(now.map(({ value, from, until }) => [value, from, until])).toEqual([
        ['North', '2026-01-05', '2026-03-10'],
        ['South', '2026-03-10', null],
      ])
    })

    test('8. was it allowed to e-mail Olli on 15 March? No: he had banned e-mail, recorded by Bert', async () => {
      const known = await walk.crm.knownAt(inMarch)
      const may = known.audit.explain({ personId: 'olli', channel: 'email', asOf: '2026-03-15' })
      expect([may?.allowed, may?.because]).toEqual([false, 'ban'])
      expect(may?.events.filter(({ decides }) => decides).map(({ by }) => by)).toEqual(['bert'])
    })

    test('9. what do we still know of Pia? Nothing, at any moment', async () => {
      for (const { views, audit } of [walk.crm, await walk.crm.knownAt(inMarch)]) {
        const answers = JSON.stringify([
          views.contactCard({ personId: 'pia' }),
          views.contactHistory({ personId: 'pia' }),
          audit.changes({ limit: 1_000 }),
        ])
        expect(answers).not.toMatch(/pia@ek\.fi|Ek\b|by phone|040 123/)
      }
    })

    test('10. what happened to the second record? It was merged into the first', () => {
      const { rows } = walk.crm.audit.changes({ types: ['CustomersMerged', 'CustomerMerged', 'CustomerAbsorbed'] })
      expect(rows.length).toBeGreaterThan(0)
      expect(walk.crm.views.customerCard({ customerId: 'acme' })?.absorbed).toEqual([
        { id: 'acme-2', name: 'Acme Oy (again)' },
      ])
    })

    test('11. did anybody tamper with the log? No, it still matches the stored head', async () => {
      const { ok, head, first } = await walk.crm.verify()
      expect([ok, first]).toEqual([true, undefined])
      await walk.executeOn('2026-06-16', [['RegisterCustomer', { customerId: 'later', name: 'Later Oy' }]])
      expect((await walk.crm.verify({ against: head })).ok).toBe(true)
    })

    test('12. is this the log we stored, or a restored backup that was written to? Another log is detected', async () => {
      const { head } = await walk.crm.verify()
      const restored = await walking(make())
      await restored.executeOn('2026-01-05', january)
      const { ok, first } = await restored.crm.verify({ against: head })
      await restored.crm.close()
      expect(ok).toBe(false)
      expect(['cut', 'diverged']).toContain(first?.problem)
      expect(inJune).not.toBe('')
    })
  },
  afterAll,
)
