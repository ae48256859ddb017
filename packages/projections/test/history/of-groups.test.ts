import { describe, expect, test } from 'vitest'
import { answered, contact, customer, event, gA, logOf } from '../log.js'
import { createProjections } from '../source.js'

const projections = createProjections()
projections.applyAll(
  logOf(
    gA,
    event('CustomerGroupArchived', 'customerGroups', { groupId: 'gA' }),
    event('CustomerGroupRestored', 'customerGroups', { groupId: 'gA' }),
    customer('acme', 'Acme Oy'),
    contact('siiri', 'Mäkinen'),
    event('ContactLinkedToCompany', 'person-siiri', { customerId: 'acme' }),
  ),
)
const { subjectHistory, customerHistory } = projections.views

describe('a line of the history', () => {
  test('of a group has the values before and after archiving and restoring', () => {
    const lines = answered(subjectHistory({ subject: { kind: 'customerGroup', id: 'gA' } }))
    expect(lines.map(({ type, changes }) => [type, changes])).toEqual([
      ['CustomerGroupRestored', [{ field: 'archived', label: 'Archived', old: 'yes', new: 'no' }]],
      ['CustomerGroupArchived', [{ field: 'archived', label: 'Archived', old: 'no', new: 'yes' }]],
      ['CustomerGroupCreated', [{ field: 'name', label: 'Name', old: null, new: 'Accounting' }]],
    ])
  })
  test('names a contact without a first name by the last name', () => {
    const [latest] = answered(customerHistory({ customerId: 'acme' }))
    expect(latest?.summary).toBe('Contact linked to company: Mäkinen, Acme Oy')
  })
})
