import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  assigned,
  bertil,
  beta,
  contact,
  customer,
  employee,
  event,
  policy,
  project,
  role,
} from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOn } from '../../town/town.js'

const asOf = '2024-06-15'
const takesPart = (projectId: string, participant: object) =>
  event('ProjectParticipantAdded', `project-${projectId}`, participant)
const away = (id: string, substituteId: string) =>
  event('AbsencePlanned', `employee-${id}`, { substituteId, from: '2024-06-10', until: '2024-06-21' })
const left = (id: string, effective: string) => event('EmployeeDeactivated', `employee-${id}`, { effective })

const events = [
  anna,
  bertil,
  employee('coded', 'Coded', { sellerCode: '99' }),
  employee('seller', 'Seller', { salesperson: true }),
  employee('leaver', 'Leaver'),
  employee('same1', 'Same'),
  employee('same2', 'Same'),
  left('leaver', asOf),
  left('seller', '2024-06-16'),
  away('unknown', 'coded'),
  away('same2', 'bertil'),
  role('lead', 'Lead'),
  role('next', 'Next'),
  acme,
  beta,
  customer('hidden', 'Hidden Oy', { private: true, ownerId: 'anna' }),
  project('x', 'acme', 'X'),
  project('y', 'acme', 'Y'),
  contact('secret', 'Secret', { firstName: 'Sara' }),
  contact('plain', 'Plain'),
  event('ContactLinkedToCompany', 'person-secret', { customerId: 'hidden' }),
  takesPart('x', { personId: 'secret' }),
  takesPart('x', { personId: 'plain' }),
  takesPart('x', { personId: 'nobody' }),
  takesPart('y', { employeeId: 'coded' }),
  assigned('customer-acme', 'r1', 'coded'),
  assigned('customer-acme', 'r2', 'seller'),
  assigned('customer-acme', 'r3', 'leaver'),
  assigned('customer-acme', 'r4', 'unknown'),
  assigned('customer-acme', 'r5', 'same2', { roleId: 'next', from: '2024-05-01' }),
  assigned('customer-acme', 'r6', 'same1', { roleId: 'next' }),
  assigned('customer-acme', 'r7', 'same1', { roleId: 'lead' }),
  assigned('customer-acme', 'r8', 'same2', { roleId: 'next', from: null, until: '2025-01-01' }),
  assigned('customer-acme', 'r9', 'same2', { from: '2024-07-01' }),
  assigned('project-y', 'r1', 'same1', { roleId: 'next' }),
  assigned('project-x', 'r1', 'same1', { roleId: 'next' }),
  assigned('customer-beta', 'r1', 'anna', { from: '2024-07-01', roleId: 'lead' }),
  event('ResponsibleRoleAdded', 'customer-beta', { assignmentId: 'r1', roleId: 'next', from: '2024-06-20' }),
]

describe('the list of assignees', () => {
  const listOf = (views: ReturnType<typeof viewsOn>) => (params: Parameters<typeof views.assigneeList>[0]) =>
    views.assigneeList(params).map((row) => ({
      who: row.personName,
      code: row.sellerInformation,
      days: row.interval,
      role: row.customerRole,
      at: row.subject.id,
      left: row.personInactive,
      for: row.substituteFor,
    }))
  const views = viewsOn(asOf, ...events)

  test('shows all names, and orders rows with equal names and roles', () => {
    expect(
      answersOf(
        listOf(views),
        { asOf, filter: { showProjectParticipants: true } },
        { asOf, viewer: 'bertil', filter: { showProjectParticipants: true, employeeId: 'coded' } },
        { asOf: '2024-07-01', filter: { customerId: 'beta' } },
      ),
    ).toEqual([
      '? {asOf 2024-06-15, filter {showProjectParticipants yes}}',
      '# who | code | days | role | at | left | for',
      "Bertil Berg | '' | {from 2024-06-10, lastDay 2024-06-20} | Next | acme | no | Same",
      "Bertil Berg | '' | {from 2024-06-10, lastDay 2024-06-20} | Next | acme | no | Same",
      "Coded | '' | {from 2024-01-01, lastDay –} | '' | acme | no | ''",
      "Coded | '' | {from 2024-06-10, lastDay 2024-06-20} | '' | acme | no | unknown",
      "Coded | '' | – | '' | y | no | ''",
      "Leaver | '' | {from 2024-01-01, lastDay –} | '' | acme | yes | ''",
      "nobody | '' | – | '' | x | no | ''",
      "Plain | '' | – | '' | x | no | ''",
      "Same | '' | {from 2024-07-01, lastDay –} | '' | acme | no | ''",
      "Same | '' | {from 2024-01-01, lastDay –} | Lead | acme | no | ''",
      "Same | '' | {from 2024-01-01, lastDay –} | Next | acme | no | ''",
      "Same | '' | {from –, lastDay 2024-12-31} | Next | acme | no | ''",
      "Same | '' | {from 2024-05-01, lastDay –} | Next | acme | no | ''",
      "Same | '' | {from 2024-01-01, lastDay –} | Next | x | no | ''",
      "Same | '' | {from 2024-01-01, lastDay –} | Next | y | no | ''",
      "Sara Secret | '' | – | '' | x | no | ''",
      "Seller | '' | {from 2024-01-01, lastDay –} | '' | acme | no | ''",
      "unknown | '' | {from 2024-01-01, lastDay –} | '' | acme | no | ''",
      "Anna Aalto | 11 | {from 2024-07-01, lastDay –} | Next | beta | no | ''",
      '? {asOf 2024-06-15, viewer bertil, filter {showProjectParticipants yes, employeeId coded}}',
      "Coded | '' | {from 2024-01-01, lastDay –} | '' | acme | no | ''",
      "Coded | '' | {from 2024-06-10, lastDay 2024-06-20} | '' | acme | no | unknown",
      "Coded | '' | – | '' | y | no | ''",
      '? {asOf 2024-07-01, filter {customerId beta}}',
      "Anna Aalto | 11 | {from 2024-07-01, lastDay –} | Next | beta | no | ''",
    ])
  })
  test('leaves out participants the viewer may not see', () => {
    const names = (viewer?: string) =>
      views
        .assigneeList({ asOf, viewer, filter: { showProjectParticipants: true } })
        .filter(({ interval }) => interval === null)
        .map(({ personName }) => personName)
    expect(names()).toEqual(['Coded', 'nobody', 'Plain', 'Sara Secret'])
    expect(names('bertil')).toEqual(['Coded', 'nobody', 'Plain'])
  })
  test('names no roles where there are none', () => {
    const without = viewsOn(asOf, ...events, policy('rolesEnabled', false))
    expect(without.assigneeList({ asOf }).every(({ customerRole }) => customerRole === '')).toBe(true)
  })
  test('has the same pages whether rows are counted or built', () => {
    for (const filter of [
      {},
      { showProjectParticipants: true },
      { employeeId: 'same1', showProjectParticipants: true },
    ]) {
      const all = views.assigneeList({ asOf, filter })
      for (let offset = 0; offset <= all.length + 1; offset += 1)
        expect(views.assigneeList({ asOf, filter, offset, limit: 2 })).toEqual(all.slice(offset, offset + 2))
    }
  })
})
