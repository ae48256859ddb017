import { expect, test } from 'vitest'
import { acme, assigned, beta, customer, employee, event, project, registerOf } from '../../log.js'
import { responsibilityMatrix } from '../../source.js'

const left = (employeeId: string) => event('EmployeeDeactivated', `employee-${employeeId}`, { effective: '2024-03-01' })

const register = registerOf(
  ...['ada', 'bo', 'cy', 'dan', 'eve'].map((id) => employee(id, id)),
  acme,
  beta,
  customer('delta', 'Delta Oy'),
  project('shop', 'beta', 'Shop'),
  assigned('customer-acme', 'a1', 'ada'),
  assigned('project-shop', 'a2', 'dan'),
  event('AbsencePlanned', 'employee-ada', { substituteId: 'bo', from: '2024-03-10', until: '2024-03-20' }),
  ...['bo', 'cy', 'dan', 'eve'].map(left),
)

const columns = (asOf: string, showProjects = false) =>
  responsibilityMatrix(register, { asOf, showProjects }).columns.map(({ employeeId }) => employeeId)

test('a former employee has a column while responsible, on a shown project, or as a substitute', () => {
  expect(columns('2024-03-05')).toEqual(['ada'])
  expect(columns('2024-03-05', true)).toEqual(['ada', 'dan'])
  expect(columns('2024-03-15')).toEqual(['ada', 'bo'])
  expect(columns('2024-03-20')).toEqual(['ada'])
})

test('projects are rows below their shown customers', () => {
  const rows = (filter: object) =>
    responsibilityMatrix(register, { asOf: '2024-03-05', showProjects: true, filter }).rows.map(
      ({ subject }) => subject.id,
    )
  expect(rows({})).toEqual(['acme', 'beta', 'shop', 'delta'])
  expect(responsibilityMatrix(register, { asOf: '2024-03-05', showProjects: true }).total).toBe(4)
  expect(responsibilityMatrix(register, { asOf: '2024-03-05' }).total).toBe(3)
})
