import { randomBytes } from 'node:crypto'
import { type Clientele, openClientele, type RetentionPolicy, retentionSubjects } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let crm: Clientele

type DatedCommand = readonly [day: string, type: string, data: object]

const execute = async (...commands: readonly DatedCommand[]): Promise<void> => {
  for (const [today, type, data] of commands) {
    const outcome = await crm.executeUnknown({ type, data }, { today })
    if (isLeft(outcome)) throw new Error(`${type}: ${JSON.stringify(outcome.left)}`)
  }
}

const today = '2026-06-01'

const contacts: RetentionPolicy = { name: 'old contacts', of: 'contactsOfArchivedCustomers', years: 5 }
const privates: RetentionPolicy = { name: 'old customers', of: 'archivedPrivateCustomers', years: 5 }
const alone: RetentionPolicy = { name: 'loose contacts', of: 'contactsWithoutCompany', years: 5 }
const partly: RetentionPolicy = { name: 'the rest', of: 'partlyErased', years: 0 }

beforeEach(async () => {
  crm = await openClientele({
    store: memory(),
    clock: () => '2026-06-01T09:00:00.000Z',
    keys: { masterKey: randomBytes(32).toString('base64') },
  })
  await execute(
    ['2015-01-01', 'RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho', admin: true }],
    ['2015-01-01', 'RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg' }],
    ['2015-01-01', 'RegisterCustomer', { customerId: 'old', kind: 'company', name: 'Old Oy' }],
    ['2015-01-01', 'RegisterCustomer', { customerId: 'live', kind: 'company', name: 'Live Oy' }],
    ['2015-01-01', 'RegisterContact', { personId: 'maria', lastName: 'Maa' }],
    ['2015-01-01', 'LinkContactToCompany', { personId: 'maria', customerId: 'old' }],
  )
})

afterEach(() => crm.close())

const due = async (...policies: readonly RetentionPolicy[]) => {
  const page = await crm.retention.due({ policies, today })
  if (isLeft(page)) throw new Error(page.left.error)
  return page.right.rows
}

const idsOf = async (...policies: readonly RetentionPolicy[]): Promise<readonly string[]> =>
  (await due(...policies)).map(({ personId }) => personId)

const archived = (day: string): Promise<void> => execute([day, 'ArchiveCustomer', { customerId: 'old' }])

describe('a contact of archived customers is due for erasure', () => {
  test('once the customer has been archived for the years of the policy', async () => {
    await archived('2021-06-02')
    expect(await idsOf(contacts)).toEqual([])
    await execute(['2021-06-03', 'RestoreCustomer', { customerId: 'old' }])
    expect(await idsOf({ ...contacts, years: 0 })).toEqual([])
  })

  test('with the reasons', async () => {
    await archived('2021-06-01')
    expect(await due(contacts)).toEqual([
      {
        personId: 'maria',
        policy: 'old contacts',
        of: 'contactsOfArchivedCustomers',
        since: '2021-06-01',
        lastActivity: '2015-01-01',
        customerIds: ['old'],
        heldUntil: null,
      },
    ])
  })

  const note = (day: string, text: string): DatedCommand => [
    day,
    'WriteNote',
    { activityId: 'n', links: { personId: 'maria' }, text },
  ]
  const later = '2022-01-01'
  const events: { readonly [what: string]: readonly DatedCommand[] } = {
    'was linked to another company': [
      ['2019-01-01', 'LinkContactToCompany', { personId: 'maria', customerId: 'live' }],
    ],
    'was changed since': [[later, 'ChangeContactDetails', { personId: 'maria', changes: { title: 'CEO' } }]],
    'has a note of later': [note(later, 'Hi')],
    'has a note that was edited later': [
      note('2016-01-01', 'Hi'),
      [later, 'EditNote', { activityId: 'n', text: 'Ho' }],
    ],
    'has a meeting that is planned': [
      ['2016-01-01', 'RegisterMeeting', { activityId: 'm', personIds: ['maria'], ownerId: 'anna', date: '2026-07-01' }],
    ],
    'is in a project that goes on': [
      ['2016-01-01', 'RegisterProject', { projectId: 'j', customerId: 'live', name: 'Roof' }],
      ['2016-01-01', 'AddProjectParticipant', { projectId: 'j', personId: 'maria' }],
    ],
    'is a private customer': [
      ['2016-01-01', 'ConvertContactToPrivateCustomer', { personId: 'maria', customerId: 'mc' }],
    ],
    'took over somebody of whom something was said later': [
      [later, 'RegisterContact', { personId: 'mia', lastName: 'Maa' }],
      ['2022-01-02', 'MergeContacts', { survivorId: 'maria', duplicateId: 'mia' }],
    ],
  }

  test.each(Object.entries(events))('unless it %s', async (_, happened) => {
    await execute(...happened)
    await archived('2020-01-01')
    expect(await idsOf(contacts)).toEqual([])
  })

  test('even if an administrator has placed a hold, which only an erasure checks', async () => {
    await archived('2020-01-01')
    await execute(['2025-01-01', 'PlaceLegalHold', { personId: 'maria', until: '2027-01-01' }])
    expect(await due(contacts)).toMatchObject([{ personId: 'maria', heldUntil: '2027-01-01' }])
  })
})

describe('others are due for erasure', () => {
  test('private customers, and contacts of no company, by their own policies', async () => {
    await execute(
      ['2015-01-01', 'RegisterPrivateCustomer', { personId: 'pia', customerId: 'cp', lastName: 'Pii' }],
      ['2020-01-01', 'ArchiveCustomer', { customerId: 'cp' }],
      ['2021-06-01', 'RegisterContact', { personId: 'loose', lastName: 'Loo' }],
      ['2021-06-02', 'RegisterContact', { personId: 'young', lastName: 'You' }],
    )
    expect(await idsOf(privates)).toEqual(['pia'])
    expect(await idsOf(alone)).toEqual(['loose'])
    expect(await idsOf(contacts, privates, alone)).toEqual(['loose', 'pia'])
    expect(await due({ ...alone, name: 'first' }, alone)).toMatchObject([{ personId: 'loose', policy: 'first' }])
  })

  test('retained invoice data, after the last day of retention', async () => {
    await execute(
      ['2019-01-01', 'RegisterPrivateCustomer', { personId: 'pia', customerId: 'cp', lastName: 'Pii' }],
      ['2019-02-01', 'RecordInvoice', { customerId: 'cp', documentId: 'd', date: '2019-02-01' }],
      ['2020-01-01', 'ErasePerson', { personId: 'pia' }],
    )
    const page = async (day: string) => crm.retention.due({ policies: [partly], today: day })
    expect(await page('2025-12-31')).toMatchObject({ right: { rows: [] } })
    expect(await page('2026-01-01')).toMatchObject({ right: { rows: [{ personId: 'pia', since: '2025-12-31' }] } })
    expect(await crm.retention.erase([partly], { today: '2026-01-01' })).toMatchObject({
      right: { erased: [{ personId: 'pia', scope: 'full' }] },
    })
  })

  test('the same day years before a leap day is the last of February', async () => {
    await archived('2019-02-28')
    const page = await crm.retention.due({ policies: [contacts], today: '2024-02-29' })
    expect(page).toMatchObject({ right: { rows: [{ personId: 'maria' }] } })
  })
})

describe('a private customer is not due', () => {
  const pia: DatedCommand = [
    '2015-01-01',
    'RegisterPrivateCustomer',
    { personId: 'pia', customerId: 'cp', lastName: 'Pii' },
  ]
  const project: DatedCommand = ['2016-01-01', 'RegisterProject', { projectId: 'j', customerId: 'cp', name: 'Roof' }]
  const links = { customerIds: ['cp'] }

  const note = (on: object): DatedCommand => ['2016-01-01', 'WriteNote', { activityId: 'n', links: on, text: 'Hi' }]

  test.each<readonly [string, DatedCommand, DatedCommand | null]>([
    ['a note that was edited later', note(links), ['2022-01-01', 'EditNote', { activityId: 'n', text: 'Ho' }]],
    ['a note that was deleted later', note(links), ['2022-01-01', 'DeleteNote', { activityId: 'n' }]],
    [
      'a note on its project that was edited later',
      note({ projectIds: ['j'] }),
      ['2022-01-01', 'EditNote', { activityId: 'n', text: 'Ho' }],
    ],
    [
      'a task that is planned',
      ['2016-01-01', 'RegisterTask', { activityId: 't', links, ownerId: 'anna', dueDate: '2026-07-01' }],
      null,
    ],
  ])('if it has %s, though it does not name the person', async (_, first, later) => {
    await execute(pia, project, first, ['2017-01-01', 'CloseProject', { projectId: 'j' }])
    await execute(['2018-01-01', 'ArchiveCustomer', { customerId: 'cp' }], ...(later === null ? [] : [later]))
    expect(await idsOf(privates)).toEqual([])
  })
})

describe('the list of persons due', () => {
  test('changes nothing, and is paged', async () => {
    for (const personId of ['b', 'a', 'c'])
      await execute(['2016-01-01', 'RegisterContact', { personId, lastName: personId }])
    const before = crm.register.position
    const page = await crm.retention.due({ policies: [alone], today, offset: 1, limit: 1 })
    expect(page).toMatchObject({ right: { total: 3, today, rows: [{ personId: 'b' }] } })
    expect(crm.register.position).toBe(before)
  })

  test('is for administrators and the host', async () => {
    const asked = async (viewer: string) => crm.retention.due({ policies: [contacts], viewer })
    expect(await asked('anna')).toMatchObject({ _tag: 'Right' })
    expect(await asked('bert')).toMatchObject({ left: { error: 'NotAdministrator', by: 'bert' } })
    expect(await asked('zoe')).toMatchObject({ left: { error: 'UnknownViewer' } })
  })

  test.each<readonly [unknown, string]>([
    [undefined, ''],
    [{ policies: 'all' }, 'policies'],
    [{ policies: [{ ...contacts, of: 'everybody' }] }, 'policies.0.of'],
    [{ policies: [{ ...contacts, years: -1 }] }, 'policies.0.years'],
    [{ policies: [{ ...contacts, years: 1.5 }] }, 'policies.0.years'],
    [{ policies: [{ ...contacts, name: ' ' }] }, 'policies.0.name'],
    [{ policies: [{ ...contacts, month: 1 }] }, 'policies.0.month'],
    [{ policies: [contacts], today: '2026-02-30' }, 'today'],
    [{ policies: [contacts], limit: -1 }, 'limit'],
  ])('%j is refused by its path', async (question, path) => {
    const answer = await Reflect.apply(crm.retention.due, crm.retention, [question])
    expect(answer).toMatchObject({ left: { error: 'MalformedQuestion', problems: [{ path }] } })
  })
})

describe('erasing the persons due', () => {
  const loose = ['a', 'b', 'c', 'd']

  beforeEach(async () => {
    for (const personId of loose) await execute(['2016-01-01', 'RegisterContact', { personId, lastName: 'Loose' }])
  })

  test('erases exactly them, and reports ids only', async () => {
    await execute(['2025-01-01', 'PlaceLegalHold', { personId: 'c', until: '2027-01-01' }])
    const progress: number[] = []
    const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void => {
      progress.push(done, total)
    }
    const receipt = await crm.retention.erase([alone], { by: 'anna', today, onProgress })
    const erased = ['a', 'b', 'd'].map((personId) => ({ personId, policy: 'loose contacts', scope: 'full' }))
    expect(receipt).toEqual({
      _tag: 'Right',
      right: {
        today,
        by: 'anna',
        erased,
        notErased: [
          { personId: 'c', policy: 'loose contacts', error: 'ErasureBlockedByRetention', until: '2027-01-01' },
        ],
        remaining: 0,
        stopped: null,
        inClear: 0,
      },
    })
    expect(progress).toEqual([1, 4, 2, 4, 3, 4, 4, 4])
    expect(await idsOf(alone)).toEqual(['c'])
    expect(crm.register.tables.persons.get('maria')?.erased).toBeNull()
    expect(JSON.stringify(crm.views.contactSearch({ asOf: today }))).toContain('Maa')
  })

  test('is for administrators', async () => {
    expect(await crm.retention.erase([alone], { by: 'bert' })).toMatchObject({ left: { error: 'NotAdministrator' } })
    expect(await idsOf(alone)).toEqual(loose)
  })

  test('stops when it is cancelled, and continues when repeated', async () => {
    const cancelling = new AbortController()
    const onProgress = ({ done }: { readonly done: number }): void => {
      if (done === 2) cancelling.abort()
    }
    const first = await crm.retention.erase([alone], { today, onProgress, signal: cancelling.signal })
    expect(first).toMatchObject({ right: { remaining: 2, stopped: { error: 'Cancelled' } } })
    expect(await idsOf(alone)).toEqual(['c', 'd'])
    const second = await crm.retention.erase([alone], { today })
    expect(second).toMatchObject({
      right: { remaining: 0, stopped: null, erased: [{ personId: 'c' }, { personId: 'd' }] },
    })
  })

  test('does not erase a person with new data meanwhile', async () => {
    const onProgress = async ({ done }: { readonly done: number }): Promise<void> => {
      if (done === 1) await execute([today, 'ChangeContactDetails', { personId: 'd', changes: { title: 'CEO' } }])
    }
    const receipt = await crm.retention.erase([alone], { today, onProgress: (at) => void onProgress(at) })
    expect(receipt).toMatchObject({ right: { notErased: [{ personId: 'd', error: 'ConcurrencyConflict' }] } })
    expect(crm.register.tables.persons.get('d')?.erased).toBeNull()
  })
})

test('does not erase a person with a new activity meanwhile', async () => {
  // Enough of them that the note is written before the last is erased.
  const personIds = Array.from({ length: 60 }, (_, index) => `p${String(index).padStart(2, '0')}`)
  for (const personId of personIds) await execute(['2016-01-01', 'RegisterContact', { personId, lastName: 'Loose' }])
  const links = { personId: 'p59' }
  const onProgress = async ({ done }: { readonly done: number }): Promise<void> => {
    if (done === 1) await execute([today, 'WriteNote', { activityId: 'new', links, text: 'Hi' }])
  }
  const receipt = await crm.retention.erase([alone], {
    today,
    onProgress: (at) => void onProgress(at),
  })
  expect(receipt).toMatchObject({
    right: { notErased: [{ personId: 'p59', error: 'ConcurrencyConflict' }] },
  })
})

test('every kind of policy has a name', () => {
  expect(retentionSubjects).toEqual([contacts, privates, alone, partly].map(({ of }) => of))
})
