import {
  type Clientele,
  type Logger,
  openClientele,
  openTenants,
  type PersonRead,
  type ReadLog,
} from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

const clock = () => '2026-06-01T09:00:00.000Z'

const filled = async (crm: Clientele): Promise<Clientele> => {
  for (const command of [
    { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna Aho', admin: true } },
    { type: 'RegisterContact', data: { personId: 'maria', lastName: 'Maa' } },
    { type: 'RegisterPrivateCustomer', data: { personId: 'pia', customerId: 'cp', lastName: 'Pii' } },
  ]) {
    const outcome = await crm.executeUnknown(command)
    if (isLeft(outcome)) throw new Error(outcome.left.error)
  }
  return crm
}

const opened = async (readLog: ReadLog, logger?: Logger): Promise<Clientele> =>
  filled(await openClientele({ store: memory(), clock, readLog, follow: false, ...(logger && { logger }) }))

const card = (crm: Clientele, personId = 'maria'): unknown =>
  crm.views.contactCard({ personId, viewer: 'anna', asOf: crm.today() })

test('records who looked at whom through which view, in order, with ids only', async () => {
  const reads: PersonRead[] = []
  const crm = await opened((some) => {
    reads.push(...some)
  })
  card(crm)
  crm.views.customerCard({ customerId: 'cp', asOf: crm.today() })
  crm.audit.changes({ viewer: 'anna', subjects: [{ kind: 'contact', id: 'maria' }] })
  const known = await crm.knownAt(crm.register.position ?? '')
  known.views.contactCard({ personId: 'maria', asOf: crm.today() })
  await crm.personDataExport('maria')
  await crm.retention.due({ policies: [{ name: 'all', of: 'contactsWithoutCompany', years: 0 }], viewer: 'anna' })
  const listing = crm.views.contactListing({ asOf: crm.today() })
  expect([...listing.rows]).toHaveLength(2)
  await crm.close()
  expect(reads.map(({ at, more, ...read }) => [read.view, read.viewer, read.subject, read.personIds])).toEqual([
    ['contactCard', 'anna', { kind: 'contact', id: 'maria' }, ['maria']],
    ['customerCard', null, { kind: 'customer', id: 'cp' }, ['pia']],
    ['audit.changes', 'anna', null, ['maria']],
    ['knownAt.contactCard', null, { kind: 'contact', id: 'maria' }, ['maria']],
    ['personDataExport', null, { kind: 'contact', id: 'maria' }, ['maria']],
    ['retention.due', 'anna', null, ['maria']],
    ['contactListing', null, null, ['maria', 'pia']],
  ])
  expect(reads.every(({ at }) => at === clock())).toBe(true)
  expect(JSON.stringify(reads)).not.toMatch(/Maa|Pii/)
})

test('neither waits for the host nor throws its errors, and delivers the reads again', async () => {
  const [lines, given]: [string[], (readonly PersonRead[])[]] = [[], []]
  const note = (_: object, message: string): void => {
    lines.push(message)
  }
  let isBroken = true
  const readLog: ReadLog = (reads) => {
    if (isBroken) throw new Error('Maa is a secret')
    given.push(reads)
  }
  const crm = await opened(readLog, { info: () => {}, warn: note, error: note })
  expect(card(crm)).toMatchObject({ lastName: 'Maa' })
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(lines).toEqual(['the log of reads took nothing: it is tried again'])
  isBroken = false
  await crm.close()
  expect(given.flat().map(({ view }) => view)).toEqual(['contactCard'])
})

test('queues at most 10,000 reads, and counts lost ones', async () => {
  const sizes: number[] = []
  let lost = 0
  let open = (): void => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const crm = await opened(async (reads, missed) => {
    await gate
    sizes.push(reads.length)
    lost += missed
  })
  for (let count = 0; count < 10_050; count += 1) crm.views.portalUsers({ customerId: 'cp', asOf: crm.today() })
  open()
  await crm.close()
  expect(sizes.reduce((sum, size) => sum + size, 0) + lost).toBe(10_050)
  expect([Math.max(...sizes), lost]).toEqual([1_000, 50])
})

test.each<readonly [what: string, readLog: ReadLog]>([
  ['refuses', () => Promise.reject(new Error('away'))],
  ['never answers', () => new Promise(() => {})],
])('closing a register does not wait forever for a host that %s', async (_, readLog) => {
  const crm = await opened(readLog)
  card(crm)
  await crm.close({ drain: 200 })
  expect(await crm.execute({ type: 'RegisterContact', data: { personId: 'x', lastName: 'X' } })).toMatchObject({
    left: { error: 'StoreClosed' },
  })
})

test('each tenant has a separate read log', async () => {
  const reads: string[] = []
  const tenants = openTenants({
    store: () => memory(),
    readLog: (id) => (some) => {
      reads.push(...some.map(({ view }) => `${id} ${view}`))
    },
  })
  await tenants.use('one', async (crm) => card(await filled(crm)))
  await tenants.use('two', async (crm) => card(await filled(crm)))
  await tenants.close()
  expect(reads.sort()).toEqual(['one contactCard', 'two contactCard'])
})
