import { categoryOf, customerAggregate, idOfStream } from '@clientele/domain'
import { expect, test } from 'vitest'
import { acme, archivedAcme, given } from '../given.js'

test('a stored state does not change when another is folded from it', () => {
  const { log } = given(acme, archivedAcme, ['RestoreCustomer', { customerId: 'acme' }]).when('ChangeCustomerDetails', {
    customerId: 'acme',
    changes: { city: 'Turku' },
  }).world
  const [registered, archived, restored, changed] = log.map((event) => [event])
  const kept = customerAggregate.begin()
  customerAggregate.advance(kept, registered ?? [])
  expect(customerAggregate.fold(kept, archived ?? []).archived).toBe(true)
  customerAggregate.advance(kept, restored ?? [])
  customerAggregate.advance(kept, changed ?? [])
  expect([kept.archived, kept.details.get('city')]).toEqual([false, 'Turku'])
  expect(customerAggregate.initial.details.size).toBe(0)
})

test('a stream name is a category and an id, or the category alone', () => {
  expect([categoryOf('customer-a-b'), idOfStream('customer-a-b')]).toEqual(['customer', 'a-b'])
  expect([categoryOf('settings'), idOfStream('settings')]).toEqual(['settings', ''])
})
