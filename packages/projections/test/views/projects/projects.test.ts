import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  assigned,
  bertil,
  beta,
  contact,
  customer,
  event,
  gA,
  moved,
  project,
  role,
  viewsOf,
} from '../../log.js'

const views = viewsOf(
  anna,
  bertil,
  gA,
  role('lead', 'Lead', 'project'),
  acme,
  beta,
  customer('secret', 'Secret Oy', { ownerId: 'anna', private: true }),
  moved('acme', null, 'gA', '2024-01-02T08:00:00Z'),
  project('roof', 'acme', 'Roof'),
  project('wall', 'beta', 'Wall'),
  project('vault', 'secret', 'Vault'),
  contact('olli', 'Oja', { firstName: 'Olli' }),
  assigned('project-roof', 'r1', 'anna', { roleId: 'lead', until: '2024-05-01' }),
  assigned('project-wall', 'r1', 'bertil'),
  event('ProjectParticipantAdded', 'project-roof', { personId: 'olli' }),
  event('ProjectParticipantAdded', 'project-roof', { employeeId: 'bertil' }),
  event('NoteWritten', 'activity-n1', { links: { projectId: 'roof' }, text: 'Leaks' }, '2024-03-01T09:00:00Z'),
  event('ProjectRenamed', 'project-roof', { from: 'Roof', to: 'Big roof' }, '2024-04-01T09:00:00Z'),
  event('ProjectClosed', 'project-wall', {}, '2024-04-02T09:00:00Z'),
  event('ProjectReopened', 'project-wall', {}, '2024-06-02T09:00:00Z'),
  event('ProjectClosed', 'project-roof', {}, '2024-06-03T09:00:00Z'),
)

describe('the list of projects', () => {
  const names = (params: Parameters<typeof views.projectList>[0]) => views.projectList(params).map(({ name }) => name)

  test('has the open ones by name, of customers that the viewer may see', () => {
    expect(names({})).toEqual(['Vault', 'Wall'])
    expect(names({ showClosed: true, viewer: 'bertil' })).toEqual(['Big roof', 'Wall'])
    expect(names({ showClosed: true, offset: 1, limit: 1 })).toEqual(['Vault'])
  })

  test('is that of the day: names, closed and reopened', () => {
    expect(names({ asOf: '2024-03-31' })).toEqual(['Roof', 'Vault', 'Wall'])
    expect(names({ asOf: '2024-05-01' })).toEqual(['Big roof', 'Vault'])
  })

  test('is limited by customers, text and employee', () => {
    expect(names({ showClosed: true, filter: { groupIds: ['gA'] } })).toEqual(['Big roof'])
    expect(names({ showClosed: true, text: 'RÖÖF' })).toEqual(['Big roof'])
    expect(names({ showClosed: true, userId: 'bertil' })).toEqual(['Big roof', 'Wall'])
    expect(names({ showClosed: true, userId: 'anna', asOf: '2024-04-30' })).toEqual(['Big roof'])
    expect(names({ showClosed: true, userId: 'anna' })).toEqual([])
  })

  test('has ids and names, and is listed by names', () => {
    expect(views.projectList({ text: 'wall' })).toEqual([
      {
        projectId: 'wall',
        name: 'Wall',
        customerId: 'beta',
        customerName: 'Beta Oy',
        closed: false,
        responsibles: [{ id: 'bertil', name: 'Bertil Berg' }],
      },
    ])
    expect([...views.projectListing({ text: 'wall' }).rows]).toEqual([['Wall', 'Beta Oy', 'Bertil Berg', 'no']])
  })
})

describe('the card of a project', () => {
  test('has its customer, people and activities', () => {
    expect(views.projectCard({ projectId: 'roof', asOf: '2024-04-30' })).toMatchObject({
      name: 'Big roof',
      customerId: 'acme',
      customerName: 'Acme Oy',
      closed: false,
      responsibles: [{ employeeId: 'anna', name: 'Anna Aalto', roleId: 'lead', role: 'Lead', inForce: true }],
      participants: [
        { kind: 'employee', id: 'bertil', name: 'Bertil Berg' },
        { kind: 'contact', id: 'olli', name: 'Olli Oja' },
      ],
      activities: [{ activityId: 'n1', kind: 'note', title: 'Leaks' }],
    })
    expect(views.projectCard({ projectId: 'roof' })).toMatchObject({ closed: true, responsibles: [{ inForce: false }] })
  })

  test('is listed in sections', () => {
    const sections = views.projectCardSections({ projectId: 'roof', locale: 'sv' }) ?? []
    expect(sections.map(({ name }) => name)).toEqual(['Big roof', 'Aktiviteter'])
    expect([...(sections[0]?.listing.rows ?? [])]).toContainEqual(['Deltagare', 'Bertil Berg, Olli Oja'])
    expect(views.projectCardSections({ projectId: 'wall' })).toHaveLength(1)
  })

  test('is `null` if it is unknown or the viewer may not see its customer', () => {
    for (const params of [{ projectId: 'x' }, { projectId: 'vault', viewer: 'bertil' }]) {
      expect(views.projectCard(params)).toBeNull()
      expect(views.projectCardSections(params)).toBeNull()
    }
  })
})
