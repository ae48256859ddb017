import { describe, expect, it } from 'vitest'
import { contactSearch } from '../src/index.js'
import { assigned, contact, customer, employee, event, project, registerOf } from './happened.js'

const north = Array.from({ length: 11 }, (_, index) => `n${index + 1}`)

const at = (personId: string, customerId: string) => [
  contact(personId, personId),
  event('ContactLinkedToCompany', `person-${personId}`, { customerId }),
]

const away = (employeeId: string, substituteId: string) =>
  event('AbsencePlanned', `employee-${employeeId}`, { substituteId, from: '2024-03-01', until: '2024-04-01' })

const register = registerOf(
  ...north.map((id) => employee(id, id, { teams: ['north'] })),
  employee('south', 'South', { teams: ['south'] }),
  employee('west', 'West', { teams: ['west'] }),
  ...['own', 'by-project', 'away', 'later', 'others'].map((id) => customer(id, id)),
  ...['own', 'by-project', 'away', 'later', 'others'].flatMap((id) => at(`at-${id}`, id)),
  project('shop', 'by-project', 'Shop'),
  assigned('customer-own', 'a1', 'n5'),
  assigned('project-shop', 'a2', 'n6'),
  assigned('customer-away', 'a3', 'south', { from: '2024-01-01' }),
  assigned('customer-later', 'a4', 'west', { from: '2024-05-01' }),
  away('south', 'n7'),
  away('west', 'n8'),
)

describe('the contacts of more colleagues than a few', () => {
  const found = (asOf?: string): readonly string[] =>
    contactSearch(register, { viewer: 'n1', selection: 'myGroup', asOf }).map(({ personId }) => personId)

  it('are those of customers they hold, by projects or for somebody who is away while holding them', () => {
    expect(found()).toEqual(['at-away', 'at-by-project', 'at-own'])
  })

  it('on a day, those they hold on it', () => {
    expect(found('2024-02-10')).toEqual(['at-by-project', 'at-own'])
    expect(found('2024-03-10')).toEqual(['at-away', 'at-by-project', 'at-own'])
  })
})
