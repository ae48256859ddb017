import { describe, test } from 'vitest'
import { acme, anna, bertil, cecilia, given, type NamedCommand } from '../given.js'

const seller: NamedCommand = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' }]
const sells = (employeeId: string, until: string | null): NamedCommand => [
  'AssignResponsible',
  { customerId: 'acme', employeeId, roleId: 'seller', from: '2024-01-01', until },
]
const toCecilia: NamedCommand = ['ReassignRole', { customerId: 'acme', roleId: 'seller', toEmployeeId: 'cecilia' }]

const ended = (assignmentId: string, employeeId: string) =>
  ['ResponsibilityEnded', { assignmentId, employeeId, until: '2024-03-15' }] as const
const taken = (until: string | null) =>
  [
    'ResponsibleAssigned',
    { assignmentId: 'command7', employeeId: 'cecilia', roleId: 'seller', from: '2024-03-15', until },
  ] as const

describe('a reassigned role', () => {
  const before = [anna, bertil, cecilia, acme, seller]

  test('lasts as long as its last holder would have had it', () => {
    given(...before, sells('anna', '2024-12-31'), sells('bertil', '2024-06-30'))
      .when(...toCecilia)
      .happens(ended('given5', 'anna'), ended('given6', 'bertil'), taken('2024-12-31'))
  })
  test('must have a holder, and be in use', () => {
    given(...before)
      .when(...toCecilia)
      .isRefused('RoleNotHeld', { roleId: 'seller', employeeId: null })
    given(...before, sells('anna', null), ['RetireRole', { roleId: 'seller' }])
      .when(...toCecilia)
      .isRefused('UnknownRole', { roleId: 'seller' })
  })
  test('has no end if one of its holders had none', () => {
    given(...before, sells('anna', null), sells('bertil', '2024-06-30'))
      .when(...toCecilia)
      .happens(ended('given5', 'anna'), ended('given6', 'bertil'), taken(null))
  })
})
