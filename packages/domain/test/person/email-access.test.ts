import { describe, test } from 'vitest'
import { anna, cecilia, given, type NamedCommand, pekka, policy } from '../given.js'

const restrict: NamedCommand = ['RestrictContactEmailAccess', { personId: 'pekka' }]
const grant: NamedCommand = ['GrantContactEmailAccess', { personId: 'pekka' }]

describe('access to the e-mails of a contact', () => {
  test('can be restricted by an administrator', () => {
    given(cecilia, pekka)
      .when(...restrict, { by: 'cecilia' })
      .happens(['ContactEmailAccessRestricted', { personId: 'pekka' }])
  })
  test('can be restricted and given back by nobody else', () => {
    given(anna, pekka)
      .when(...restrict, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
    given(anna, pekka, restrict)
      .when(...grant, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
  })
  test('is restricted once; strict mode refuses the second time', () => {
    given(pekka, restrict)
      .when(...restrict)
      .changesNothing()
    given(pekka, restrict, policy('redundantCommands', 'reject'))
      .when(...restrict)
      .isRefused('EmailAccessAlreadyRestricted', { personId: 'pekka' })
  })
  test('can be given back if it was restricted', () => {
    given(pekka, restrict)
      .when(...grant)
      .happens(['ContactEmailAccessGranted', { personId: 'pekka' }])
    given(pekka)
      .when(...grant)
      .isRefused('EmailAccessNotRestricted', { personId: 'pekka' })
  })
  test('needs an existing contact', () => {
    given()
      .when(...restrict)
      .isRefused('ContactNotFound', { personId: 'pekka' })
    given()
      .when(...grant)
      .isRefused('ContactNotFound', { personId: 'pekka' })
  })
})
