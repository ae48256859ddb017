import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerIn, type Given, type ServedRegister, servedRegister } from './served.js'

const given: readonly Given[] = [
  ['RegisterEmployee', { employeeId: 'cilla', name: 'Cilla' }],
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ['RegisterCustomer', { customerId: 'beta', name: 'Beta Oy', groupId: 'north' }],
  ['RegisterContact', { personId: 'xshy1', lastName: 'Qwuxley', email: 'q@qwux.example' }],
  ['RegisterContact', { personId: 'xshy2', lastName: 'Qwuxbey' }],
  ['MergeContacts', { survivorId: 'xshy1', duplicateId: 'xshy2' }],
  ['LinkContactToCompany', { personId: 'xshy1', customerId: 'beta' }],
  ['GrantPortalAccess', { customerId: 'beta', personId: 'xshy1' }],
  ['MarkContactPrivate', { personId: 'xshy1', ownerId: 'cilla' }],
  ['RegisterContact', { personId: 'xshy3', lastName: 'Qwux' }],
  ['ConvertContactToPrivateCustomer', { personId: 'xshy3', customerId: 'xshyc', groupId: 'north' }],
  ['MarkContactPrivate', { personId: 'xshy3', ownerId: 'cilla' }],
  ['RegisterCustomer', { customerId: 'old', name: 'Old Oy' }],
  ['RegisterCustomer', { customerId: 'xshyd', name: 'Qwux Oy', ownerId: 'cilla' }],
  ['MergeCustomers', { survivorId: 'xshyd', duplicateId: 'old' }],
  ['MarkCustomerPrivate', { customerId: 'xshyd' }],
]

let bert: ServedRegister

beforeEach(async () => {
  bert = await servedRegister(given, 'bert')
})

afterEach(() => bert.close())

const secrets = /qwux|xshy/i

const change = (personId: string) => ({ type: 'ChangeContactDetails', data: { personId, changes: { title: 'x' } } })

describe('a user who may not see a private contact', () => {
  test('does not learn from a refusal which record a merged one became', async () => {
    const refused = async (command: unknown) => {
      const { error, detail } = await answerIn(await bert.post(command))
      return [error, secrets.test(detail.replaceAll('xshy2', ''))]
    }
    expect(await refused(change('xshy2'))).toEqual(['NotOwner', false])
    expect(await refused({ type: 'ArchiveCustomer', data: { customerId: 'old' } })).toEqual(['NotOwner', false])
    const moved = await bert.post({
      type: 'MoveCustomersToGroup',
      data: { customerIds: ['acme', 'old'], groupId: 'north' },
    })
    const answer = await moved.text()
    expect([moved.status, answer]).toEqual([200, expect.stringContaining('NotOwner')])
    expect(answer).not.toMatch(secrets)
    const guessed = { customerIds: ['old', 'xshyd', 'xshyc'], groupId: 'north' }
    const { failures } = JSON.parse(await (await bert.post({ type: 'MoveCustomersToGroup', data: guessed })).text())
    expect(failures).toEqual(guessed.customerIds.map((customerId) => ({ customerId, error: 'NotOwner', by: 'bert' })))
  })

  test('does not learn from a refusal which hidden customer stands in the way', async () => {
    const host: readonly Given[] = [
      ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' }],
      ['AssignResponsible', { customerId: 'xshyd', employeeId: 'cilla', roleId: 'seller' }],
      ['AssignResponsible', { customerId: 'xshyd', employeeId: 'anna', roleId: 'seller' }],
      ['ReserveCustomerNumber', { number: 77, customerId: 'xshyd' }],
      [
        'RegisterPrivateCustomer',
        { personId: 'open', customerId: 'xshye', lastName: 'O', ownerId: 'cilla', private: true },
      ],
      ['LinkContactToCompany', { personId: 'open', customerId: 'acme' }],
    ]
    for (const [type, data] of host) expect((await bert.crm.executeUnknown({ type, data }))._tag).toBe('Right')
    const refused = async (type: string, data: object) => {
      const text = await (await bert.post({ type, data })).text()
      return [JSON.parse(text).error, secrets.test(text)]
    }
    const single = { roleId: 'seller', name: 'Seller', kind: 'customer', cardinality: 'single' }
    expect(await refused('DefineRole', single)).toEqual(['PolicyConflictsWithState', false])
    expect(await refused('ChangeCustomerNumber', { customerId: 'acme', number: 77 })).toEqual([
      'CustomerNumberTaken',
      false,
    ])
    expect(await refused('ConvertContactToPrivateCustomer', { personId: 'open' })).toEqual(['NotOwner', false])
  })

  test('does not learn from an entity tag whether it exists, nor how often it changed', async () => {
    const asked = async (tag: string) =>
      (await bert.post({ type: 'CreateCustomerGroup', data: { name: tag } }, { 'if-match': `"${tag}"` })).status
    const streams = ['person-xshy1', 'person-xshy2', 'customer-xshyc', 'person-nobody']
    const tags = streams.flatMap((stream) => [0, 1, 2, 3, 4, 5].map((revision) => `${stream}@${revision}`))
    for (const tag of tags) expect([tag, await asked(tag)]).toEqual([tag, 412])
    expect(await asked('customer-acme@0')).toBe(200)
  })

  test('does not learn from a receipt that it changed too', async () => {
    const receipt = async (type: string, data: object) => {
      const text = await (await bert.post({ type, data })).text()
      expect(text).toContain('"events":[{')
      expect(text).not.toMatch(secrets)
    }
    await receipt('MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' })
    await receipt('DeleteCustomerGroup', { groupId: 'north' })
    expect(bert.crm.register.tables.customers.get('xshyc')?.groupIds).toEqual([])
  })

  test('does not learn of it from the preview of a merge', async () => {
    const page = await (await bert.ask('/customers/acme/merge?duplicateId=beta')).text()
    expect(page).toContain('Portal access granted: …')
    expect(page).not.toMatch(secrets)
  })
})

test('a user who makes a contact private to another owner still gets the receipt', async () => {
  const command = {
    type: 'RegisterContact',
    data: { personId: 'new', lastName: 'New', private: true, ownerId: 'cilla' },
  }
  expect(await (await bert.post(command)).text()).toContain('ContactRegistered')
})
