import { expect, test } from 'vitest'
import { excelOf, journey } from './acting.js'

journey('an auditor asks what happened', 'koho', ({ accepted, dayIs, audit }) => {
  const acme = { kind: 'customer', id: 'acme' } as const

  test('a customer is registered, put into a group, and given another owner days later', async () => {
    await accepted('RegisterEmployee', { employeeId: 'john', name: 'John Smith' })
    await accepted('CreateCustomerGroup', { groupId: 'accounting', name: 'Accounting' })
    await accepted('RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ownerId: 'maija' })
    await accepted('MoveCustomerToGroup', { customerId: 'acme', groupId: 'accounting' })
    dayIs('2024-03-20')
    await accepted('ChangeCustomerOwner', { customerId: 'acme', ownerId: 'john' })
    await accepted('RegisterCustomer', { customerId: 'secret', name: 'Secret Oy', ownerId: 'maija', private: true })
  })

  test('what changed on a day is there, newest first, with who and from what to what', () => {
    const { rows, total } = audit().changes({ from: '2024-03-20', to: '2024-03-20' })
    expect(rows.map(({ type, subject }) => `${type} ${subject.name}`).at(-1)).toBe('CustomerOwnerChanged Acme Oy')
    expect(rows.at(-1)).toMatchObject({ by: 'maija', day: '2024-03-20', origin: 'direct' })
    expect(rows.at(-1)?.changes).toEqual([
      expect.objectContaining({ field: 'owner', old: 'Maija Mäki', new: 'John Smith' }),
    ])
    expect(total).toBe(rows.length)
  })

  test('who may not see a private customer does not see that it changed, nor how often', () => {
    const all = audit().changes({ types: ['CustomerRegistered'] })
    const seen = audit().changes({ types: ['CustomerRegistered'], viewer: 'john' })
    expect([all.total, seen.total]).toEqual([2, 1])
    expect(seen.rows.map(({ subject }) => subject.name)).toEqual(['Acme Oy'])
  })

  test('the owners of a customer have their days, and when they were known', () => {
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

  test('how long it had each owner and was in its group is counted in days', () => {
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

  test('what differs between two days is told by field, and comes as an Excel file', async () => {
    const question = { subject: acme, from: { asOf: '2024-03-15' }, to: { asOf: '2024-03-20' } }
    const { rows } = audit().difference(question)
    expect(rows.map((row) => [row.field, row.old, row.new])).toEqual([['owner', 'Maija Mäki', 'John Smith']])
    const [head, ...cells] = await excelOf(audit().differenceListing({ ...question, locale: 'et' }))
    expect(head).toContain('Enne')
    expect(cells).toHaveLength(1)
  })

  test('why John is responsible is told, but not of a customer that he may not see', async () => {
    await accepted('AssignResponsible', { customerId: 'acme', employeeId: 'john' })
    const why = audit().explain({ customerId: 'acme', employeeId: 'john', viewer: 'john' })
    expect([why?.because, why?.events.map(({ by }) => by)]).toEqual(['assigned', ['maija']])
    expect(audit().explain({ customerId: 'secret', employeeId: 'maija', viewer: 'john' })).toBeNull()
  })

  test('the changes are an Excel file in the language of the auditor', async () => {
    const [head, ...rows] = await excelOf(audit().changesListing({ subjects: [acme], locale: 'fi' }))
    expect(head).toContain('Tapahtuma')
    expect(rows).toHaveLength(audit().changes({ subjects: [acme] }).total)
  })
})
