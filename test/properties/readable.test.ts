import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const beginning = [
  { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } },
  { type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme' } },
]
const assign = { type: 'AssignResponsible', data: { customerId: 'acme', employeeId: 'anna' } }
const longest = { firstName: '😀'.repeat(5_000), lastName: 'y'.repeat(10_000) }
const twice = { type: 'CreateCustomerGroup', data: { name: 'Bakeries' } }

const cases = [
  ['a command id too long to derive an id from', assign, { commandId: 'x'.repeat(199) }],
  ['a command id with a line break', assign, { commandId: 'a\nb' }],
  ['a command id with spaces around it', twice, { commandId: ' b ' }],
  ['a time on the last possible day', assign, { at: '9999-12-31T23:30:00Z' }],
  ['a time before the first year', assign, { at: '0000-01-01T00:00:00+14:00' }],
  ['a time in a year of three digits', assign, { at: '0999-06-01T00:00:00Z' }],
  ['two names of maximum length', { type: 'RegisterPrivateCustomer', data: { personId: 'p', ...longest } }, {}],
] as const

describe('a register stays readable whatever values a command has', () => {
  test.each(cases)('%s', async (_, command, context) => {
    const store = memory()
    const crm = await openClientele({ store })
    for (const one of beginning) await crm.executeUnknown(one)
    const outcome = await crm.executeUnknown(command, context)
    expect(isLeft(outcome) ? outcome.left.error : 'accepted').toMatch(/^(MalformedCommand|accepted)$/)
    expect(isLeft(await crm.execute({ type: 'ArchiveCustomer', data: { customerId: 'acme' } }))).toBe(false)
    await crm.close()
    await (await openClientele({ store })).close()
  })
})
