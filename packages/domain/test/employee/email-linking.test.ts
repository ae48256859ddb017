import { describe, test } from 'vitest'
import { type Asked, anna, given, policy } from '../given.js'

const mailbox = { employeeId: 'anna', mailboxId: 'anna@own.fi' }
const enable: Asked = ['EnableEmailLinking', mailbox]
const disable: Asked = ['DisableEmailLinking', mailbox]

describe('linking the e-mails of a mailbox', () => {
  test('is switched on by mailbox', () => {
    given(anna)
      .when(...enable)
      .happens(['EmailLinkingEnabled', mailbox])
  })
  test('is switched on once, however the address is written', () => {
    given(anna, enable)
      .when('EnableEmailLinking', { ...mailbox, mailboxId: 'Anna@Own.fi' })
      .changesNothing()
  })
  test('is for employees who are there', () => {
    given()
      .when(...enable)
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
    given(anna, ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-01' }])
      .when(...enable)
      .isRefused('EmployeeInactive', { employeeId: 'anna', since: '2024-03-01' })
  })
  test('is switched off again', () => {
    given(anna, enable)
      .when(...disable)
      .happens(['EmailLinkingDisabled', mailbox])
    given(anna, enable, disable)
      .when(...enable)
      .happens(['EmailLinkingEnabled', mailbox])
    given()
      .when(...disable)
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
  })
  test('that is off stays off; in strict mode switching it off is refused', () => {
    given(anna)
      .when(...disable)
      .changesNothing()
    given(anna, policy('redundantCommands', 'reject'))
      .when(...disable)
      .isRefused('EmailLinkingNotEnabled')
  })
})
