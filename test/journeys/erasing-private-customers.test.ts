import { randomBytes } from 'node:crypto'
import { type Clientele, type Context, openClientele } from '@clientele/adapters'
import { memoryKeys } from '@clientele/adapters/keys'
import { memory } from '@clientele/adapters/memory'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { onEveryStore } from '../stores.js'

const masterKey = randomBytes(32).toString('base64')

const accepted = async (crm: Clientele, type: string, data: object, context: Context = {}): Promise<void> => {
  const outcome = await crm.executeUnknown({ type, data }, context)
  if (isLeft(outcome)) throw new Error(`${type}: ${JSON.stringify(outcome.left)}`)
}

/** Texts about a private customer that name its person by the customer, its project or its task only. */
const records = async (crm: Clientele): Promise<void> => {
  await accepted(crm, 'RegisterEmployee', { employeeId: 'anna', name: 'Anna Aalto', admin: true })
  await accepted(crm, 'DefineNumberSeries', { seriesId: 's', kind: null, start: 1, end: 99 })
  const pia = { personId: 'pia', customerId: 'cp', lastName: 'Piiparinen', number: 5 }
  await accepted(crm, 'RegisterPrivateCustomer', pia, { reason: 'marked-registering' })
  await accepted(crm, 'WriteNote', { activityId: 'n1', links: { customerIds: ['cp'] }, text: 'marked-note' })
  await accepted(crm, 'EditNote', { activityId: 'n1', text: 'marked-edited' })
  await accepted(crm, 'RegisterProject', { projectId: 'x', customerId: 'cp', name: 'X' }, { reason: 'marked-project' })
  await accepted(crm, 'WriteNote', { activityId: 'n2', links: { projectIds: ['x'] }, text: 'marked-of-project' })
  await accepted(crm, 'CloseProject', { projectId: 'x' }, { reason: 'marked-closing' })
  await accepted(crm, 'RegisterTask', { activityId: 't', links: { customerIds: ['cp'] }, title: 'marked-task' })
  await accepted(crm, 'ChangeTaskStatus', { activityId: 't', status: 'done' }, { reason: 'marked-status' })
  await accepted(crm, 'LinkFile', { activityId: 'f', links: { personId: 'pia' }, fileRef: 'f', name: 'marked-file' })
  await accepted(crm, 'UnlinkFile', { activityId: 'f' }, { reason: 'marked-unlinking' })
  await accepted(crm, 'DeleteNote', { activityId: 'n2' }, { reason: 'marked-deleting' })
  await accepted(crm, 'ChangeCustomerNumber', { customerId: 'cp', number: 7 }, { reason: 'marked-number' })
  await accepted(crm, 'ArchiveCustomer', { customerId: 'cp', reason: 'marked-archiving' })
  await accepted(crm, 'RestoreCustomer', { customerId: 'cp', reason: 'marked-restoring' })
}

const marksIn = (texts: readonly unknown[]): readonly string[] => [
  ...new Set(JSON.stringify(texts).match(/marked-[a-z-]+/g)),
]

const logOf = async (log: AsyncIterable<readonly unknown[]>): Promise<readonly unknown[]> => {
  const events: unknown[] = []
  for await (const batch of log) events.push(...batch)
  return events
}

const subjects = [
  ['contact', 'pia'],
  ['customer', 'cp'],
  ['project', 'x'],
  ['customerNumber', '5'],
  ['customerNumber', '7'],
  ['activity', 'n1'],
  ['activity', 'n2'],
  ['activity', 't'],
  ['activity', 'f'],
] as const

const shown = (crm: Clientele): readonly unknown[] => [
  crm.register.dump(),
  crm.audit.changes({ limit: 1000 }),
  ...subjects.map(([kind, id]) => crm.views.subjectHistory({ subject: { kind, id }, locale: 'en' })),
]

onEveryStore('erasing a private customer of an encrypted register', (make) => {
  test('reaches texts about it that do not name its person: of its notes, tasks, files, project and number', async () => {
    const store = make()
    const crm = await openClientele({ store, keys: { masterKey, store: memoryKeys() } })
    await records(crm)
    const stored = await store.open()
    if (isLeft(stored)) throw new Error(stored.left.error)
    expect(marksIn(await logOf(stored.right.readAll()))).toEqual([])
    await stored.right.close()
    expect(marksIn(await logOf(crm.events()))).toHaveLength(14)
    expect(marksIn([crm.audit.changes({ limit: 1000 })])).toHaveLength(14)
    await accepted(crm, 'ErasePerson', { personId: 'pia' })
    expect(marksIn(await logOf(crm.events()))).toEqual([])
    expect(marksIn(shown(crm))).toEqual([])
    expect(await crm.rebuild()).toMatchObject({ right: { differences: [], equal: true } })
    await crm.close()
  })
})

describe('erasing a private customer without a master key', () => {
  test('hides the same texts from views, histories and audit answers', async () => {
    const crm = await openClientele({ store: memory() })
    await records(crm)
    const before = await crm.store.head()()
    await accepted(crm, 'ErasePerson', { personId: 'pia' })
    expect(marksIn(shown(crm))).toEqual([])
    const known = await crm.knownAt(isLeft(before) ? '' : (before.right?.position ?? ''))
    expect(marksIn([known.audit.changes({ limit: 1000 })])).toEqual([])
    expect(marksIn([known.views.subjectHistory({ subject: { kind: 'customer', id: 'cp' } })])).toEqual([])
    await crm.close()
  })
})

const exportOf = async (crm: Clientele, personId: string, locale?: string) => {
  const exported = await crm.personDataExport(personId, locale === undefined ? {} : { locale })
  if (exported === null) throw new Error('There is no such person.')
  return exported
}

describe('the export of the data of a private customer', () => {
  test('has the activities and texts that name only the customer, its project or its task', async () => {
    const crm = await openClientele({ store: memory() })
    await records(crm)
    const { activities, recorded, records: found, page } = await exportOf(crm, 'pia')
    expect(activities.map(({ activityId }) => activityId).sort()).toEqual(['n1', 't'])
    expect(activities).toContainEqual(
      expect.objectContaining({ activityId: 't', texts: expect.objectContaining({ status: 'done' }) }),
    )
    expect(marksIn(recorded)).toHaveLength(14)
    expect(marksIn([page])).toHaveLength(14)
    expect(found).toMatchObject([{ personId: 'pia', customer: { customerId: 'cp', number: 7, archived: false } }])
    expect(await crm.inClear(['pia'])).toBe(18)
    await crm.close()
  })

  test('omits texts of activities that are about another private customer too', async () => {
    const crm = await openClientele({ store: memory() })
    await records(crm)
    await accepted(crm, 'RegisterPrivateCustomer', { personId: 'olli', customerId: 'co', lastName: 'Ollikainen' })
    const links = { personId: 'pia', customerIds: ['co'] }
    await accepted(crm, 'WriteNote', { activityId: 'both', links, text: 'marked-both' })
    const exported = await exportOf(crm, 'pia')
    expect(exported.activities).toContainEqual(expect.objectContaining({ activityId: 'both', withOthers: true }))
    expect(JSON.stringify(exported)).not.toContain('marked-both')
    await crm.close()
  })

  test('is the same after the customer was deleted, for its person and for others', async () => {
    const crm = await openClientele({ store: memory() })
    for (const [personId, customerId] of Object.entries({ pia: 'cp', olli: 'co' }))
      await accepted(crm, 'RegisterPrivateCustomer', { personId, customerId, lastName: 'Ollikainen' })
    await accepted(crm, 'WriteNote', { activityId: 'own', links: { customerIds: ['co'] }, text: 'marked-own' })
    await accepted(crm, 'WriteNote', {
      activityId: 'both',
      links: { personId: 'pia', customerIds: ['co'] },
      text: 'marked-both',
    })
    await accepted(crm, 'DeleteCustomer', { customerId: 'co' }, { reason: 'marked-deleting' })
    expect(JSON.stringify(await exportOf(crm, 'pia'))).not.toContain('marked')
    const { activities, recorded } = await exportOf(crm, 'olli')
    expect(activities.map(({ activityId, withOthers }) => [activityId, withOthers])).toEqual([
      ['own', false],
      ['both', true],
    ])
    expect(marksIn([activities, recorded])).toEqual(['marked-own', 'marked-deleting'])
    await crm.close()
  })

  test('includes superseded texts of activities that name a company too', async () => {
    const crm = await openClientele({ store: memory() })
    await accepted(crm, 'RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' })
    await accepted(crm, 'RegisterContact', { personId: 'pia', lastName: 'Piiparinen' })
    const links = { personId: 'pia', customerIds: ['acme'] }
    await accepted(crm, 'WriteNote', { activityId: 'n', links, text: 'marked-first' })
    await accepted(crm, 'EditNote', { activityId: 'n', text: 'marked-second' })
    await accepted(crm, 'WriteNote', { activityId: 'c', links: { customerIds: ['acme'] }, text: 'marked-of-company' })
    expect(marksIn([await exportOf(crm, 'pia')]).toSorted()).toEqual(['marked-first', 'marked-second'])
    await crm.close()
  })

  test('has a page in each language, with the fields of the person', async () => {
    const crm = await openClientele({ store: memory() })
    await records(crm)
    await accepted(crm, 'AddClassifierValue', { catalogue: 'contactCategory', value: 'vip' })
    await accepted(crm, 'AssignContactCategory', { personId: 'pia', category: 'vip' })
    await accepted(crm, 'AddContactProperty', { number: 5, name: 'Christmas card' })
    await accepted(crm, 'AssignContactProperty', { personId: 'pia', propertyNo: 5 })
    const titles = {
      en: 'Personal data: pia',
      fi: 'Henkilötiedot: pia',
      sv: 'Personuppgifter: pia',
      et: 'Isikuandmed: pia',
    }
    for (const [locale, title] of Object.entries(titles)) {
      const { page } = await exportOf(crm, 'pia', locale)
      expect(page).toContain(`<html lang="${locale}">`)
      expect(page).toContain(`<h1>${title}</h1>`)
      for (const text of ['vip', 'Christmas card', 'Piiparinen']) expect(page).toContain(text)
    }
    await crm.close()
  })
})
