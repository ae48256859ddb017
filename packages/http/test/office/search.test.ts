import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fillRegister, type Given, mainAt, type ServedRegister, serving } from '../served.js'

const given: readonly Given[] = [
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna' }],
  ['RegisterCustomer', { customerId: 'old', name: 'Bygone Oy' }],
  ['RegisterCustomer', { customerId: 'older', name: 'Ancient Oy' }],
  ['RegisterContact', { personId: 'maria', firstName: 'Maria', lastName: 'Maa' }],
  ['RegisterContact', { personId: 'mary', firstName: 'Mary', lastName: 'Marsh' }],
  ['MergeCustomers', { survivorId: 'old', duplicateId: 'older' }],
  ['MergeCustomers', { survivorId: 'acme', duplicateId: 'old' }],
  ['MergeContacts', { survivorId: 'maria', duplicateId: 'mary' }],
]

let anna: ServedRegister

beforeEach(async () => {
  anna = await serving(await fillRegister(given))
})

afterEach(() => anna.close())

const search = (register: ServedRegister, text: string): Promise<string> =>
  mainAt(register, `/search?text=${encodeURIComponent(text)}`)

describe('the search', () => {
  test('links the former name of a merged customer to its survivor', async () => {
    for (const name of ['Bygone Oy', 'Ancient Oy'])
      expect(await search(anna, name.slice(0, 5).toLowerCase())).toContain(
        `${name} was merged into: <a href="/customers/acme">Acme Oy</a>`,
      )
  })

  test('links the former name of a merged contact to its survivor', async () => {
    expect(await search(anna, 'marsh')).toContain('Mary Marsh was merged into: <a href="/contacts/maria">Maria Maa</a>')
  })

  test('reveals nothing about a merged customer to a user who may not see its survivor', async () => {
    await anna.post({ type: 'MarkCustomerPrivate', data: { customerId: 'acme' } })
    const bert = await serving(anna.crm, 'bert')
    const found = await search(bert, 'bygone')
    await bert.served.close()
    expect(found).not.toMatch(/Bygone|Acme/)
    expect(found).toContain('Nothing found.')
  })

  test('finds employees by name and by id, with their responsibilities', async () => {
    for (const text of ['berg', 'bert']) {
      const found = await search(anna, text)
      expect(found).toContain('<a href="/settings/employees/bert">Bert Berg</a>')
      expect(found).toContain('href="/persons-in-charge?employeeId=bert"')
    }
  })
})

describe('the search of the audit pages', () => {
  const changesOf = (register: ServedRegister, text: string): Promise<string> =>
    mainAt(register, `/audit?about=${encodeURIComponent(text)}`)

  test('finds a merged customer and a merged contact by the former name', async () => {
    for (const [text, subject, name] of [
      ['bygone', 'customer:old', 'Bygone Oy'],
      ['marsh', 'contact:mary', 'Mary Marsh'],
    ] as const) {
      const main = await changesOf(anna, text)
      expect(main).toContain(`value="${subject}"`)
      expect(main).toContain(name)
    }
  })

  test('finds nothing about a merged customer for a user who may not see its survivor', async () => {
    await anna.post({ type: 'MarkCustomerPrivate', data: { customerId: 'acme' } })
    const bert = await serving(anna.crm, 'bert')
    const found = await changesOf(bert, 'bygone')
    await bert.served.close()
    expect(found).not.toMatch(/Bygone|Acme/)
  })
})
