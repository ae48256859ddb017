import { categoryOf, customerAggregate, idOfStream } from '@clientele/domain'
import { expect, test } from 'vitest'
import { acme, archivedAcme, given } from '../given.js'

test('a stored state does not change when another is folded from it', () => {
  const { log } = given(acme, archivedAcme, ['RestoreCustomer', { customerId: 'acme' }]).when('ChangeCustomerDetails', {
    customerId: 'acme',
    changes: { city: 'Turku' },
  }).world
  const [registered, archived, restored, changed] = log.map((event) => [event])
  const state = customerAggregate.begin()
  customerAggregate.advance(state, registered ?? [])
  expect(customerAggregate.fold(state, archived ?? []).archived).toBe(true)
  customerAggregate.advance(state, restored ?? [])
  customerAggregate.advance(state, changed ?? [])
  expect([state.archived, state.details.get('city')]).toEqual([false, 'Turku'])
  expect(customerAggregate.initial.details.size).toBe(0)
})

test('a stream name is a category and an id, or the category alone', () => {
  expect([categoryOf('customer-a-b'), idOfStream('customer-a-b')]).toEqual(['customer', 'a-b'])
  expect([categoryOf('settings'), idOfStream('settings')]).toEqual(['settings', ''])
})
