import type { KnownEvent } from '@clientele/domain'
import { expect, test } from 'vitest'
import { anna, contact, customer, event, logOf } from '../../log.js'
import { createRegister } from '../../source.js'

test('an event that was not read from a store may have undefined fields, which are `null`', () => {
  const register = createRegister()
  const [registered] = logOf(customer('a', 'A', { contactInfo: { email: 'a@a.fi' } }))
  const { data } = registered as { readonly data: object }
  const contactInfo = { email: 'a@a.fi', city: undefined, region: null }
  register.apply({ ...registered, data: { ...data, contactInfo } } as KnownEvent)
  expect(register.tables.customers.get('a')?.details).toEqual({ email: 'a@a.fi', city: null, region: null })
})

test('the details of a customer are a copy of the event’s', () => {
  const register = createRegister()
  const contactInfo = { email: 'a@a.fi' }
  const [registered] = logOf(customer('a', 'A', { contactInfo }))
  register.apply(registered as KnownEvent)
  const { data } = registered as { readonly data: { readonly contactInfo: object } }
  expect(register.tables.customers.get('a')?.details).not.toBe(data.contactInfo)
})

test('statements at a customer merged by a legacy merge apply at the survivor, too', () => {
  const register = createRegister()
  register.applyAll(
    logOf(
      customer('old', 'Old'),
      customer('now', 'Now'),
      contact('pia', 'Pia'),
      event('CustomerMergedInto', 'customer-old', { survivorId: 'now', moved: false }),
      event('ContactPropertyAssigned', 'person-pia', { propertyNo: 5, customerId: 'old' }),
      event('ContactPropertyAssigned', 'person-pia', { propertyNo: 6 }),
    ),
  )
  const properties = [...register.tables.heldProperties.rows()].map(({ property, customerId }) => [
    property,
    customerId,
  ])
  expect(properties).toEqual([
    ['5', 'old'],
    ['5', 'now'],
    ['6', null],
  ])
})

test('an employee keeps its name if no new one is given', () => {
  const register = createRegister()
  const changed = (field: string, to: string | null) =>
    event('EmployeeDetailsChanged', 'employee-anna', { changes: [{ field, old: null, new: to }] })
  register.applyAll(logOf(anna, changed('name', null), changed('email', 'a@b.fi')))
  expect(register.tables.employees.get('anna')).toMatchObject({ name: 'Anna Aalto', email: 'a@b.fi' })
})
