import { describe, test } from 'vitest'
import { type Asked, acme, anna, bertil, cecilia, given } from '../given.js'

const seller: Asked = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' }]
const sells = (employeeId: string, until: string | null): Asked => [
  'AssignResponsible',
  { customerId: 'acme', employeeId, roleId: 'seller', from: '2024-01-01', until },
]
const toCecilia: Asked = ['ReassignRole', { customerId: 'acme', roleId: 'seller', toEmployeeId: 'cecilia' }]

const ended = (assignmentId: string, employeeId: string) =>
  ['ResponsibilityEnded', { assignmentId, employeeId, until: '2024-03-15' }] as const
const taken = (until: string | null) =>
  [
    'ResponsibleAssigned',
    { assignmentId: 'command7', employeeId: 'cecilia', roleId: 'seller', from: '2024-03-15', until },
  ] as const

describe('a role that is reassigned', () => {
  const before = [anna, bertil, cecilia, acme, seller]

  test('is held as long as its last holder would have held it', () => {
    given(...before, sells('anna', '2024-12-31'), sells('bertil', '2024-06-30'))
      .when(...toCecilia)
      .happens(ended('given5', 'anna'), ended('given6', 'bertil'), taken('2024-12-31'))
  })
  test('is one that is held, and in use', () => {
    given(...before)
      .when(...toCecilia)
      .isRefused('RoleNotHeld', { roleId: 'seller', employeeId: null })
    given(...before, sells('anna', null), ['RetireRole', { roleId: 'seller' }])
      .when(...toCecilia)
      .isRefused('UnknownRole', { roleId: 'seller' })
  })
  test('is held without an end where one of its holders had none', () => {
    given(...before, sells('anna', null), sells('bertil', '2024-06-30'))
      .when(...toCecilia)
      .happens(ended('given5', 'anna'), ended('given6', 'bertil'), taken(null))
  })
})
