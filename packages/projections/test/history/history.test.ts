import { describe, expect, it } from 'vitest'
import { acme, anna, assigned, cecilia, contact, event, gA, type LogEvent, logOf, moved, role } from '../log.js'
import { createProjections, type HistoryRow, type Projections, type SubjectHistoryParams } from '../source.js'

const projectionsOf = (...events: readonly LogEvent[]): Projections => {
  const projections = createProjections()
  projections.applyAll(logOf(...events))
  return projections
}

const ofAcme = { subject: { kind: 'customer', id: 'acme' } } as const

const rows = ({ views }: Projections, params: SubjectHistoryParams = ofAcme): readonly HistoryRow[] => {
  const answer = views.subjectHistory(params)
  return answer._tag === 'Right' ? answer.right : []
}

const types = (lines: readonly HistoryRow[]): readonly string[] => lines.map(({ type }) => type)

const linked = event('ContactLinkedToCompany', 'person-pekka', { customerId: 'acme' }, '2024-02-03T22:30:00Z')

const full: readonly LogEvent[] = [
  anna,
  gA,
  contact('pekka', 'Virtanen', { firstName: 'Pekka', email: 'p@acme.fi' }),
  acme,
  moved('acme', null, 'gA', '2024-02-01T08:00:00Z'),
  {
    ...assigned('customer-acme', 'r1', 'anna', { from: '2024-02-05', until: '2024-07-01' }),
    at: '2024-02-02T08:00:00Z',
    by: 'anna',
  },
  linked,
]

describe('the history of a customer', () => {
  it('covers every event about it, newest first, with the names of that time', () => {
    const lines = rows(
      projectionsOf(
        ...full,
        event('CustomerGroupRenamed', 'customerGroups', { groupId: 'gA', from: 'Accounting', to: 'Books' }),
      ),
    )
    expect(types(lines)).toEqual([
      'ContactLinkedToCompany',
      'ResponsibleAssigned',
      'CustomerMovedToGroup',
      'CustomerRegistered',
    ])
    expect(lines[2]).toEqual({
      recordedAt: '2024-02-01T08:00:00.000Z',
      effectiveDate: null,
      by: 'cecilia',
      byName: expect.any(String),
      type: 'CustomerMovedToGroup',
      summary: 'Customer group changed: No group → Accounting',
      changes: [{ field: 'customerGroup', label: 'Customer group', old: null, new: 'Accounting' }],
      position: '000004',
      at: '2024-02-01T08:00:00.000Z',
      on: 'Acme Oy',
      reason: null,
      origin: 'direct',
      commandId: '4',
      correlationId: null,
      causationId: null,
    })
  })

  it('has the first day of a responsibility and its last day inclusive', () => {
    const line = rows(projectionsOf(...full)).find(({ type }) => type === 'ResponsibleAssigned')
    expect(line?.effectiveDate).toBe('2024-02-05')
    expect(line?.changes).toEqual([
      { field: 'responsible', label: 'Person in charge', old: null, new: 'Anna Aalto' },
      { field: 'lastDay', label: 'Last day', old: null, new: '2024-06-30' },
    ])
  })

  it('takes old values from the register if the event does not have them', () => {
    const lines = rows(
      projectionsOf(
        anna,
        acme,
        role('accountant', 'Accountant'),
        assigned('customer-acme', 'r1', 'anna', { roleId: 'accountant' }),
        event('ResponsibleRoleRemoved', 'customer-acme', { assignmentId: 'r1', roleId: 'accountant' }),
        event('ResponsibilityEnded', 'customer-acme', { assignmentId: 'r1', until: '2024-03-01' }),
      ),
    )
    expect(lines[0]?.changes[0]).toMatchObject({ field: 'responsible', old: 'Anna Aalto', new: null })
    expect(lines[1]?.summary).toBe('Role taken away: Anna Aalto, Accountant')
  })

  it('is limited to days of recording in the time zone of the tenant, both inclusive', () => {
    const projections = projectionsOf(...full)
    const between = (from: string, to: string) => types(rows(projections, { ...ofAcme, from, to }))
    expect(between('2024-02-04', '2024-02-04')).toEqual(['ContactLinkedToCompany'])
    expect(between('2024-02-01', '2024-02-02')).toEqual(['ResponsibleAssigned', 'CustomerMovedToGroup'])
  })

  it('is limited to types, an actor and a page', () => {
    const projections = projectionsOf(...full)
    expect(types(rows(projections, { ...ofAcme, actor: 'anna' }))).toEqual(['ResponsibleAssigned'])
    expect(types(rows(projections, { ...ofAcme, types: ['CustomerRegistered'] }))).toEqual(['CustomerRegistered'])
    expect(types(rows(projections, { ...ofAcme, offset: 1, limit: 1 }))).toEqual(['ResponsibleAssigned'])
  })

  it('refuses a period that ends before it starts', () => {
    expect(
      projectionsOf(acme).views.customerHistory({ customerId: 'acme', from: '2024-02-02', to: '2024-02-01' }),
    ).toEqual({
      _tag: 'Left',
      left: { error: 'InvalidPeriod', from: '2024-02-02', to: '2024-02-01' },
    })
  })

  it('is empty for a viewer who may not see the customer', () => {
    const projections = projectionsOf(
      anna,
      cecilia,
      contact('pekka', 'Virtanen'),
      acme,
      linked,
      event('CustomerMarkedPrivate', 'customer-acme', {}),
      event('CustomerOwnerChanged', 'customer-acme', { to: 'cecilia' }),
    )
    expect(rows(projections, { ...ofAcme, viewer: 'anna' })).toEqual([])
    expect(rows(projections, { ...ofAcme, viewer: 'cecilia' })).toHaveLength(4)
    expect(types(rows(projections, { subject: { kind: 'contact', id: 'pekka' }, viewer: 'anna' }))).toEqual([])
  })
})

describe('the history of others', () => {
  it('is available for contacts, groups, employees and settings', () => {
    const projections = projectionsOf(
      ...full,
      event('SettingChanged', 'settings', { key: 'NO_SMS', from: null, to: 3 }),
    )
    expect(types(rows(projections, { subject: { kind: 'contact', id: 'pekka' } }))).toEqual([
      'ContactLinkedToCompany',
      'ContactRegistered',
    ])
    expect(rows(projections, { subject: { kind: 'customerGroup', id: 'gA' } })[0]?.changes[0]?.new).toBe('Accounting')
    expect(types(rows(projections, { subject: { kind: 'employee', id: 'anna' } }))).toEqual([
      'ResponsibleAssigned',
      'EmployeeRegistered',
    ])
    expect(rows(projections, { subject: { kind: 'settings', id: 'settings' } })).toHaveLength(1)
  })

  it('returns the kinds of subject with an id', () => {
    expect(projectionsOf(...full).history.kindsOf('acme')).toEqual(['customer'])
    expect(projectionsOf(...full).history.kindsOf('nobody')).toEqual([])
  })
})
