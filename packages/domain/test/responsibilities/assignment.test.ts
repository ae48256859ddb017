import { type Assignment, segmentsOf, withRole } from '@clientele/domain'
import { describe, expect, test } from 'vitest'

const assignment: Assignment = {
  assignmentId: 'a',
  employeeId: 'anna',
  roleId: null,
  from: '2024-03-10',
  until: null,
  earlierRoles: [],
}

describe('the parts of a responsibility', () => {
  test('drop a role that was removed on the day it was given', () => {
    const seller = withRole(assignment, 'seller', '2024-03-15')
    expect(segmentsOf(withRole(seller, null, '2024-03-15'))).toEqual([
      { roleId: null, from: '2024-03-10', until: '2024-03-15' },
      { roleId: null, from: '2024-03-15', until: null },
    ])
  })

  test('drop roles that were given for later than the day of a new one', () => {
    const later = withRole(withRole(assignment, 'seller', '2024-03-15'), 'manager', '2024-03-20')
    expect(segmentsOf(withRole(later, 'buyer', '2024-03-18'))).toEqual([
      { roleId: null, from: '2024-03-10', until: '2024-03-15' },
      { roleId: 'manager', from: '2024-03-15', until: '2024-03-18' },
      { roleId: 'buyer', from: '2024-03-18', until: null },
    ])
  })

  test('start with the responsibility if it is moved to start later than a role', () => {
    const seller = withRole(assignment, 'seller', '2024-03-15')
    expect(segmentsOf({ ...seller, from: '2024-03-20' })).toEqual([
      { roleId: 'seller', from: '2024-03-20', until: null },
    ])
  })
})
