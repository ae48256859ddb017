import { customerStream } from '@clientele/domain'
import { expect, test } from 'vitest'
import { customer, event, group, logOf, moved } from '../../log.js'
import { createProjections } from '../../source.js'

test('a customer that moved on stays in its new group after the late follow-up of a deletion', () => {
  const left = (at: string) =>
    event('CustomerMovedToGroup', 'customer-acme', { from: 'old', to: null, reason: 'groupDeleted' }, at)
  const log = logOf(
    group('old', 'Old'),
    group('new', 'New'),
    customer('acme', 'Acme Oy'),
    moved('acme', null, 'old', '2024-01-01T08:00:00Z'),
    event('CustomerGroupDeleted', 'customerGroups', { groupId: 'old', name: 'Old' }, '2024-01-02T08:00:00Z'),
    moved('acme', 'old', 'new', '2024-01-02T09:00:00Z'),
    left('2024-01-02T10:00:00Z'),
  )
  const { views, applyAll } = createProjections()
  applyAll(log)
  const { aggregate } = customerStream('acme')
  const own = log.filter(({ stream }) => stream === 'customer-acme')
  expect(views.customerCard({ customerId: 'acme' })?.group).toEqual({ id: 'new', name: 'New' })
  expect(aggregate.fold(aggregate.initial, own).groups).toEqual(['new'])
})
