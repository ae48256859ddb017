import { type Project, projectAggregate } from '@clientele/domain'
import { expect, test } from 'vitest'
import { moveProjects } from '../../src/rules/merging/company.js'

const of = (customerId: string): Project => ({ ...projectAggregate.initial, registered: true, customerId })

test('a merge moves the projects that the duplicate still has', () => {
  const found = new Map([
    ['project-x', of('beta')],
    ['project-y', of('gamma')],
  ])
  expect(moveProjects(found, { from: 'beta', to: 'acme' }).map(({ stream, events }) => [stream.name, events])).toEqual([
    ['project-x', [{ type: 'ProjectMovedToCustomer', data: { from: 'beta', to: 'acme', reason: 'merge' } }]],
  ])
})
