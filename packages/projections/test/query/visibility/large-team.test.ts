import { expect, test } from 'vitest'
import { assigned, contact, customer, employee, event, project, registerOf } from '../../log.js'
import { contactSearch } from '../../source.js'

const team = Array.from({ length: 12 }, (_, index) => `e${index + 1}`)
const at = (personId: string, customerId: string) =>
  event('ContactLinkedToCompany', `person-${personId}`, { customerId })
const companies = ['direct', 'byProject', 'past', 'substituted', 'nobodys']

const found = (asOf?: string) => {
  const register = registerOf(
    ...team.map((id) => employee(id, id, { teams: ['north'] })),
    employee('other', 'Other'),
    ...companies.flatMap((id) => [customer(id, id), contact(`of ${id}`, id), at(`of ${id}`, id)]),
    project('roof', 'byProject', 'Roof'),
    assigned('customer-direct', 'r1', 'e12'),
    assigned('project-roof', 'r2', 'e11'),
    assigned('customer-past', 'r3', 'e10', { until: '2024-02-01' }),
    assigned('customer-substituted', 'r4', 'other', { from: '2024-03-01', until: '2024-04-01' }),
    event('AbsencePlanned', 'employee-other', { substituteId: 'e9', from: '2024-03-10', until: '2024-03-20' }),
  )
  return contactSearch(register, { selection: 'myGroup', viewer: 'e1', asOf }).map(({ lastName }) => lastName)
}

test('a team of more than ten finds the contacts of the customers any of them is responsible for', () => {
  expect(found('2024-01-15')).toEqual(['byProject', 'direct', 'past'])
  expect(found('2024-03-05')).toEqual(['byProject', 'direct'])
  expect(found('2024-03-15')).toEqual(['byProject', 'direct', 'substituted'])
  expect(found()).toEqual(['byProject', 'direct', 'past', 'substituted'])
})
