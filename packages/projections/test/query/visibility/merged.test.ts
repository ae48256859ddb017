import { expect, test } from 'vitest'
import { answered, customer, employee, event, viewsOf } from '../../log.js'

const group = (groupId: string, name: string) =>
  event('CustomerGroupCreated', 'customerGroups', { groupId, name, parentId: null })

const merge = (duplicateId: string, survivorId: string) => [
  event('CustomerAbsorbed', `customer-${survivorId}`, { duplicateId, fieldChoices: {} }),
  event('CustomerMergedInto', `customer-${duplicateId}`, { survivorId }),
]

const views = (...more: ReturnType<typeof merge>) =>
  viewsOf(
    employee('anna', 'Anna'),
    employee('sven', 'Sven', { salesperson: true }),
    employee('tove', 'Tove', { salesperson: true }),
    group('gold', 'Gold'),
    event('GroupVisibilityGranted', 'customerGroups', { groupId: 'gold', employeeId: 'tove' }),
    ...['first', 'second', 'survivor'].map((id) => customer(id, `The ${id}`)),
    event('CustomerMovedToGroup', 'customer-survivor', { from: null, to: 'gold' }),
    ...merge('first', 'second'),
    ...merge('second', 'survivor'),
    ...more,
  )

const duplicates = ['first', 'second'] as const

const shownTo = (asked: ReturnType<typeof views>, viewer: string | undefined) =>
  duplicates.flatMap((customerId) => [
    asked.customerCard({ customerId, viewer }) !== null,
    (answered(asked.customerHistory({ customerId, viewer })) as readonly unknown[]).length > 0,
  ])

test('a merged customer is hidden from those who may not see its survivor, through chains of merges', () => {
  const asked = views()
  for (const viewer of [undefined, 'anna', 'tove']) expect(shownTo(asked, viewer), viewer).not.toContain(false)
  expect(shownTo(asked, 'sven')).not.toContain(true)
})

test('what remains of a deleted duplicate is hidden from those who may not see its survivor', () => {
  const asked = views(event('CustomerDeleted', 'customer-first', {}), event('CustomerDeleted', 'customer-second', {}))
  const lines = (viewer: string) =>
    answered(asked.customerHistory({ customerId: 'first', viewer })) as readonly object[]
  expect(lines('tove').length).toBeGreaterThan(0)
  expect(lines('sven')).toEqual([])
})
