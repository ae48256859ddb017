import { describe, expect, it } from 'vitest'
import { csv, type Files } from './directory.js'
import { imported, importing, typesOf } from './importing.js'

const files: Files = {
  'customers.csv': csv(
    'customerId,kind,name,email,city',
    'acme,company,Acme,a@acme.example,Oulu',
    'beta,company,Beta,,Turku',
    'aino,privateCustomer,Aino Oja,aino@mail.example,Lahti',
    'eino,privateCustomer,Eino Elo,,',
  ),
  'contacts.csv': csv('personId,lastName,email,customerIds', 'p1,Fernhill,p1@mail.example,acme', 'p2,Fernhil,,acme'),
}

const after = async (...commands: readonly (readonly [type: string, data: object])[]) => {
  const register = await imported(files)
  expect(register.result.problems).toEqual([])
  for (const [type, data] of commands)
    expect(await register.crm.executeUnknown({ type, data }, { today: '2026-11-22' })).toMatchObject({ _tag: 'Right' })
  const before = await typesOf(register)
  const again = await importing(register, files)
  expect(await typesOf(register)).toEqual(before)
  expect(again).toMatchObject({ events: 0, read: 6, rejected: again.problemCount })
  return again.problems
}

describe('an import does not restore what was erased, merged or deleted, and the row says so:', () => {
  it('an erased contact', async () => {
    expect(await after(['ErasePerson', { personId: 'p1' }])).toEqual([
      { file: 'contacts.csv', line: 2, error: 'PersonIsErased', personId: 'p1' },
    ])
  })

  it('an erased private customer', async () => {
    expect(await after(['ErasePerson', { personId: 'aino' }])).toEqual([
      { file: 'customers.csv', line: 4, error: 'PersonIsErased', personId: 'aino' },
    ])
  })

  it('a private customer of which only invoice data is retained', async () => {
    const invoice = { customerId: 'aino', documentId: 'i1', date: '2026-01-31' }
    expect(await after(['RecordInvoice', invoice], ['ErasePerson', { personId: 'aino' }])).toEqual([
      { file: 'customers.csv', line: 4, error: 'PersonIsErased', personId: 'aino' },
    ])
  })

  it('a merged customer, which names the survivor', async () => {
    expect(await after(['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }])).toEqual([
      { file: 'customers.csv', line: 3, error: 'CustomerWasMerged', customerId: 'beta', survivorId: 'acme' },
    ])
  })

  it('a merged contact, which names the survivor', async () => {
    expect(await after(['MergeContacts', { survivorId: 'p1', duplicateId: 'p2' }])).toEqual([
      { file: 'contacts.csv', line: 3, error: 'ContactWasMerged', personId: 'p2', survivorId: 'p1' },
    ])
  })

  it('a deleted customer', async () => {
    expect(await after(['DeleteCustomer', { customerId: 'beta' }])).toEqual([
      { file: 'customers.csv', line: 3, error: 'CustomerWasDeleted', customerId: 'beta' },
    ])
  })

  it('a deleted private customer', async () => {
    expect(await after(['DeleteCustomer', { customerId: 'eino' }])).toEqual([
      { file: 'customers.csv', line: 5, error: 'CustomerWasDeleted', customerId: 'eino' },
    ])
  })
})
