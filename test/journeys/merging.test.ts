import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import type { CommandType } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { column, shown } from './acting.js'

type Asked = readonly [type: CommandType, data: object]

const at = '2024-03-15T09:00:00.000Z'

/** A register after these commands were accepted. */
const registerAfter = async (...commands: readonly Asked[]): Promise<Clientele> => {
  const crm = await openClientele({ store: memory(), clock: () => at })
  for (const [type, data] of commands) {
    const outcome = await crm.executeUnknown({ type, data })
    if (isLeft(outcome)) expect.fail(`${type} is refused: ${JSON.stringify(outcome.left)}`)
  }
  return crm
}

const types = (crm: Clientele, subject: { readonly kind: 'customer' | 'contact'; readonly id: string }) =>
  column(shown(crm.views.subjectHistory({ subject })), 'type')

const acme: Asked = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]
const beta: Asked = ['RegisterCustomer', { customerId: 'beta', name: 'Beta Oy' }]
const p: Asked = ['RegisterContact', { personId: 'p', lastName: 'Berg', email: 'p@beta.fi' }]
const pAtBeta: Asked = ['LinkContactToCompany', { personId: 'p', customerId: 'beta' }]
const mergeCompanies: Asked = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]

describe('merging two private customers', () => {
  test('results in one person with an e-mail ban if either of them had it', async () => {
    const { views } = await registerAfter(
      ['RegisterPrivateCustomer', { personId: 'pa', customerId: 'a', lastName: 'Ek', email: 'a@ek.fi' }],
      ['RegisterPrivateCustomer', { personId: 'pb', customerId: 'b', lastName: 'Ek', email: 'b@ek.fi' }],
      ['SetMarketingBan', { personId: 'pb', channel: 'email' }],
      ['MergeCustomers', { survivorId: 'a', duplicateId: 'b' }],
    )
    expect(views.marketingPermissions({ personId: 'pa' })).toContainEqual(
      expect.objectContaining({ channel: 'email', allowed: false, because: 'ban' }),
    )
    expect(views.targetGroup({ channel: 'email' })).toMatchObject({ persons: [], excluded: { ban: 1 } })
    expect(column(views.contactSearch(), 'personId')).toEqual(['pa'])
    expect(views.contactCard({ personId: 'pb' })).toMatchObject({ mergedInto: 'pa', email: 'b@ek.fi' })
  })
})

describe('merging two companies', () => {
  test('keeps the contacts, recipients and projects of both', async () => {
    const { views } = await registerAfter(
      acme,
      beta,
      p,
      pAtBeta,
      ['RegisterEmployee', { employeeId: 'anna', name: 'Anna' }],
      ['RegisterProject', { projectId: 'oven', customerId: 'beta', name: 'Oven' }],
      ['AssignResponsible', { projectId: 'oven', employeeId: 'anna' }],
      ['WriteNote', { activityId: 'n1', links: { customerId: 'beta' }, text: 'Called' }],
      mergeCompanies,
    )
    const customerId = 'acme'
    expect(views.customerCard({ customerId })).toMatchObject({
      contacts: [{ id: 'p' }],
      projects: [{ id: 'oven' }],
      absorbed: [{ id: 'beta' }],
    })
    expect(views.targetGroup({ channel: 'email' }).persons).toMatchObject([{ personId: 'p', customerIds: ['acme'] }])
    expect(views.documentContact({ customerId, purpose: 'emailInvoice' })).toMatchObject({ proposed: 'p' })
    const { rows } = views.responsibilityMatrix({ asOf: '2024-03-15', showProjects: true })
    expect(column(rows, 'subject')).toMatchObject([{ id: 'acme' }, { kind: 'project', id: 'oven', customerId: 'acme' }])
    expect(views.contactNotes({ personId: 'p' })).toMatchObject([{ activityId: 'n1', origin: 'company' }])
    expect(views.customerCard({ customerId: 'beta' })).toMatchObject({ name: 'Beta Oy', mergedInto: 'acme' })
  })
  test('keeps the recipients of each, the survivor’s first', async () => {
    const { views } = await registerAfter(
      ['AddContactProperty', { number: 5, name: 'Invoices' }],
      ['ChangeSetting', { key: 'CONTACT_NUMBER', value: 5 }],
      acme,
      beta,
      p,
      pAtBeta,
      ['AssignContactProperty', { personId: 'p', propertyNo: 5 }],
      ['RegisterContact', { personId: 'q', lastName: 'Aalto' }],
      ['LinkContactToCompany', { personId: 'q', customerId: 'acme' }],
      mergeCompanies,
    )
    const { rows } = views.documentContact({ customerId: 'acme', purpose: 'emailInvoice' })
    expect(column(rows, 'personId')).toEqual(['q', 'p'])
  })
  test('results in one history, newest first and paged, even after a chain of merges', async () => {
    const crm = await registerAfter(
      ['RegisterCustomer', { customerId: 'gamma', name: 'Gamma AB' }],
      beta,
      acme,
      ['MergeCustomers', { survivorId: 'beta', duplicateId: 'gamma' }],
      mergeCompanies,
    )
    const all = [
      ['CustomerMergedInto', 'CustomerAbsorbed'],
      ['CustomerMergedInto', 'CustomerAbsorbed'],
      ['CustomerRegistered', 'CustomerRegistered', 'CustomerRegistered'],
    ].flat()
    expect(types(crm, { kind: 'customer', id: 'acme' })).toEqual(all)
    expect(types(crm, { kind: 'customer', id: 'beta' })).toEqual([
      'CustomerMergedInto',
      'CustomerMergedInto',
      'CustomerAbsorbed',
      'CustomerRegistered',
      'CustomerRegistered',
    ])
    const part = shown(crm.views.customerHistory({ customerId: 'acme', offset: 4, limit: 2 }))
    expect(column(part, 'summary')).toEqual([
      'Customer registered: Acme Oy, Kind: company',
      'Customer registered: Beta Oy, Kind: company',
    ])
  })
  test('is refused if the duplicate is private and the survivor is not', async () => {
    const crm = await registerAfter(['RegisterEmployee', { employeeId: 'anna', name: 'Anna' }], acme, [
      'RegisterCustomer',
      { customerId: 'beta', name: 'Beta Oy', ownerId: 'anna', private: true },
    ])
    const [type, data] = mergeCompanies
    expect(await crm.executeUnknown({ type, data })).toMatchObject({
      left: { error: 'MergeWouldReveal', survivorId: 'acme', duplicateId: 'beta' },
    })
  })
})

describe('merging two records of one contact', () => {
  const known: readonly Asked[] = [
    acme,
    ['AddContactProperty', { number: 5, name: 'Invoices' }],
    ['ChangeSetting', { key: 'CONTACT_NUMBER', value: 5 }],
    ['RegisterContact', { personId: 'p1', lastName: 'Berg' }],
    ['RegisterContact', { personId: 'p2', lastName: 'Berg', email: 'p2@acme.fi', mobile: '050' }],
    ['LinkContactToCompany', { personId: 'p1', customerId: 'acme' }],
    ['LinkContactToCompany', { personId: 'p2', customerId: 'acme' }],
    ['AssignContactProperty', { personId: 'p2', propertyNo: 5 }],
    ['WriteNote', { activityId: 'n1', links: { personId: 'p2' }, text: 'Likes tea' }],
    ['RegisterTask', { activityId: 't1', personIds: ['p2'], title: 'Call' }],
    ['MergeContacts', { survivorId: 'p1', duplicateId: 'p2' }],
  ]
  test('results in one recipient, with the notes, tasks and addresses of both', async () => {
    const { views } = await registerAfter(...known)
    expect(views.documentContact({ customerId: 'acme', purpose: 'emailInvoice' })).toMatchObject({
      rows: [{ personId: 'p1', email: 'p2@acme.fi' }],
      proposed: 'p1',
    })
    expect(views.contactCard({ personId: 'p1' })).toMatchObject({
      mobile: '050',
      notes: [{ activityId: 'n1' }],
      tasks: [{ activityId: 't1' }],
    })
    expect(column(views.contactSearch({ text: '050', searchType: 'phone' }), 'personId')).toEqual(['p1'])
  })
  test('results in one history', async () => {
    const crm = await registerAfter(...known)
    const lines = types(crm, { kind: 'contact', id: 'p1' })
    expect(lines.filter((type) => type === 'ContactRegistered')).toHaveLength(2)
    expect(lines).toContain('NoteWritten')
  })
  test('makes erasure cover both', async () => {
    const crm = await registerAfter(...known, ['ErasePerson', { personId: 'p1' }])
    for (const personId of ['p1', 'p2'])
      expect(crm.views.contactCard({ personId })).toMatchObject({ lastName: '[erased]', email: null, mobile: null })
    expect(crm.views.contactNotes({ personId: 'p1' })).toMatchObject([{ text: '[erased]' }])
    expect(JSON.stringify(crm.register.dump())).not.toMatch(/p2@acme|050|tea|Call/)
    expect(await crm.execute({ type: 'ErasePerson', data: { personId: 'p2' } })).toMatchObject({
      left: { error: 'ContactWasMerged', survivorId: 'p1' },
    })
  })
})
