import { describe, test } from 'vitest'
import { type Asked, anna, cecilia, given, pekka, policy } from '../given.js'

const restrict: Asked = ['RestrictContactEmailAccess', { personId: 'pekka' }]
const grant: Asked = ['GrantContactEmailAccess', { personId: 'pekka' }]

describe('access to the e-mails of a contact', () => {
  test('is restricted by an administrator', () => {
    given(cecilia, pekka)
      .when(...restrict, { by: 'cecilia' })
      .happens(['ContactEmailAccessRestricted', { personId: 'pekka' }])
  })
  test('is restricted and opened by nobody else', () => {
    given(anna, pekka)
      .when(...restrict, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
    given(anna, pekka, restrict)
      .when(...grant, { by: 'anna' })
      .isRefused('NotAdministrator', { by: 'anna' })
  })
  test('is restricted once; in strict mode the second time is refused', () => {
    given(pekka, restrict)
      .when(...restrict)
      .changesNothing()
    given(pekka, restrict, policy('redundantCommands', 'reject'))
      .when(...restrict)
      .isRefused('EmailAccessAlreadyRestricted', { personId: 'pekka' })
  })
  test('is opened again where it was restricted', () => {
    given(pekka, restrict)
      .when(...grant)
      .happens(['ContactEmailAccessGranted', { personId: 'pekka' }])
    given(pekka)
      .when(...grant)
      .isRefused('EmailAccessNotRestricted', { personId: 'pekka' })
  })
  test('is that of a contact who exists', () => {
    given()
      .when(...restrict)
      .isRefused('ContactNotFound', { personId: 'pekka' })
    given()
      .when(...grant)
      .isRefused('ContactNotFound', { personId: 'pekka' })
  })
})
