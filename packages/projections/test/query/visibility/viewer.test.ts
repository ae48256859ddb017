import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { customer, employee, event, logOf } from '../../log.js'
import { createProjections, refusalOf } from '../../source.js'

const views = () => {
  const projections = createProjections(() => '2024-03-15T09:00:00.000Z')
  const left = event('EmployeeDeactivated', 'employee-anna', { employeeId: 'anna', effective: '2024-03-15' })
  projections.applyAll(logOf(employee('anna', 'Anna'), left, customer('acme', 'Acme Oy')))
  return projections.views
}

const refusalIn = (ask: () => unknown): unknown => {
  try {
    ask()
    return null
  } catch (error) {
    return refusalOf(error)
  }
}

describe('a question of an invalid viewer is refused with the viewer', () => {
  test.each([
    ['mallory', { error: 'UnknownViewer', viewer: 'mallory' }],
    ['', { error: 'UnknownViewer', viewer: '' }],
    ['anna', { error: 'ViewerHasLeft', viewer: 'anna', since: '2024-03-15' }],
  ] as const)('%j', (viewer, refusal) => {
    expect(views().customerHistory({ customerId: 'acme', viewer })).toEqual(left(refusal))
    expect(refusalIn(() => views().customerCard({ customerId: 'acme', viewer }))).toEqual(refusal)
  })
})
