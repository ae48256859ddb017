import { describe, expect, it } from 'vitest'
import {
  acme,
  anna,
  archived,
  assigned,
  bertil,
  beta,
  contact,
  event,
  gA,
  gamma,
  moved,
  project,
  registerOf,
  role,
} from '../../log.js'
import { assigneeList, assigneeListColumns, assigneeListing } from '../../source.js'

const day = '2024-03-15'

describe('the assignee list', () => {
  it('has a row per role, blanks for missing values, and the last day inclusive', () => {
    const register = registerOf(
      anna,
      bertil,
      gA,
      acme,
      moved('acme', null, 'gA'),
      beta,
      role('accountant', 'Accountant'),
      assigned('customer-acme', 'r1', 'anna', { roleId: 'accountant', until: '2024-07-01' }),
      assigned('customer-beta', 'r2', 'bertil', { from: null }),
    )
    expect(assigneeList(register, { asOf: day })).toEqual([
      {
        customerId: 'acme',
        customerName: 'Acme Oy',
        customerGroup: 'Accounting',
        projectName: '',
        personId: 'anna',
        personName: 'Anna Aalto',
        personEmail: 'anna@own.fi',
        sellerInformation: '11',
        interval: { from: '2024-01-01', lastDay: '2024-06-30' },
        customerRole: 'Accountant',
        roleId: 'accountant',
        subject: { kind: 'customer', id: 'acme' },
        archived: false,
        personInactive: false,
        substituteFor: '',
        assignmentId: 'r1',
      },
      {
        customerId: 'beta',
        customerName: 'Beta Oy',
        customerGroup: '',
        projectName: '',
        personId: 'bertil',
        personName: 'Bertil Berg',
        personEmail: '',
        sellerInformation: '',
        interval: null,
        customerRole: '',
        roleId: null,
        subject: { kind: 'customer', id: 'beta' },
        archived: false,
        personInactive: false,
        substituteFor: '',
        assignmentId: 'r2',
      },
    ])
  })

  it('shows archived customers only when the box is ticked', () => {
    const register = registerOf(
      anna,
      acme,
      gamma,
      assigned('customer-acme', 'r1', 'anna'),
      assigned('customer-gamma', 'r7', 'anna'),
      archived('gamma'),
    )
    expect(assigneeList(register, { asOf: day }).map((row) => row.customerName)).toEqual(['Acme Oy'])
    const all = assigneeList(register, { asOf: day, filter: { showArchived: true } })
    expect(all.map((row) => [row.customerName, row.archived])).toEqual([
      ['Acme Oy', false],
      ['Gamma AB', true],
    ])
  })

  it('shows project people only when the box is ticked', () => {
    const register = registerOf(
      anna,
      bertil,
      acme,
      contact('pekka', 'Virtanen', { firstName: 'Pekka', email: 'pekka@acme.fi' }),
      project('x', 'acme', 'Project X'),
      assigned('customer-acme', 'r1', 'anna'),
      event('ProjectParticipantAdded', 'project-x', { employeeId: 'bertil' }),
      event('ProjectParticipantAdded', 'project-x', { personId: 'pekka' }),
    )
    expect(assigneeList(register, { asOf: day })).toHaveLength(1)
    const rows = assigneeList(register, { asOf: day, filter: { showProjectParticipants: true } })
    expect(rows.map(({ projectName }) => projectName)).toEqual(['', 'Project X', 'Project X'])
    const listed = assigneeListing(register, { asOf: day, filter: { showProjectParticipants: true } })
    expect(listed.columns.map(({ key }) => key)).toEqual([...assigneeListColumns, 'project'])
    expect([...listed.rows].map((row) => row.at(-1))).toEqual(['', 'Project X', 'Project X'])
    expect(rows.map(({ personName, personEmail, subject }) => [personName, personEmail, subject.kind])).toEqual([
      ['Anna Aalto', 'anna@own.fi', 'customer'],
      ['Bertil Berg', '', 'project'],
      ['Pekka Virtanen', 'pekka@acme.fi', 'project'],
    ])
  })

  it('lists ended responsibilities only on request, and future ones always', () => {
    const register = registerOf(
      anna,
      acme,
      beta,
      assigned('customer-acme', 'r1', 'anna', { until: '2024-02-01' }),
      assigned('customer-beta', 'r2', 'anna', { from: '2025-01-01' }),
    )
    expect(assigneeList(register, { asOf: day }).map((row) => row.customerName)).toEqual(['Beta Oy'])
    expect(assigneeList(register, { asOf: day, includeEnded: true })).toHaveLength(2)
  })

  it('is limited to a customer or an employee', () => {
    const register = registerOf(
      anna,
      bertil,
      acme,
      beta,
      assigned('customer-acme', 'r1', 'anna'),
      assigned('customer-beta', 'r2', 'bertil'),
    )
    expect(assigneeList(register, { asOf: day, filter: { customerId: 'beta' } })).toHaveLength(1)
    expect(assigneeList(register, { asOf: day, filter: { employeeId: 'anna' } })[0]?.customerName).toBe('Acme Oy')
    expect(assigneeList(register, { asOf: day, filter: { customerId: 'nobody' } })).toEqual([])
  })
})
