import { describe, test } from 'vitest'
import { anna, given, type NamedCommand, policy } from '../given.js'

const mailbox = { employeeId: 'anna', mailboxId: 'anna@own.fi' }
const enable: NamedCommand = ['EnableEmailLinking', mailbox]
const disable: NamedCommand = ['DisableEmailLinking', mailbox]

describe('linking the e-mails of a mailbox', () => {
  test('is switched on per mailbox', () => {
    given(anna)
      .when(...enable)
      .happens(['EmailLinkingEnabled', mailbox])
  })
  test('is switched on once, however the address is written', () => {
    given(anna, enable)
      .when('EnableEmailLinking', { ...mailbox, mailboxId: 'Anna@Own.fi' })
      .changesNothing()
  })
  test('requires an existing employee', () => {
    given()
      .when(...enable)
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
    given(anna, ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-01' }])
      .when(...enable)
      .isRefused('EmployeeInactive', { employeeId: 'anna', since: '2024-03-01' })
  })
  test('can be switched off', () => {
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
  test('that is off stays off; strict mode refuses switching it off', () => {
    given(anna)
      .when(...disable)
      .changesNothing()
    given(anna, policy('redundantCommands', 'reject'))
      .when(...disable)
      .isRefused('EmailLinkingNotEnabled')
  })
})
