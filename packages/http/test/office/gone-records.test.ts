import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fillRegister, type Given, mainAt, type ServedRegister, serving } from '../served.js'

const given: readonly Given[] = [
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ['RegisterCustomer', { customerId: 'old', name: 'Bygone Oy' }],
  ['RegisterContact', { personId: 'maria', firstName: 'Maria', lastName: 'Maa' }],
  ['RegisterContact', { personId: 'mary', firstName: 'Mary', lastName: 'Marsh' }],
  ['RegisterPrivateCustomer', { personId: 'aino', customerId: 'aino', lastName: 'Koivu' }],
  ['MergeCustomers', { survivorId: 'acme', duplicateId: 'old' }],
  ['MergeContacts', { survivorId: 'maria', duplicateId: 'mary' }],
]

let anna: ServedRegister

beforeEach(async () => {
  anna = await serving(await fillRegister(given))
})

afterEach(() => anna.close())

const read = (path: string): Promise<string> => mainAt(anna, path)

const tabsOfCustomer = [
  '',
  '/groups',
  '/responsibilities',
  '/contacts',
  '/traits',
  '/billing',
  '/marketing',
  '/history',
]
const tabsOfContact = ['', '/companies', '/traits', '/marketing', '/tasks', '/meetings', '/notes', '/files', '/emails']

const erase = async (personId: string): Promise<void> => {
  const outcome = await anna.crm.executeUnknown({ type: 'ErasePerson', data: { personId } }, { by: 'anna' })
  expect(outcome._tag).toBe('Right')
}

describe('the card of an erased or merged record', () => {
  test('links to the survivor of a merged customer, and offers no command', async () => {
    for (const tab of tabsOfCustomer) {
      const main = await read(`/customers/old${tab}`)
      expect(main).toMatch(/Bygone Oy was merged into: +<a href="\/customers\/acme">Acme Oy<\/a>/)
      expect(main).not.toContain('method="post"')
      expect(main).not.toMatch(/\/customers\/old\/(merge|delete)/)
    }
  })

  test('links to the survivor of a merged contact, and offers no command', async () => {
    for (const tab of [...tabsOfContact, '/privacy', '/history']) {
      const main = await read(`/contacts/mary${tab}`)
      expect(main).toMatch(/Mary Marsh was merged into: +<a href="\/contacts\/maria">Maria Maa<\/a>/)
      expect(main).not.toContain('method="post"')
      expect(main).not.toMatch(/\/contacts\/mary\/(merge|erase)/)
    }
  })

  test('says that a contact was erased, and offers no command', async () => {
    await erase('maria')
    for (const tab of [...tabsOfContact, '/privacy', '/history']) {
      const main = await read(`/contacts/maria${tab}`)
      expect(main).toContain('The personal data was erased')
      expect(main).not.toContain('method="post"')
    }
  })

  test('offers a second erasure of a private customer after the retention of its invoices', async () => {
    const invoice = { customerId: 'aino', documentId: 'i-1', date: anna.crm.today() }
    await anna.crm.executeUnknown({ type: 'RecordInvoice', data: invoice }, { by: 'anna' })
    await erase('aino')
    expect(await read('/contacts/aino/privacy')).toContain('/contacts/aino/erase')
  })

  test('offers no change of the details of an erased private customer, but of its groups', async () => {
    await erase('aino')
    expect(await read('/customers/aino')).not.toContain('ChangeCustomerDetails')
    expect(await read('/customers/aino/groups')).toContain('MoveCustomerToGroup')
  })
})

describe('the confirmation page of an erasure', () => {
  test('lists what is retained for invoices, until when and for which documents, and what stays in plain text', async () => {
    const invoice = { customerId: 'aino', documentId: 'i-1', date: '2026-02-01' }
    await anna.crm.executeUnknown({ type: 'RecordInvoice', data: invoice }, { by: 'anna' })
    const main = await read('/contacts/aino/erase')
    expect(main).toMatch(/kept until 2032-12-31.*<li>invoice i-1, 2026-02-01<\/li>/s)
    expect(main).toContain(`${await anna.crm.inClear(['aino'])} events of the log keep texts about the person in clear`)
  })

  test('says that nothing is retained for a person without invoices', async () => {
    expect(await read('/contacts/maria/erase')).toContain('Nothing is kept for invoices.')
  })
})
