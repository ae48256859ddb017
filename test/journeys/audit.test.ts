import { expect, test } from 'vitest'
import { excelOf, journey } from './acting.js'

journey('audit questions', 'koho', ({ accepted, dayIs, audit }) => {
  const acme = { kind: 'customer', id: 'acme' } as const

  test('a customer is registered, moved to a group, and gets another owner days later', async () => {
    await accepted('RegisterEmployee', { employeeId: 'john', name: 'John Smith' })
    await accepted('CreateCustomerGroup', { groupId: 'accounting', name: 'Accounting' })
    await accepted('RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ownerId: 'maija' })
    await accepted('MoveCustomerToGroup', { customerId: 'acme', groupId: 'accounting' })
    dayIs('2024-03-20')
    await accepted('ChangeCustomerOwner', { customerId: 'acme', ownerId: 'john' })
    await accepted('RegisterCustomer', { customerId: 'secret', name: 'Secret Oy', ownerId: 'maija', private: true })
  })

  test('the changes of a day are listed newest first, with actor, old value and new value', () => {
    const { rows, total } = audit().changes({ from: '2024-03-20', to: '2024-03-20' })
    expect(rows.map(({ type, subject }) => `${type} ${subject.name}`).at(-1)).toBe('CustomerOwnerChanged Acme Oy')
    expect(rows.at(-1)).toMatchObject({ by: 'maija', day: '2024-03-20', origin: 'direct' })
    expect(rows.at(-1)?.changes).toEqual([
      expect.objectContaining({ field: 'owner', old: 'Maija Mäki', new: 'John Smith' }),
    ])
    expect(total).toBe(rows.length)
  })

  test('a viewer who may not see a private customer sees neither its changes nor their number', () => {
    const all = audit().changes({ types: ['CustomerRegistered'] })
    const seen = audit().changes({ types: ['CustomerRegistered'], viewer: 'john' })
    expect([all.total, seen.total]).toEqual([2, 1])
    expect(seen.rows.map(({ subject }) => subject.name)).toEqual(['Acme Oy'])
  })

  test('the history of the owner has valid days and recording times', () => {
    const rows = audit().fieldHistory({ subject: acme, field: 'owner' })
    const now = rows.filter(({ knownUntil }) => knownUntil === null)
    expect(now.map(({ value, from, until }) => [value, from, until])).toEqual([
      ['Maija Mäki', '2024-03-15', '2024-03-20'],
      ['John Smith', '2024-03-20', null],
    ])
    // Events recorded within one millisecond became known at the same time.
    const before = rows.filter(({ knownUntil }) => knownUntil !== null)
    expect(before.map(({ value, until }) => [value, until])).toEqual(before.map(() => ['Maija Mäki', null]))
  })

  test('durations of each owner and of group membership are counted in days', () => {
    const asOf = '2024-03-24'
    expect(
      audit()
        .durations({ subject: acme, of: 'owner', asOf })
        .map(({ name, days }) => [name, days]),
    ).toEqual([
      ['Maija Mäki', 5],
      ['John Smith', 5],
    ])
    expect(
      audit()
        .durations({ subject: acme, of: 'group', asOf })
        .map(({ name, days }) => [name, days]),
    ).toEqual([['Accounting', 10]])
  })

  test('the difference between two days is listed by field and exported to Excel', async () => {
    const question = { subject: acme, from: { asOf: '2024-03-15' }, to: { asOf: '2024-03-20' } }
    const { rows } = audit().difference(question)
    expect(rows.map((row) => [row.field, row.old, row.new])).toEqual([['owner', 'Maija Mäki', 'John Smith']])
    const [head, ...cells] = await excelOf(audit().differenceListing({ ...question, locale: 'et' }))
    expect(head).toContain('Enne')
    expect(cells).toHaveLength(1)
  })

  test('the explanation says why John is responsible, but not for a customer that the viewer may not see', async () => {
    await accepted('AssignResponsible', { customerId: 'acme', employeeId: 'john' })
    const why = audit().explain({ customerId: 'acme', employeeId: 'john', viewer: 'john' })
    expect([why?.because, why?.events.map(({ by }) => by)]).toEqual(['assigned', ['maija']])
    expect(audit().explain({ customerId: 'secret', employeeId: 'maija', viewer: 'john' })).toBeNull()
  })

  test('the changes are exported to Excel in the language of the auditor', async () => {
    const [head, ...rows] = await excelOf(audit().changesListing({ subjects: [acme], locale: 'fi' }))
    expect(head).toContain('Tapahtuma')
    expect(rows).toHaveLength(audit().changes({ subjects: [acme] }).total)
  })
})
