import { type Assignment, neverOverlap } from '@clientele/domain'
import { describe, expect, test } from 'vitest'

const assignment = (employeeId: string, roleId: string | null, from: string, until: string | null): Assignment => ({
  assignmentId: `${employeeId} ${from}`,
  employeeId,
  roleId,
  from,
  until,
  earlierRoles: [],
})

const seller = assignment('anna', 'seller', '2024-01-01', '2024-06-01')

describe('INV-08 an employee does not have one role twice on a day', () => {
  test('which any overlap violates, wherever it is in the list', () => {
    expect(neverOverlap([seller, assignment('anna', 'seller', '2024-05-31', null)])).toBe(false)
    expect(neverOverlap([assignment('bertil', null, '2020-01-01', null), seller, seller])).toBe(false)
  })
  test('but another employee may have it, the same one another role, or the role again later', () => {
    expect(neverOverlap([seller, assignment('bertil', 'seller', '2024-01-01', null)])).toBe(true)
    expect(neverOverlap([seller, assignment('anna', 'manager', '2024-01-01', null)])).toBe(true)
    expect(neverOverlap([seller, assignment('anna', 'seller', '2024-06-01', null)])).toBe(true)
  })
})
