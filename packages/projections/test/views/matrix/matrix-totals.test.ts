import { expect, test } from 'vitest'
import { acme, anna, assigned, beta, event, project, registerOf, role } from '../../log.js'
import { responsibilityMatrix } from '../../source.js'

test('the matrix of one role counts only the open projects in which somebody has it', () => {
  const assignedIn = (projectId: string, roleId: string) =>
    assigned(`project-${projectId}`, `of ${projectId}`, 'anna', { roleId })
  const register = registerOf(
    anna,
    role('lead', 'Lead', 'project'),
    role('aide', 'Aide', 'project'),
    acme,
    beta,
    project('roof', 'acme', 'Roof'),
    project('wall', 'acme', 'Wall'),
    project('door', 'beta', 'Door'),
    project('gone', 'beta', 'Gone'),
    assignedIn('roof', 'lead'),
    assignedIn('wall', 'aide'),
    assignedIn('door', 'lead'),
    assignedIn('gone', 'lead'),
    event('ProjectClosed', 'project-gone', { projectId: 'gone' }),
  )
  const params = { asOf: '2024-03-15', showProjects: true, filter: { roleId: 'lead' } } as const
  const { total, rows } = responsibilityMatrix(register, params)
  expect(rows.map(({ subject }) => subject.name)).toEqual(['Roof', 'Door'])
  expect(total).toBe(2)
})
