import { describe, expect, test } from 'vitest'
import { acme, anna, archived, assigned, beta, customer, event, gamma, project } from '../../log.js'
import { viewsOn } from '../../town/town.js'

const asOf = '2024-06-15'
const pm = { roleId: 'pm' }

const views = viewsOn(
  asOf,
  anna,
  acme,
  beta,
  gamma,
  customer('delta', 'Delta Oy'),
  archived('gamma'),
  ...['a1', 'a2', 'a3'].map((id) => project(id, 'acme', id)),
  ...['b1', 'b2'].map((id) => project(id, 'beta', id)),
  project('g1', 'gamma', 'g1'),
  project('lost', 'nobody', 'lost'),
  event('ProjectClosed', 'project-a2', {}),
  assigned('project-a1', 'r', 'anna'),
  assigned('project-a2', 'r', 'anna', pm),
  assigned('project-a3', 'r', 'anna', pm),
  assigned('project-b1', 'r', 'anna', pm),
  assigned('project-b2', 'r', 'anna', { ...pm, until: asOf }),
  assigned('project-g1', 'r', 'anna', pm),
  assigned('project-lost', 'r', 'anna', pm),
  assigned('customer-beta', 'r', 'anna', pm),
  assigned('customer-delta', 'r', 'anna'),
)

describe('the pages of the matrix', () => {
  const pageOf = (params: object) => {
    const { rows, total } = views.responsibilityMatrix({ asOf, ...params })
    return { ids: rows.map(({ subject }) => subject.id), total }
  }
  test.each([
    [{}, 'acme beta delta'],
    [{ showProjects: true }, 'acme a1 a3 beta b1 b2 delta'],
    [{ showProjects: true, filter: pm }, 'a3 beta b1'],
    [{ filter: pm }, 'beta'],
    [{ showProjects: true, filter: { roleId: 'nobody' } }, ''],
    [{ showProjects: true, filter: { text: 'beta' } }, 'beta b1 b2'],
    [{ showProjects: true, filter: { text: 'acme', ...pm } }, 'a3'],
  ])('are parts of the whole, which is counted: %j', (params, expected) => {
    const ids = expected.split(' ').filter(Boolean)
    expect(pageOf(params)).toEqual({ ids, total: ids.length })
    for (let offset = 0; offset <= ids.length + 1; offset += 1)
      for (const limit of [0, 1, 2, 9])
        expect(pageOf({ ...params, offset, limit })).toEqual({
          ids: ids.slice(offset, offset + limit),
          total: ids.length,
        })
  })
  test('are rows of a listing too', () => {
    const { columns, rows } = views.matrixListing({ asOf, showProjects: true, filter: pm, offset: 1, limit: 1 })
    expect([columns.map(({ key }) => key), [...rows]]).toEqual([
      ['customerName', 'project', 'anna'],
      [['Beta Oy', '', 'x']],
    ])
  })
})
